package dev.faultline.law;

import dev.faultline.spi.vm.Branch;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import org.junit.jupiter.api.Test;

/** What comes between the steps of a fork or of a copy on write, and what may not. */
class InTheMidstTest {
    /** Whoever drops a page that is being copied waits for the copy and drops that, or the old bytes would come back. */
    @Test
    void aPageIsDroppedWhileItIsCopied() {
        Trial.acquitsInMany(new BounceBuffer(), """
                machine page 4
                file F 4: warm
                process A
                  b = anonymous 1 page, rw, filled
                process B forked
                task T1 in A
                  fork(B)
                  load(b+0:1)
                  madvise_dontneed(b page 0, 1 page)
                  load(b+0:4)
                task T2 in A
                  load(b+0:4)
                  load(b+1:1)
                  store(b+0:1)
                task T3 in A
                  load(b+1:1)
                  load(b+1:1)
                  load(b+1:1)
                task T4 in B
                  load(b+0:4)
                """);
    }

    /** The copy that a fork has made of a page that was cut off meanwhile goes back, and is not lost. */
    @Test
    void aPageIsCutOffWhileItIsCopiedForAChild() {
        Trial.acquitsInMany(new Direct(), """
                machine page 4
                file F 4: warm
                file G 4: cold
                process A
                  p = private F page 0, 1 page, rw
                process B forked
                task T1 in A
                  store(p+0:4)
                  read(G@0, p+0:4)
                task T2 in A
                  fork(B)
                task T3 in A
                  ftruncate(F, 0)
                """);
    }

    /** No child is made when there is no frame for what it must get a copy of; by the time it looked there would be one, of zeros. */
    @Test
    void aPageIsHeldForWhoseCopyThereIsNoFrame() {
        Trial.acquitsReaching(new Direct(), """
                machine page 4, 1 frame
                file F 4: cold
                process A
                  c = anonymous 1 page, rw, filled
                process B forked
                task T1 in A
                  store(c+0:4)
                  write(F@0, c+0:4)
                task T2 in A
                  fork(B)
                  munmap(c page 0, 1 page)
                task T3 in B
                  load(c+0:4)
                """, Branch.FRAME_REFUSED, Branch.DIRECT_TRANSFER);
    }
}
