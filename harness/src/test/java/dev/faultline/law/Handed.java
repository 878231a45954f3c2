package dev.faultline.law;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.BounceBuffer;
import java.util.Objects;

/**
 * A write that first does what a test says, on a kernel where two pages of F are cached: the first is locked by this task, to the second it has
 * a reference; and the memory has room for two pages.
 */
interface Handed {
    String PROGRAM = """
            machine page 8, 1 cpu
            file F 16: warm warm
            file G 16: cold cold
            process A
              b = anonymous 2 pages, rw, filled
            task T1 in A
              write(F@0, b+0:16)
            """;

    void use(Kernel kernel, Inode file, IoVector memory, Folio locked, Folio other);

    /** What the write of {@link #PROGRAM} is accused of if this is all that it does. */
    static Violation accusation(Handed handed) {
        return Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> run(handed, kernel, file, position, from)), PROGRAM);
    }

    /** It may do this, and gives back what it was handed. */
    static void allows(Handed handed) {
        Trial.acquitsOnce(
                Culprit.writing((kernel, file, position, from) -> run(handed, kernel, file, position, from)), PROGRAM);
    }

    private static int run(Handed handed, Kernel kernel, Inode file, int position, IoVector from) {
        Folio locked = Objects.requireNonNull(kernel.pageCache().findLocked(file, 0));
        Folio other = Objects.requireNonNull(kernel.pageCache().find(file, 1));
        handed.use(kernel, file, from, locked, other);
        locked.unlock();
        locked.put();
        other.put();
        return new BounceBuffer().write(kernel, file, position, from);
    }
}
