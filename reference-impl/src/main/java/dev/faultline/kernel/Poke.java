package dev.faultline.kernel;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;

/**
 * A write to {@code /proc/self/mem}: stores to the task's own memory by way of pinned frames, whatever the protection
 * of a private mapping says. As in Linux's {@code access_remote_vm} the mmap lock is held shared over all of it, which
 * keeps mappings from changing and does not keep {@code madvise} out; how a frame is found and pinned is the policy's
 * matter ({@link dev.faultline.spi.vm.ForcedAccess}). A shared mapping is stored to only where its owner may do so too.
 */
final class Poke {
    private final Machine machine;

    Poke(Machine machine) {
        this.machine = machine;
    }

    int run(Task task, int address, int length, int firstCell) {
        AddressSpace space = task.user();
        space.mmapLock().lockShared(task);
        int done = 0;
        int bytes = 1;
        while (done < length && bytes > 0) {
            int toPageEnd = machine.pageSize() - machine.geometry().withinPage(address + done);
            bytes = page(task, space, address + done, Math.min(length - done, toPageEnd), firstCell + done);
            done += bytes;
        }
        space.mmapLock().unlockShared(task);
        return done > 0 || length == 0 ? done : Errno.EIO;
    }

    /** Stores within one page; 0 when it cannot be had. */
    private int page(Task task, AddressSpace space, int address, int length, int firstCell) {
        int virtualPage = machine.geometry().pageOf(address);
        if (virtualPage >= space.pages()) {
            return 0;
        }
        int page = machine.geometry().page(space.number(), virtualPage);
        task.step(StepKind.READ_VMA, space.number());
        int frame = machine.policy().pinToStore(task.vm(), page);
        if (frame < 0) {
            task.note("cannot force a store there");
            return 0;
        }
        store(task, space, address, length, firstCell, frame);
        CacheFolio folio = machine.procedures().reverseMap().folioOf(frame);
        if (folio != null) {
            folio.setDirty(true);
        }
        task.vm().frames().unpin(frame);
        return length;
    }

    private void store(Task task, AddressSpace space, int address, int length, int firstCell, int frame) {
        int virtualPage = machine.geometry().pageOf(address);
        int step = Step.of(StepKind.STORE, machine.geometry().page(space.number(), virtualPage));
        int unit = machine.geometry().copyUnit();
        for (int done = 0; done < length; done += unit) {
            machine.port().preempt(task.number(), step);
            space.accessed(virtualPage, frame, true);
            for (int i = done; i < Math.min(done + unit, length); i++) {
                machine.memory().write(frame, machine.geometry().withinPage(address + i), firstCell + i);
                machine.trace().userStore(task.number(), space.number(), address + i, firstCell + i);
            }
            if (task.recording()) {
                task.note("forces bytes into " + space.name(address + done, machine.pageSize()));
            }
        }
    }
}
