package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.PipeBuffers;
import java.util.Objects;

/**
 * A page that was given to a pipe ({@code vmsplice} with {@code SPLICE_F_GIFT}) becomes the file's without a copy: its
 * frame enters the cache in the place of the page that was there. The first {@code pipe_to_file} of Linux (2.6.17) did
 * so wherever no page was in the cache; it was taken out again, because a page that appears uptodate all at once is
 * more than file systems were ready for (commit 485ddb4b9741, 2.6.23), and the flag is a wish that Linux no longer
 * grants there. {@code fuse_try_move_page} does to this day (commit ce534fb05292), also where a page is to be replaced.
 *
 * <p>The page must be whole and aligned, and the policy allow it ({@link dev.faultline.spi.vm.PipeBuffers#maySteal}).
 * Then the locks are those of a truncation, range, inode, invalidate, all exclusive, so that whoever reads by calls
 * sees all of the page or nothing, whatever the strategy. The old folio goes as for a direct write: unmapped, flushed,
 * written back, and taken out if nobody uses it. If somebody does, or the disk is full, the page is copied, as if it had
 * not been given. Flag and size follow in the order of a write that commits.
 */
final class GiftTaking {
    private final Machine machine;

    GiftTaking(Machine machine) {
        this.machine = machine;
    }

    /** Moves the first page of those that wait; false, with the file as it was, when it has to be copied. */
    boolean run(Task task, Pipe pipe, FileInode file, int position, int length) {
        int pageSize = machine.pageSize();
        boolean whole = position % pageSize == 0 && length >= pageSize && pipe.length(0) == pageSize;
        if (!whole || !mayTake(task, pipe)) {
            return false;
        }
        file.rangeLock().lock(task, position, position + pageSize, true);
        file.inodeLock().lockExclusive(task);
        file.invalidateLock().lockExclusive(task);
        boolean moved = replace(task, pipe, file, position);
        file.invalidateLock().unlockExclusive(task);
        file.inodeLock().unlockExclusive(task);
        file.rangeLock().unlock(task, position, position + pageSize);
        return moved;
    }

    private boolean mayTake(Task task, Pipe pipe) {
        if ((pipe.flags(0) & PipeBuffers.GIFT) == 0) {
            return false;
        }
        task.step(StepKind.COPY, pipe.frame(0));
        boolean may = machine.policy().maySteal(task.vm(), pipe.frame(0));
        task.note(may ? "may take a page that was given" : "finds a page that was given in use");
        return may;
    }

    private boolean replace(Task task, Pipe pipe, FileInode file, int position) {
        int index = position / machine.pageSize();
        boolean free = task.view().pageCache().invalidate(task.view().inode(file), index, index + 1);
        if (!free || !machine.procedures().blockSpace().reserve(task, file, index)) {
            return false;
        }
        task.step(StepKind.ALLOCATE, 0);
        machine.footprint().writes(Footprint.ALLOCATOR);
        machine.memory().get(pipe.frame(0));
        CacheFolio folio = Objects.requireNonNull(machine.folios().take(pipe.frame(0)));
        boolean inserted = machine.procedures().cacheIndex().insertLocked(task, folio, file, index);
        if (inserted) {
            show(task, folio, file, position);
            folio.lock().unlock(task);
        }
        machine.putFolio(folio);
        return inserted;
    }

    /** From the first step on the bytes are the file's as far as it reaches, from the second on all of them. */
    private void show(Task task, CacheFolio folio, FileInode file, int position) {
        int pageSize = machine.pageSize();
        task.step(StepKind.WRITE_FLAGS, folio.place());
        machine.trace().pipeOffered(task.number(), pageSize);
        for (int i = 0; i < pageSize; i++) {
            machine.procedures().pipeAccess().load(task, folio.frame(), i, i);
        }
        folio.setUptodate();
        folio.setDirty(true);
        task.reached(Branch.PAGE_STOLEN);
        task.note("has moved a page out of the pipe to be", folio);
        if (position + pageSize > file.currentSize()) {
            task.step(StepKind.WRITE_SIZE, file.number());
            file.resize(position + pageSize, position, machine.memory());
            if (task.recording()) {
                task.note("sets the size of " + file + " to " + file.currentSize());
            }
        }
    }
}
