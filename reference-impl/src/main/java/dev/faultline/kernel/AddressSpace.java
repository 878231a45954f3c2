package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.PageTable;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Linux calls {@code mm_struct}: the mappings and the page table that the tasks of a process share. */
public final class AddressSpace {
    private final int number;
    private final @Nullable Vma[] vmas;
    private final int[] protections;
    private final PageTable pageTable;
    private final FairLock mmapLock;
    private final PageTableLock pageTableLock;
    private final Footprint footprint;
    /** The file that each page maps or mapped last, or -1: what programs take its bytes for. */
    private final int[] files;
    /** Where what each page shows was mapped first. */
    private final int[] homes;

    private int tasks;
    private int guardFrom;
    private int guardTo;

    AddressSpace(int number, Geometry geometry, Footprint footprint) {
        this.number = number;
        this.footprint = footprint;
        files = new int[geometry.pagesPerSpace()];
        homes = new int[geometry.pagesPerSpace()];
        pageTableLock = new PageTableLock(footprint, Footprint.tableLock(number));
        vmas = new Vma[geometry.pagesPerSpace()];
        protections = new int[geometry.pagesPerSpace()];
        pageTable = new PageTable(geometry.pagesPerSpace(), geometry.page(number, 0), footprint);
        mmapLock = new FairLock(
                "the mmap lock of process " + (char) ('A' + number),
                StepKind.LOCK_SPACE,
                number,
                footprint,
                Footprint.spaceLock(number));
    }

    void reset() {
        Arrays.fill(vmas, null);
        Arrays.fill(protections, 0);
        Arrays.fill(files, -1);
        Arrays.setAll(homes, page -> page);
        pageTable.reset();
        mmapLock.reset();
        pageTableLock.reset();
        tasks = 0;
        guardFrom = guardTo = 0;
    }

    public int number() {
        return number;
    }

    public PageTable pageTable() {
        return pageTable;
    }

    /** Virtual pages, mapped or not. */
    public int pages() {
        return vmas.length;
    }

    /** The mapping of a virtual page, or null when there is none or no such page. */
    public @Nullable Vma vma(int virtualPage) {
        footprint.reads(Footprint.mappings(number));
        return virtualPage < 0 || virtualPage >= vmas.length ? null : vmas[virtualPage];
    }

    /** The protection bits of a virtual page. */
    public int protection(int virtualPage) {
        footprint.reads(Footprint.mappings(number));
        return protections[virtualPage];
    }

    /**
     * Guards the bytes of these addresses: no load, store or copy by address reaches them though their page is present,
     * as if their memory tag did not match the pointer's (Arm's MTE). Pinned pages are reached without tags.
     */
    void guard(int from, int to) {
        guardFrom = from;
        guardTo = to;
    }

    /** How many of {@code length} bytes from an address on come before the first that is guarded. */
    public int toGuard(int address, int length) {
        return address >= guardTo ? length : Math.min(length, Math.max(0, guardFrom - address));
    }

    FairLock mmapLock() {
        return mmapLock;
    }

    PageTableLock pageTableLock() {
        return pageTableLock;
    }

    /** Sets what a page shows. The right to write includes the right to read, as on x86. */
    void setVma(int virtualPage, @Nullable Vma vma, int protection) {
        footprint.writes(Footprint.mappings(number));
        if (vma != null && vma != vmas[virtualPage]) {
            homes[virtualPage] = virtualPage;
        }
        vmas[virtualPage] = vma;
        FileInode file = vma == null ? null : vma.file();
        if (file != null) {
            files[virtualPage] = file.number();
        }
        protections[virtualPage] = (protection & Vma.WRITE) != 0 ? protection | Vma.READ : protection;
    }

    /** Lets pages show at another place what they show, under another name, and allow what they allow; they are still here too. */
    void moveVma(int from, int to, int pages, String name) {
        Vma old = Objects.requireNonNull(vma(from), "nothing is mapped there");
        FileInode file = old.file();
        Vma moved = new Vma(name, old.kind(), to, file, file == null ? 0 : old.fileIndex(from));
        for (int i = 0; i < pages; i++) {
            setVma(to + i, moved, protections[from + i]);
            homes[to + i] = homes[from + i];
        }
    }

    /** A user's byte of a page was accessed through a frame. What was moved is known by the place that it had first. */
    void accessed(int virtualPage, int frame, boolean store) {
        int page = number * vmas.length + homes[virtualPage];
        footprint.accesses(page, files[virtualPage], frame, store);
    }

    void copyMappings(AddressSpace from) {
        guardFrom = from.guardFrom;
        guardTo = from.guardTo;
        from.footprint.reads(Footprint.mappings(from.number));
        footprint.writes(Footprint.mappings(number));
        System.arraycopy(from.homes, 0, homes, 0, homes.length);
        System.arraycopy(from.files, 0, files, 0, files.length);
        System.arraycopy(from.vmas, 0, vmas, 0, vmas.length);
        System.arraycopy(from.protections, 0, protections, 0, protections.length);
    }

    void addTask() {
        footprint.writes(Footprint.mappings(number));
        tasks++;
    }

    /** Drops a task and tells how many remain. */
    int removeTask() {
        footprint.writes(Footprint.mappings(number));
        return --tasks;
    }

    /** An address in words: the mapping's name and the offset in it. */
    String name(int address, int pageSize) {
        for (int page = Math.min(address / pageSize, vmas.length - 1); page >= 0; page--) {
            Vma vma = vmas[page];
            if (vma != null) {
                return vma.name() + "+" + (address - vma.page() * pageSize);
            }
        }
        return "address " + address;
    }

    /**
     * The spin lock on a page table. A change of one entry is one step and needs it only to be free; a change that
     * takes several steps, such as replacing an entry that TLBs may hold, keeps it throughout, and cannot be preempted
     * meanwhile.
     */
    static final class PageTableLock implements Waitable {
        private final Footprint footprint;
        private final int object;
        private int owner;

        PageTableLock(Footprint footprint, int object) {
            this.footprint = footprint;
            this.object = object;
        }

        void reset() {
            owner = 0;
        }

        /** Waits until no other task holds it; the step that follows runs under it. */
        void pass(Task task) {
            if (owner != 0 && owner != task.bit()) {
                footprint.reads(object);
                task.await(this);
            }
            footprint.reads(object);
        }

        void hold(Task task) {
            footprint.writes(object);
            owner = task.bit();
            task.changePreemptionDisabled(1);
        }

        void drop(Task task) {
            footprint.writes(object);
            owner = 0;
            task.changePreemptionDisabled(-1);
        }

        boolean isFree() {
            footprint.reads(object);
            return owner == 0;
        }

        boolean isHeldBy(Task task) {
            return owner == task.bit();
        }

        @Override
        public boolean ready(int task) {
            return owner == 0;
        }

        @Override
        public int holders(int task) {
            return owner;
        }

        @Override
        public String describe() {
            return "a page table lock";
        }
    }
}
