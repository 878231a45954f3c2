package dev.faultline;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A loop without a step that would go on for ever, but for the end of its test: left alone, its thread would keep a
 * processor from all the tests that follow.
 */
public final class EndlessLoop implements AfterEachCallback {
    private static volatile int testsOver;

    /** Spins until the running test is over, then ends the task with an exception. */
    public static void enter() {
        int before = testsOver;
        while (testsOver == before) {
            Thread.onSpinWait();
        }
        throw new IllegalStateException("the test of this loop is over");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        testsOver++;
    }
}
