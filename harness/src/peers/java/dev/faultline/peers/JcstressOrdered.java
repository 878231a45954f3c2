package dev.faultline.peers;

import dev.faultline.execution.PageLocks;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link PageLocks} for jcstress, ordered. Every outcome will do. */
@JCStressTest
@Outcome(id = ".*", expect = Expect.ACCEPTABLE)
@State
public class JcstressOrdered {
    private static final int[][] FIRST = PageLocks.writes(0);
    private static final int[][] SECOND = PageLocks.writes(1);

    private final MonitorPages pages = new MonitorPages.Ordered();

    @Actor
    public void first(II_Result result) {
        result.r1 = pages.writeAll(FIRST);
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = pages.writeAll(SECOND);
    }
}
