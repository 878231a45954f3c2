package dev.faultline.kernel;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.KernelMemory;
import dev.faultline.spi.UserMemory;
import dev.faultline.spi.vm.Branch;
import org.jspecify.annotations.Nullable;

/** The calling task's user memory. */
final class UserMemoryView implements UserMemory {
    private final Machine machine;
    private final Task task;
    private final Handles handles;

    UserMemoryView(Machine machine, Task task, Handles handles) {
        this.machine = machine;
        this.task = task;
        this.handles = handles;
    }

    private UserAccess access() {
        return machine.procedures().userAccess();
    }

    @Override
    public int copyFromUser(KernelMemory to, int offset, IoVector from, int length) {
        UserVector vector = (UserVector) from;
        return vector.isUserMemory()
                ? access().copyFromUser(task, (Addressable) to, offset, vector, length)
                : machine.procedures().pipeAccess().copy(task, (Addressable) to, offset, vector, length);
    }

    @Override
    public int copyToUser(IoVector to, KernelMemory from, int offset, int length) {
        UserVector vector = (UserVector) to;
        if (!vector.isUserMemory()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "copies to what it is to copy from");
        }
        return access().copyToUser(task, vector, (Addressable) from, offset, length);
    }

    @Override
    public boolean touch(IoVector at, int offset) {
        return !at.isUserMemory() || access().touch(task, ((UserVector) at).address(offset));
    }

    @Override
    public boolean storeZero(IoVector at, int offset) {
        return !at.isUserMemory() || access().storeByte(task, ((UserVector) at).address(offset), Cell.ZERO);
    }

    @Override
    public int faultInReadable(IoVector at, int length) {
        return faultIn((UserVector) at, length, false);
    }

    @Override
    public int faultInWriteable(IoVector at, int length) {
        return faultIn((UserVector) at, length, true);
    }

    @Override
    public int faultInBytes(IoVector at, int length, boolean forWriting) {
        UserVector vector = (UserVector) at;
        int reached = faultIn(vector, length, forWriting);
        if (!vector.isUserMemory()) {
            return reached;
        }
        int done = 0;
        while (done < reached && task.user().toGuard(vector.address(done), 1) > 0) {
            done++;
        }
        return done;
    }

    @Override
    public boolean touchAndStoreBack(IoVector at, int offset) {
        return !at.isUserMemory() || access().touchAndStoreBack(task, ((UserVector) at).address(offset));
    }

    private void requireFaults(String what) {
        task.mightSleep(what);
        if (task.faultsDisabled() > 0) {
            throw task.oops(Oops.Kind.SLEEP_IN_ATOMIC, what + " with faults disabled");
        }
    }

    private int faultIn(UserVector at, int length, boolean store) {
        int wanted = Math.min(length, at.remaining());
        if (!at.isUserMemory()) {
            return wanted;
        }
        requireFaults("faults user pages in");
        int done = 0;
        while (done < wanted) {
            int address = at.address(done);
            boolean reached = store ? access().touchForWriting(task, address) : access().touch(task, address);
            if (!reached) {
                break;
            }
            done = nextPage(at, done, wanted);
        }
        return done;
    }

    /** The first offset behind {@code offset} that lies in another page or segment. */
    private int nextPage(UserVector at, int offset, int wanted) {
        int next = offset + 1;
        while (next < wanted
                && at.address(next) == at.address(next - 1) + 1
                && at.address(next) % machine.pageSize() != 0) {
            next++;
        }
        return next;
    }

    /**
     * Whether a private page's frame is not this process's alone: shared since a fork, or still the cache's. It must
     * not be pinned, not even to be read: the process would get another frame with its next store, and the pin would
     * go on showing the bytes of whoever is left with this one (Linux's {@code FAULT_FLAG_UNSHARE}; for the cache's
     * frames, Linux 6.2 does it for long-term pins).
     */
    private static boolean sharesPrivateFrame(AddressSpace space, int virtualPage, int pte) {
        Vma vma = space.vma(virtualPage);
        return vma != null && vma.kind() != Vma.Kind.SHARED && !Pte.isExclusive(pte);
    }

    @Override
    public @Nullable HeldPage hold(IoVector at, boolean forWriting) {
        if (!at.isUserMemory()) {
            return holdOfPipe((UserVector) at, forWriting);
        }
        requireFaults("holds a user page");
        AddressSpace space = task.user();
        int address = at.address();
        int virtualPage = address / machine.pageSize();
        space.mmapLock().lockShared(task);
        HeldPage held = virtualPage < space.pages() ? hold(space, virtualPage, address, forWriting) : null;
        space.mmapLock().unlockShared(task);
        return held;
    }

    private @Nullable HeldPage holdOfPipe(UserVector at, boolean forWriting) {
        if (forWriting) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "holds for writing what it is to copy from");
        }
        if (at.remaining() == 0) {
            return null;
        }
        task.step(StepKind.COPY, at.frame());
        machine.memory().get(at.frame());
        machine.memory().pin(at.frame());
        task.reached(Branch.PAGE_PINNED);
        task.note("holds a page of pipe " + at.pipe());
        return handles.page(at);
    }

    private @Nullable HeldPage hold(AddressSpace space, int virtualPage, int address, boolean forWriting) {
        machine.procedures().reverseMap().ownTable(task, space, virtualPage);
        while (true) {
            task.step(StepKind.WALK, machine.geometry().page(space.number(), virtualPage));
            space.pageTableLock().pass(task);
            int pte = space.pageTable().get(virtualPage);
            int allowed = space.protection(virtualPage);
            boolean reachable = space.vma(virtualPage) != null && (allowed & (forWriting ? Vma.WRITE : Vma.READ)) != 0;
            if (reachable && Pte.isPresent(pte) && sharesPrivateFrame(space, virtualPage, pte)) {
                if (!machine.policy()
                        .breakPrivate(task.vm(), machine.geometry().page(space.number(), virtualPage), pte)) {
                    return null;
                }
                continue;
            }
            if (reachable && Pte.isPresent(pte) && (!forWriting || Pte.isWritable(pte))) {
                if (forWriting) {
                    space.pageTable().set(virtualPage, pte | Pte.DIRTY);
                }
                machine.memory().get(Pte.frame(pte));
                machine.memory().pin(Pte.frame(pte));
                task.reached(Branch.PAGE_PINNED);
                machine.procedures().reverseMap().note(task, "holds", space, virtualPage);
                return handles.page(Pte.frame(pte), address, forWriting);
            }
            if (machine.procedures().faultHandler().resolve(task, space, virtualPage, forWriting) < 0) {
                return null;
            }
        }
    }
}
