package dev.faultline.kernel;

import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;

/** A step that is about to be taken, in words and with the names of what it works on: for steps that nobody notes more of. */
final class StepWords {
    private final Machine machine;

    StepWords(Machine machine) {
        this.machine = machine;
    }

    String of(int step) {
        return verb(Step.kind(step)) + object(Step.kind(step), Step.object(step));
    }

    private static String verb(StepKind kind) {
        return switch (kind) {
            case BEGIN_OPERATION -> "begins a call";
            case END_OPERATION -> "ends a call";
            case YIELD -> "lets others run";
            case LOCK_FOLIO -> "asks for the lock of ";
            case TRY_LOCK_FOLIO -> "tries to lock ";
            case UNLOCK_FOLIO -> "unlocks ";
            case WAIT_FOLIO -> "sees whether to wait for ";
            case READ_FLAGS -> "reads the flags of ";
            case WRITE_FLAGS -> "changes the flags of ";
            case REFERENCE_FOLIO -> "takes a reference to ";
            case SLEEP -> "goes to sleep on ";
            case WAKE -> "wakes who sleeps on ";
            case KMAP -> "maps a folio in a slot";
            case LOOK_UP -> "looks up ";
            case INSERT -> "inserts a folio as ";
            case REMOVE -> "takes out of the cache ";
            case ALLOCATE -> "asks for a frame";
            case FREE -> "gives a frame back";
            case COPY -> "copies a few bytes";
            case ZERO -> "zeroes a few bytes";
            case LOAD -> "loads from ";
            case STORE -> "stores to ";
            case WALK -> "walks the page table to ";
            case CHANGE_PTE -> "changes the entry of ";
            case FLUSH_TLB -> "flushes the TLB of ";
            case LOCK_SPACE -> "asks for the mmap lock of ";
            case UNLOCK_SPACE -> "drops the mmap lock of ";
            case READ_VMA -> "reads the mappings of ";
            case CHANGE_VMA -> "changes the mappings of ";
            case LOCK_INODE -> "asks for a lock of ";
            case UNLOCK_INODE -> "drops a lock of ";
            case LOCK_PIPE -> "asks for the lock of ";
            case CHECK_SIGNAL -> "looks for a signal";
            case READ_SIZE -> "reads the size of ";
            case WRITE_SIZE -> "sets the size of ";
            case SUBMIT_IO -> "asks the disk for ";
            case DISK_IO -> "zeroes the disk past the end";
            case MAP_BLOCK -> "asks where the disk has ";
        };
    }

    private String object(StepKind kind, int object) {
        return switch (kind.subject()) {
            case TASK, FRAME -> "";
            case CPU -> "CPU " + object;
            case FOLIO -> kind == StepKind.DISK_IO ? "" : CacheFolio.nameOf(machine, object);
            case CACHE_SLOT -> CacheIndex.slotName(machine, object);
            case PAGE -> page(object);
            case SPACE -> "process " + letter(object);
            case PIPE -> "pipe " + (char) ('P' + object);
            case INODE -> machine.files().get(object).name();
        };
    }

    private String page(int page) {
        Geometry geometry = machine.geometry();
        AddressSpace space = machine.spaces().get(geometry.spaceOf(page));
        int address = geometry.virtualPageOf(page) * machine.pageSize();
        return space.name(address, machine.pageSize()) + " of process " + letter(space.number());
    }

    private static char letter(int space) {
        return (char) ('A' + space);
    }
}
