package dev.faultline.kernel;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;

/**
 * {@code splice} out of a pipe into a file, as Linux's {@code iter_file_splice_write} has it since 3.16 (commit
 * 8d0207652cbe): what waits in the pipe is handed to the file's own write as a vector of kernel pages, and what that
 * counts leaves the pipe. The pipe's lock is held throughout, outside every lock of the file: splicing in takes folio
 * locks under it too, so the order is pipe, inode, folio for both. The write may so be given the very folio that it
 * writes to, which was spliced in before; it copies the page onto itself.
 *
 * <p>Linux asks of each page first whether it is uptodate ({@code page_cache_pipe_buf_confirm}), since it used to put
 * pages into a pipe that were still being read. Here only what is uptodate gets there and none ceases to be, so there
 * is nothing to confirm; a page that was cut off meanwhile keeps the bytes that it had, as on Linux. A write that came
 * short is not tried again with the rest, which Linux does until it moves nothing: the call returns what was moved, so
 * that it is one write with the promise of one. Where the first page was given and may be moved ({@link GiftTaking}),
 * that page is all that the call moves.
 */
final class SpliceOut {
    private final Machine machine;

    SpliceOut(Machine machine) {
        this.machine = machine;
    }

    int run(Task task, CopyStrategy strategy, Pipe pipe, FileInode file, int position, int length) {
        pipe.lock().lockExclusive(task);
        int waiting = Math.min(length, pipe.bytes());
        int result = Errno.EAGAIN;
        if (waiting > 0 && machine.procedures().giftTaking().run(task, pipe, file, position, waiting)) {
            result = machine.pageSize();
            take(task, pipe, result);
        } else if (waiting > 0) {
            result = write(task, strategy, pipe, file, position, waiting);
        }
        pipe.lock().unlockExclusive(task);
        machine.procedures().signals().handled(task);
        return result;
    }

    private int write(Task task, CopyStrategy strategy, Pipe pipe, FileInode file, int position, int bytes) {
        machine.trace().pipeOffered(task.number(), bytes);
        task.reached(Branch.PIPE_DRAINED);
        KernelView view = task.view();
        int result = strategy.write(view, view.inode(file), position, view.begin(pipe, bytes));
        task.stores().drain();
        take(task, pipe, Math.max(0, Math.min(result, bytes)));
        return result;
    }

    private void take(Task task, Pipe pipe, int bytes) {
        machine.footprint().writesEverything();
        int left = bytes;
        while (left > 0) {
            int moved = Math.min(left, pipe.length(0));
            left -= moved;
            if (pipe.consume(moved)) {
                machine.putFrame(pipe.pop());
            }
        }
        machine.trace().pipeTaken(task.number(), bytes);
    }
}
