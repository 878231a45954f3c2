package dev.faultline.peers;

/** What one tool does in a JVM of its own. */
interface Contest {
    /** Runs the ordered subject for about {@code seconds}, warm-up included. */
    void sound(long seed, int seconds, Findings findings) throws Exception;

    /** Runs the broken subject until it deadlocks, or {@code seconds} are over. */
    void broken(long seed, int seconds, Findings findings) throws Exception;
}
