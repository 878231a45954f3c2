package dev.faultline.gallery;

/**
 * Row 1, the bug of the 2002 thread. A write locks the folio and then copies with an ordinary, faulting copy. If the
 * source is a mapping of that folio, and the folio is not uptodate because it will be overwritten whole, the fault
 * waits for the folio to be read in by whoever has it locked: the task itself.
 *
 * <p>mm/filemap.c of Linux 2.4 (generic_file_write, do_generic_file_write). From some version on it touched both ends
 * of the source before it took the lock, as a comment there says, against this very deadlock; that is exhibit {@code
 * prefault-only}, and is left out here. So are its short copies, which it committed in full ({@code
 * efault-commits-all}).
 *
 * <p>Law: <b>deadlock</b>, a wait-for graph with one node; one task, one write, no preemption.
 */
final class Linux24 extends LockThenFault {
    Linux24() {
        super("linux-2.4");
    }

    @Override
    void prefault(Chunk chunk) {}
}
