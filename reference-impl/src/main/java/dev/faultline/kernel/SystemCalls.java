package dev.faultline.kernel;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The tasks' way into the kernel, and their loads and stores. Every call returns a number of at least 0, or a negative
 * {@link Errno}; a load or store returns 0 or one of {@link Signals}.
 */
public final class SystemCalls {
    private final Machine machine;

    SystemCalls(Machine machine) {
        this.machine = machine;
    }

    /**
     * Reads through a strategy.
     *
     * @param addresses start of each segment of the buffer, in the task's address space
     * @param lengths bytes of each segment
     * @param segments segments used
     * @return what the strategy returned
     */
    public int read(
            Task task,
            CopyStrategy strategy,
            FileInode file,
            int position,
            int[] addresses,
            int[] lengths,
            int segments) {
        KernelView view = task.view();
        int result = strategy.read(view, view.inode(file), position, view.begin(addresses, lengths, segments));
        task.stores().drain();
        machine.procedures().signals().handled(task);
        return result;
    }

    /** Writes through a strategy; arguments and result as of {@link #read}. */
    public int write(
            Task task,
            CopyStrategy strategy,
            FileInode file,
            int position,
            int[] addresses,
            int[] lengths,
            int segments) {
        KernelView view = task.view();
        int result = strategy.write(view, view.inode(file), position, view.begin(addresses, lengths, segments));
        task.stores().drain();
        machine.procedures().signals().handled(task);
        return result;
    }

    /**
     * Copies bytes of one file to another, or within one, through a strategy ({@code copy_file_range}); {@link
     * Errno#EINVAL} where source and target overlap.
     */
    public int copyFileRange(
            Task task,
            CopyStrategy strategy,
            FileInode from,
            int fromPosition,
            FileInode to,
            int toPosition,
            int length) {
        int count = FileRanges.toCopy(task, from, fromPosition, to, toPosition, length);
        if (count <= 0) {
            return count;
        }
        KernelView view = task.view();
        view.beginBetweenFiles(count);
        int result = strategy.copyFileRange(view, view.inode(from), fromPosition, view.inode(to), toPosition, count);
        task.stores().drain();
        machine.procedures().signals().handled(task);
        return result;
    }

    /**
     * Maps {@code pages} pages of a file, or anonymous memory when {@code file} is null, at virtual page {@code page}.
     */
    public int mmap(
            Task task,
            String name,
            Vma.Kind kind,
            int page,
            int pages,
            @Nullable FileInode file,
            int fileIndex,
            int protection,
            boolean populate) {
        Vma vma = new Vma(name, kind, page, file, fileIndex);
        machine.procedures().mapping().map(task, vma, pages, protection, populate);
        return 0;
    }

    public int munmap(Task task, int page, int pages) {
        machine.procedures().mapping().unmap(task, page, pages);
        return 0;
    }

    /**
     * Moves pages of one mapping to another place, which is free, where they are called {@code name}; {@link Errno#EFAULT} when they
     * are not all mapped, or do not allow the same, {@link Errno#EINVAL} when the place is not free.
     */
    public int mremap(Task task, String name, int page, int pages, int to) {
        return machine.procedures().move().run(task, name, page, pages, to);
    }

    /** Changes what pages allow, up to the first that is not mapped, and says {@link Errno#ENOMEM} when there is one. */
    public int mprotect(Task task, int page, int pages, int protection) {
        return machine.procedures().mapping().protect(task, page, pages, protection) ? 0 : Errno.ENOMEM;
    }

    /** {@code madvise(MADV_DONTNEED)} of all pages that are mapped; {@link Errno#ENOMEM} when one is not. */
    public int dontNeed(Task task, int page, int pages) {
        return machine.procedures().mapping().dontNeed(task, page, pages) ? 0 : Errno.ENOMEM;
    }

    /** Sets the size of a file; {@link Errno#EINVAL} when it is below 0 or beyond the file's pages. */
    public int truncate(Task task, FileInode file, int size) {
        if (size < 0 || size > file.pagesMax() * machine.pageSize()) {
            return Errno.EINVAL;
        }
        machine.procedures().truncation().run(task, file, size);
        return 0;
    }

    /**
     * Takes {@code length} bytes of a file away, which read as zero from then on ({@code fallocate} with {@code
     * FALLOC_FL_PUNCH_HOLE}); {@link Errno#EINVAL} when there are none, or they lie beyond the file's pages.
     */
    public int punch(Task task, FileInode file, int position, int length) {
        if (position < 0 || length < 1 || position + length > file.pagesMax() * machine.pageSize()) {
            return Errno.EINVAL;
        }
        file.maySparse();
        return machine.procedures().holePunch().run(task, file, position, position + length);
    }

    public int fsync(Task task, FileInode file) {
        for (int index = 0; index < file.pagesMax(); index++) {
            machine.policy().writeBack(task.vm(), file, index);
        }
        return 0;
    }

    /**
     * Makes a process with the same mappings and bytes; returns the number of its space. Its tasks are created by who
     * runs the machine.
     */
    public int fork(Task task) {
        return machine.procedures().fork().run(task);
    }

    /** Ends the task; the last one of a process takes its mappings with it. */
    public int exit(Task task) {
        machine.procedures().mapping().exit(task);
        return 0;
    }

    /** Loads {@code length} bytes; what was found goes to {@link Tracepoints#userLoad}. */
    public int load(Task task, int address, int length) {
        return machine.procedures().userAccess().load(task, address, length);
    }

    /** Stores {@code length} bytes, byte i with identity {@code firstCell + i}. */
    public int store(Task task, int address, int length, int firstCell) {
        return machine.procedures().userAccess().store(task, address, length, firstCell);
    }

    /**
     * Stores as {@link #store} does, though the protection may forbid it, as a write to {@code /proc/self/mem}; returns
     * how many bytes were stored, or {@link Errno#EIO} when none could be.
     */
    public int poke(Task task, int address, int length, int firstCell) {
        return machine.procedures().poke().run(task, address, length, firstCell);
    }

    /** Puts pages of a file into a pipe by reference; {@link Errno#EAGAIN} when it is full. */
    public int splice(Task task, FileInode file, int position, Pipe pipe, int length) {
        return machine.procedures().pipeCalls().splice(task, file, position, pipe, length);
    }

    /** Writes what waits in a pipe to a file through a strategy; {@link Errno#EAGAIN} when nothing does. */
    public int spliceOut(Task task, CopyStrategy strategy, Pipe pipe, FileInode file, int position, int length) {
        return machine.procedures().spliceOut().run(task, strategy, pipe, file, position, length);
    }

    /** Puts pages of the task's memory into a pipe by reference; {@link Errno#EAGAIN} when it is full. */
    public int vmsplice(Task task, Pipe pipe, int address, int length) {
        return vmsplice(task, pipe, address, length, false);
    }

    /** The same; with {@code gift} the pages are the pipe's to keep once the task has unmapped them. */
    public int vmsplice(Task task, Pipe pipe, int address, int length, boolean gift) {
        return machine.procedures().pipeCalls().vmsplice(task, pipe, address, length, gift);
    }

    /** Copies bytes out of a pipe; {@link Errno#EAGAIN} when it has none. One segment, as of {@link #read}. */
    public int readPipe(Task task, Pipe pipe, int[] addresses, int[] lengths) {
        return machine.procedures().pipeCalls().read(task, pipe, addresses, lengths);
    }

    /** Copies bytes into a pipe; {@link Errno#EAGAIN} when it is full. One segment, as of {@link #read}. */
    public int writePipe(Task task, Pipe pipe, int[] addresses, int[] lengths) {
        return machine.procedures().pipeCalls().write(task, pipe, addresses, lengths);
    }

    /** For kernel threads: tries to evict a page of a file; 1 when it did, else 0. */
    public int reclaim(Task task, FileInode file, int index) {
        return machine.policy().reclaim(task.vm(), file, index) ? 1 : 0;
    }

    /** For kernel threads: writes a page of a file back if it is dirty. */
    public int writeBack(Task task, FileInode file, int index) {
        machine.policy().writeBack(task.vm(), file, index);
        return 0;
    }
}
