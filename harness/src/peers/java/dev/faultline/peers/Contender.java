package dev.faultline.peers;

import java.util.function.Supplier;

/** Who takes part. Run as a program it is one contender on one subject, in the JVM that it is given. */
enum Contender {
    FAULTLINE("Faultline", FaultlineContest::new),
    LINCHECK_MONITORS(
            "Lincheck 3.7, monitors", () -> new LincheckContest(MonitorPages.Broken.class, MonitorPages.Ordered.class)),
    LINCHECK_LOCKS(
            "Lincheck 3.7, ReentrantLock", () -> new LincheckContest(LockPages.Broken.class, LockPages.Ordered.class)),
    JCSTRESS("jcstress 0.16", JcstressContest::new),
    THREADS_FRESH("two new threads each time", () -> new ThreadsContest(true)),
    THREADS_POOLED("two threads and a barrier", () -> new ThreadsContest(false)),
    /** Not on the common subject. */
    COPIES("linux-6, all laws", CopiesContest::new);

    private final String title;
    private final Supplier<Contest> contest;

    Contender(String title, Supplier<Contest> contest) {
        this.title = title;
        this.contest = contest;
    }

    String title() {
        return title;
    }

    /** How long it has on the sound subject; more where there is more to warm up. */
    int secondsSound() {
        return this == COPIES ? 8 : 4;
    }

    /** Whether it gets the broken subject too, in this round: jcstress takes 40 seconds over it, and does so once. */
    boolean meetsBroken(int round) {
        return this != COPIES && (this != JCSTRESS || round == 1);
    }

    /** @param arguments the contender's name, {@code sound} or {@code broken}, the seed, and the seconds that it has */
    public static void main(String[] arguments) throws Exception {
        Contest contest = valueOf(arguments[0]).contest.get();
        long seed = Long.parseLong(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        Findings findings = new Findings(System.out);
        if (arguments[1].equals("sound")) {
            contest.sound(seed, seconds, findings);
        } else {
            contest.broken(seed, seconds, findings);
        }
        Runtime.getRuntime().halt(0);
    }
}
