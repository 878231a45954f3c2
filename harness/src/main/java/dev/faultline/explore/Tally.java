package dev.faultline.explore;

/** How much was tried: this is what a sampled pass is worth. */
public record Tally(long scenarios, long executions, long steps, long elapsedMillis) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0);

    public long executionsPerSecond() {
        return elapsedMillis == 0 ? executions : executions * 1000 / elapsedMillis;
    }
}
