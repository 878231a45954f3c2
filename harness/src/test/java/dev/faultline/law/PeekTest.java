package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.spi.PageCache;
import dev.faultline.strategy.BounceBuffer;
import org.junit.jupiter.api.Test;

/** A short read that takes no reference, and asks whether a folio has left the cache meanwhile, or does not. */
class PeekTest {
    private static final String REUSED = """
            machine page 8
            file F 8: warm
            process A
              b = anonymous 1 page, rw
              c = anonymous 1 page, rw
            task T1 in A
              store(b+0:1)
              read(F@0, b+0:8)
            task T2 in A
              store(c+2:3)
            task K1 kernel
              reclaim(F page 0)
            """;

    private static CopyStrategy lockless(boolean asks) {
        return Culprit.reading((kernel, file, position, to) -> read(kernel, file, position, to, asks));
    }

    private static int read(Kernel kernel, Inode file, int position, IoVector to, boolean asks) {
        int offset = position % kernel.pageSize();
        int length = Math.min(to.remaining(), file.size() - position);
        if (length > 0 && offset + length <= kernel.pageSize()) {
            PageCache cache = kernel.pageCache();
            KernelBuffer buffer = kernel.allocate(length);
            int before = cache.removals(file);
            boolean got = cache.peek(file, position / kernel.pageSize(), offset, buffer, length);
            boolean good = got && (!asks || cache.removals(file) == before);
            int copied = good ? kernel.userMemory().copyToUser(to, buffer, 0, length) : 0;
            buffer.release();
            if (copied > 0) {
                return copied;
            }
        }
        return new BounceBuffer().read(kernel, file, position, to);
    }

    @Test
    void whoAsksIsAcquitted() {
        Trial.acquits(lockless(true), REUSED);
        Trial.acquits(lockless(true), """
                machine page 8
                file F 16: warm dirty
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  read(F@2, b+0:4)
                  read(F@9, b+0:7)
                task T2 in A
                  write(F@0, b+8:8)
                  ftruncate(F, 4)
                  ftruncate(F, 16)
                task K1 kernel
                  reclaim(F page 0)
                  reclaim(F page 1)
                """);
    }

    @Test
    void whoDoesNotIsAccusedOfWhatTheFrameHoldsNext() {
        assertThat(Trial.accusation(lockless(false), REUSED).law()).isIn("byte-rule", "exposure");
    }
}
