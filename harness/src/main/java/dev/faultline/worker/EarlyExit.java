package dev.faultline.worker;

import dev.faultline.execution.Ending;
import dev.faultline.explore.Interruption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a JVM that is told to end before its work is done. A thread that calls {@link System#exit} waits inside it until the last hook is
 * done; so a hook that waits makes a strategy's call one that does not return, and a run in which that happens is found to be stuck like any other,
 * with the stack that names the strategy. All others are verified meanwhile. A call from outside a run ends the JVM at
 * once, and so does a signal, but for an exhaustive verification, which first says how far it came. So does the end of Maven, however it comes about: then
 * what is said cannot be written any more.
 */
final class EarlyExit {
    private static final String RUNS = Ending.class.getPackageName() + ".";

    private static final int SECONDS_MAX = 5;

    private final Output output;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int status;

    EarlyExit(Output output) {
        this.output = output;
    }

    /** From now on nothing ends the JVM behind this one's back, but {@link Runtime#halt} and the system. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "faultline-early-exit"));
    }

    /** Ends the JVM, in earnest. */
    void exit(int with) {
        status = with;
        finished.countDown();
        System.exit(with);
    }

    private void onShutdown() {
        if (finished.getCount() == 0) {
            return;
        }
        Optional<StackTraceElement[]> caller = Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack).anyMatch(Ending.Stuck::isExit))
                .findFirst();
        if (caller.isPresent() && isInARun(caller.get())) {
            awaitEnd();
            Runtime.getRuntime().halt(status);
        }
        output.error(caller.map(EarlyExit::sentence).orElseGet(this::interrupted));
        Runtime.getRuntime().halt(caller.isPresent() ? Main.INTERNAL : Main.INTERRUPTED);
    }

    /** Lets an exhaustive verification come to its end, and makes the sentence about the signal. */
    private String interrupted() {
        if (Interruption.request() && isFinishedSoon()) {
            return "A signal ended the worker; how far it came is above.";
        }
        String command = Interruption.howToGoOn();
        return "A signal ended the worker before it was done."
                + (command == null ? "" : " To go on from what is kept: " + command);
    }

    /** The end, when whoever started the worker is gone: what is kept and written is all that can be done. */
    void nobodyListens() {
        Thread end = new Thread(
                () -> {
                    if (Interruption.request()) {
                        isFinishedSoon();
                    }
                    Runtime.getRuntime().halt(Main.INTERRUPTED);
                },
                "faultline-nobody-listens");
        end.setDaemon(true);
        end.start();
    }

    private static boolean isInARun(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith(RUNS));
    }

    private boolean isFinishedSoon() {
        try {
            return finished.await(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void awaitEnd() {
        boolean waiting = true;
        while (waiting) {
            try {
                finished.await();
                waiting = false;
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt the end of the JVM: wait on.
                waiting = true;
            }
        }
    }

    /** Names the code that called, which stands behind the last frame of the JDK's. */
    static String sentence(StackTraceElement[] stack) {
        String caller = Arrays.stream(stack)
                .dropWhile(frame -> !Ending.Stuck.isExit(frame))
                .filter(frame -> !frame.getClassName().startsWith("java.lang."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + " (" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .orElse("somebody");
        return "The worker was ended before it was done, by " + caller + ", which calls System.exit.";
    }
}
