package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Mmu;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Signals;

/**
 * Access to user memory through the TLB and the page table, by the task's own loads and stores and by the kernel's
 * copies on its behalf: a few bytes a step, never across a page. An access that has no translation takes a fault and is
 * tried again; with faults disabled it ends the copy instead (Linux's {@code copy_from_user_inatomic}; Morton's and
 * Linus's "atomic copy" of 2002).
 */
final class UserAccess {
    private final Machine machine;
    private final FaultHandler faultHandler;

    UserAccess(Machine machine, FaultHandler faultHandler) {
        this.machine = machine;
        this.faultHandler = faultHandler;
    }

    /** The frame behind an address, in the step in which it may be accessed; or {@link Mmu#FAULT}, or a signal. */
    private int reach(Task task, int address, boolean store) {
        AddressSpace space = task.user();
        int virtualPage = machine.geometry().pageOf(address);
        if (address < 0 || virtualPage >= space.pages()) {
            task.reached(Branch.BUFFER_UNREACHABLE);
            return Signals.SIGSEGV;
        }
        int step = Step.of(
                store ? StepKind.STORE : StepKind.LOAD, machine.geometry().page(space.number(), virtualPage));
        while (true) {
            machine.port().preempt(task.number(), step);
            int frame = machine.mmu().translate(task.cpu(), space.pageTable(), space.number(), virtualPage, store);
            if (frame != Mmu.FAULT) {
                if (space.toGuard(address, 1) == 0) {
                    task.note("meets a guarded byte");
                    task.reached(Branch.BUFFER_UNREACHABLE);
                    return Signals.SIGSEGV;
                }
                task.stores().drainBefore(frame);
                space.accessed(virtualPage, frame, store);
                return frame;
            }
            if (task.faultsDisabled() > 0) {
                task.reached(Branch.ATOMIC_COPY_STOPPED);
                return frame;
            }
            int result = faultHandler.handle(task, virtualPage, store);
            if (result < 0) {
                task.reached(Branch.BUFFER_UNREACHABLE);
                return result;
            }
        }
    }

    /** Bytes that one step may move from {@code address}. */
    private int unit(Task task, int address, int length) {
        int toPageEnd = machine.pageSize() - machine.geometry().withinPage(address);
        int most = Math.min(Math.min(length, machine.geometry().copyUnit()), toPageEnd);
        return Math.max(1, task.user().toGuard(address, most));
    }

    /**
     * Linux's {@code might_fault}: a copy that may take faults is forbidden in atomic context even if it takes none.
     */
    private static void mightFault(Task task, String what) {
        if (task.faultsDisabled() == 0) {
            task.mightSleep(what);
        }
    }

    int copyFromUser(Task task, Addressable to, int offset, UserVector from, int length) {
        to.check(offset, length);
        mightFault(task, "copies from user memory, faults enabled,");
        int copied = 0;
        int wanted = Math.min(length, from.remaining());
        while (copied < wanted) {
            int address = from.address();
            int bytes = unit(task, address, Math.min(wanted - copied, from.segmentRemaining()));
            int frame = reach(task, address, false);
            if (frame < 0) {
                noteFailure(task, address);
                break;
            }
            int at = machine.geometry().withinPage(address);
            for (int i = 0; i < bytes; i++) {
                int cell = machine.memory().read(frame, at + i);
                machine.trace().userLoad(task.number(), task.user().number(), address + i, cell);
                to.write(offset + copied + i, cell);
            }
            if (task.recording()) {
                noteCopy(task, bytes, name(task, address), to.at(offset + copied));
            }
            from.advance(bytes);
            copied += bytes;
        }
        return copied;
    }

    int copyToUser(Task task, UserVector to, Addressable from, int offset, int length) {
        from.check(offset, length);
        mightFault(task, "copies to user memory, faults enabled,");
        int copied = 0;
        int wanted = Math.min(length, to.remaining());
        while (copied < wanted) {
            int address = to.address();
            int bytes = unit(task, address, Math.min(wanted - copied, to.segmentRemaining()));
            int frame = reach(task, address, true);
            if (frame < 0) {
                noteFailure(task, address);
                break;
            }
            int at = machine.geometry().withinPage(address);
            for (int i = 0; i < bytes; i++) {
                int cell = from.read(offset + copied + i);
                machine.memory().write(frame, at + i, cell);
                machine.trace().userStore(task.number(), task.user().number(), address + i, cell);
            }
            if (task.recording()) {
                noteCopy(task, bytes, from.at(offset + copied), name(task, address));
            }
            to.advance(bytes);
            copied += bytes;
        }
        return copied;
    }

    /** Loads bytes as a program does: 0, or a signal. */
    int load(Task task, int address, int length) {
        int done = 0;
        while (done < length) {
            int bytes = unit(task, address + done, length - done);
            int frame = reach(task, address + done, false);
            if (frame < 0) {
                return frame;
            }
            for (int i = 0; i < bytes; i++) {
                int cell = machine.memory().read(frame, machine.geometry().withinPage(address + done + i));
                machine.trace().userLoad(task.number(), task.user().number(), address + done + i, cell);
            }
            noteAccess(task, "loads", bytes, address + done);
            done += bytes;
        }
        return 0;
    }

    /** Stores bytes as a program does, of consecutive identities: 0, or a signal. */
    int store(Task task, int address, int length, int firstCell) {
        int done = 0;
        while (done < length) {
            int bytes = unit(task, address + done, length - done);
            int frame = reach(task, address + done, true);
            if (frame < 0) {
                return frame;
            }
            for (int i = 0; i < bytes; i++) {
                int cell = firstCell + done + i;
                machine.memory().write(frame, machine.geometry().withinPage(address + done + i), cell);
                machine.trace().userStore(task.number(), task.user().number(), address + done + i, cell);
            }
            noteAccess(task, "stores", bytes, address + done);
            done += bytes;
        }
        return 0;
    }

    /** Reads one byte for the kernel and throws it away; false when it cannot be reached. */
    boolean touch(Task task, int address) {
        mightFault(task, "touches user memory, faults enabled,");
        int frame = reach(task, address, false);
        if (frame >= 0) {
            noteAccess(task, "touches", 1, address);
        }
        return frame >= 0;
    }

    /** Stores one byte for the kernel; false when it cannot be reached. */
    boolean storeByte(Task task, int address, int cell) {
        mightFault(task, "stores to user memory, faults enabled,");
        int frame = reach(task, address, true);
        if (frame < 0) {
            return false;
        }
        machine.memory().write(frame, machine.geometry().withinPage(address), cell);
        machine.trace().userStore(task.number(), task.user().number(), address, cell);
        noteAccess(task, cell == Cell.ZERO ? "stores a zero," : "stores back", 1, address);
        return true;
    }

    /** Loads a byte for the kernel and stores it back a step later; false when it cannot be reached. */
    boolean touchAndStoreBack(Task task, int address) {
        mightFault(task, "touches user memory, faults enabled,");
        int frame = reach(task, address, false);
        if (frame < 0) {
            return false;
        }
        int cell = machine.memory().read(frame, machine.geometry().withinPage(address));
        noteAccess(task, "touches", 1, address);
        return storeByte(task, address, cell);
    }

    /** Makes a page writable without a change of its bytes; false when it cannot be reached. */
    boolean touchForWriting(Task task, int address) {
        mightFault(task, "touches user memory, faults enabled,");
        int frame = reach(task, address, true);
        if (frame >= 0) {
            noteAccess(task, "touches for writing", 1, address);
        }
        return frame >= 0;
    }

    private String name(Task task, int address) {
        return task.user().name(address, machine.pageSize());
    }

    private void noteAccess(Task task, String verb, int bytes, int address) {
        if (task.recording()) {
            task.note(verb + " " + bytes + (bytes == 1 ? " byte at " : " bytes at ") + name(task, address));
        }
    }

    private void noteFailure(Task task, int address) {
        if (task.recording()) {
            task.note("cannot reach " + name(task, address) + (task.faultsDisabled() > 0 ? " without a fault" : ""));
        }
    }

    private static void noteCopy(Task task, int bytes, String from, String to) {
        task.note("copies " + bytes + (bytes == 1 ? " byte " : " bytes ") + from + " → " + to);
    }
}
