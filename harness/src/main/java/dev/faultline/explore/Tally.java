package dev.faultline.explore;

/**
 * How much was tried: this is what a sampled pass is worth.
 *
 * @param survey what was met on the way; counted when all is over
 */
public record Tally(long scenarios, long executions, long steps, long elapsedMillis, Survey survey) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0);

    public Tally(long scenarios, long executions, long steps, long elapsedMillis) {
        this(scenarios, executions, steps, elapsedMillis, Survey.NOTHING);
    }

    public long executionsPerSecond() {
        return elapsedMillis == 0 ? executions : executions * 1000 / elapsedMillis;
    }
}
