package dev.faultline.kernel;

import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.PipeBuffers;
import dev.faultline.spi.vm.Signals;
import dev.faultline.spi.vm.VmFolio;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls on pipes. Each holds the pipe's lock from beginning to end, as in Linux, faults and disk transfers included;
 * nothing that is taken within takes it. None ever waits for bytes or for room: it moves what can be moved, and where
 * that is nothing it says EAGAIN, as on a pipe that was opened with {@code O_NONBLOCK}, so that no program hangs by
 * its own fault. {@code splice} and {@code vmsplice} move references to pages and copy nothing: what is read from the
 * pipe later is what the page holds then. What may be appended to is the policy's matter ({@link PipeBuffers}).
 */
final class PipeCalls {
    private final Machine machine;
    private final PipeFrame[] views = new PipeFrame[Machine.TASKS_MAX];

    PipeCalls(Machine machine) {
        this.machine = machine;
        Arrays.setAll(views, i -> new PipeFrame(machine));
    }

    /** Puts pages of a file into the pipe; 0 at the end of the file. */
    int splice(Task task, FileInode file, int position, Pipe pipe, int length) {
        pipe.lock().lockExclusive(task);
        int done = 0;
        int status = pipe.isFull() ? Errno.EAGAIN : 0;
        while (done < length && !pipe.isFull()) {
            status = splicePage(task, file, position + done, pipe, length - done);
            if (status <= 0) {
                break;
            }
            done += status;
        }
        pipe.lock().unlockExclusive(task);
        return done > 0 ? done : status;
    }

    private int splicePage(Task task, FileInode file, int position, Pipe pipe, int length) {
        while (true) {
            task.vm().inodes().enter(file);
            if (position >= file.currentSize()) {
                return 0;
            }
            int index = position / machine.pageSize();
            VmFolio folio = machine.policy().uptodateFolio(task.vm(), file, index);
            if (folio == null) {
                return Errno.EIO;
            }
            int bytes = folio.isUptodate() ? take(task, file, folio, position, pipe, length) : -1;
            task.vm().folios().put(folio);
            if (bytes >= 0) {
                return bytes;
            }
        }
    }

    private int take(Task task, FileInode file, VmFolio folio, int position, Pipe pipe, int length) {
        task.step(StepKind.READ_SIZE, file.number());
        int within = position % machine.pageSize();
        int toEnd = Math.min(machine.pageSize() - within, file.currentSize() - position);
        int bytes = Math.max(0, Math.min(length, toEnd));
        if (bytes > 0) {
            refer(task, pipe, folio.frame(), within, bytes, 0);
            task.note("puts into pipe " + pipe + ", by reference,", folio);
        }
        return bytes;
    }

    private void refer(Task task, Pipe pipe, int frame, int offset, int bytes, int gift) {
        machine.footprint().writesEverything();
        machine.memory().get(frame);
        pipe.push(frame, offset, bytes, machine.policy().flagsOfReference(task.vm(), pipe.flagsBefore()) | gift);
        machine.trace().pipeReferred(task.number(), bytes);
        task.reached(Branch.PAGE_SPLICED);
    }

    /** Puts pages of the task's memory into the pipe, which may be told that they are given away. */
    int vmsplice(Task task, Pipe pipe, int address, int length, boolean gift) {
        pipe.lock().lockExclusive(task);
        int done = 0;
        int status = pipe.isFull() ? Errno.EAGAIN : 0;
        while (done < length && !pipe.isFull()) {
            status = lendPage(task, pipe, address + done, length - done, gift ? PipeBuffers.GIFT : 0);
            if (status <= 0) {
                break;
            }
            done += status;
        }
        pipe.lock().unlockExclusive(task);
        return done > 0 ? done : status;
    }

    private int lendPage(Task task, Pipe pipe, int address, int length, int gift) {
        AddressSpace space = task.user();
        int virtualPage = machine.geometry().pageOf(address);
        if (virtualPage >= space.pages()) {
            return Errno.EFAULT;
        }
        space.mmapLock().lockShared(task);
        int frame = frame(task, space, virtualPage);
        int within = machine.geometry().withinPage(address);
        int bytes = Math.min(length, machine.pageSize() - within);
        if (frame >= 0) {
            refer(task, pipe, frame, within, bytes, gift);
            machine.procedures()
                    .reverseMap()
                    .note(task, gift > 0 ? "gives to the pipe" : "lends to the pipe", space, virtualPage);
        }
        space.mmapLock().unlockShared(task);
        return frame < 0 ? Errno.EFAULT : bytes;
    }

    /**
     * The frame of a page in the step in which it may be referred to, or a signal. A private frame that is not this
     * page's alone is made so first, as for a pin: or the pipe would go on showing the bytes of others.
     */
    private int frame(Task task, AddressSpace space, int virtualPage) {
        int page = machine.geometry().page(space.number(), virtualPage);
        machine.procedures().reverseMap().ownTable(task, space, virtualPage);
        while (true) {
            task.step(StepKind.WALK, page);
            space.pageTableLock().pass(task);
            int entry = space.pageTable().get(virtualPage);
            @Nullable Vma vma = space.vma(virtualPage);
            if (vma == null || (space.protection(virtualPage) & Vma.READ) == 0) {
                return Signals.SIGSEGV;
            }
            boolean shared = vma.kind() == Vma.Kind.SHARED;
            if (Pte.isPresent(entry) && (shared || Pte.isExclusive(entry))) {
                return Pte.frame(entry);
            }
            int result = 0;
            if (!Pte.isPresent(entry)) {
                result = machine.procedures().faultHandler().resolve(task, space, virtualPage, false);
            } else if (!machine.policy().breakPrivate(task.vm(), page, entry)) {
                result = Signals.SIGBUS;
            }
            if (result < 0) {
                return result;
            }
        }
    }

    /** Copies bytes of the task's memory into the pipe. */
    int write(Task task, Pipe pipe, int[] addresses, int[] lengths) {
        UserVector from = task.view().begin(addresses, lengths, addresses.length);
        int length = from.remaining();
        pipe.lock().lockExclusive(task);
        boolean more = append(task, pipe, from);
        int status = more ? Errno.EAGAIN : Errno.EFAULT;
        while (more && from.remaining() > 0 && !pipe.isFull()) {
            int wanted = Math.min(from.remaining(), machine.pageSize());
            status = writePage(task, pipe, from, wanted);
            more = status == wanted;
        }
        pipe.lock().unlockExclusive(task);
        int done = length - from.remaining();
        return done > 0 || length == 0 ? done : status;
    }

    /**
     * Puts what is not a whole page behind the bytes of the last slot, where that may be and all of it has room there, as Linux does, so that a
     * write of a page at most moves all of its bytes or none. False when the source ended in the middle of them.
     */
    private boolean append(Task task, Pipe pipe, UserVector from) {
        int last = pipe.used() - 1;
        int wanted = from.remaining() % machine.pageSize();
        if (last < 0 || wanted == 0 || !machine.policy().mayAppend(task.vm(), pipe.flags(last))) {
            return true;
        }
        int end = pipe.offset(last) + pipe.length(last);
        if (end + wanted > machine.pageSize()) {
            return true;
        }
        int copied = copyIn(task, pipe, pipe.frame(last), end, from, wanted);
        pipe.append(copied);
        return copied == wanted;
    }

    private int writePage(Task task, Pipe pipe, UserVector from, int wanted) {
        task.vm().frames().enter();
        int frame = machine.allocateFrame(task);
        if (frame == PhysicalMemory.NONE) {
            return Errno.ENOMEM;
        }
        int copied = copyIn(task, pipe, frame, 0, from, wanted);
        if (copied > 0) {
            pipe.push(frame, 0, copied, PipeBuffers.CAN_MERGE);
        } else {
            machine.putFrame(frame);
        }
        return copied > 0 ? copied : Errno.EFAULT;
    }

    private int copyIn(Task task, Pipe pipe, int frame, int offset, UserVector from, int wanted) {
        PipeFrame to = views[task.number()].of(pipe, frame);
        return machine.procedures().userAccess().copyFromUser(task, to, offset, from, wanted);
    }

    /** Copies bytes of the pipe into the task's memory, and takes them out of it. */
    int read(Task task, Pipe pipe, int[] addresses, int[] lengths) {
        UserVector to = task.view().begin(addresses, lengths, addresses.length);
        pipe.lock().lockExclusive(task);
        int done = 0;
        int status = pipe.used() == 0 ? Errno.EAGAIN : 0;
        boolean more = true;
        while (more && to.remaining() > 0 && pipe.used() > 0) {
            int wanted = Math.min(to.remaining(), pipe.length(0));
            PipeFrame from = views[task.number()].of(pipe, pipe.frame(0));
            int copied = machine.procedures().userAccess().copyToUser(task, to, from, pipe.offset(0), wanted);
            more = copied == wanted;
            done += copied;
            if (pipe.consume(copied)) {
                machine.putFrame(pipe.pop());
            }
        }
        pipe.lock().unlockExclusive(task);
        return done > 0 || lengths[0] == 0 ? done : more ? status : Errno.EFAULT;
    }
}
