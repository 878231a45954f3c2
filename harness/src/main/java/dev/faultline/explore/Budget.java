package dev.faultline.explore;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may be spent on one strategy: a time or a number of executions. Only the latter makes two passes comparable execution for
 * execution; a failure found within either is the same failure.
 */
public record Budget(long nanosMax, long executionsMax) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");
    private static final Pattern EXECUTIONS = Pattern.compile("([\\d_]{1,15})\\s*executions?");

    public Budget {
        if (nanosMax < 1 || executionsMax < 1) {
            throw new IllegalArgumentException(
                    "a budget must be positive: " + nanosMax + " ns, " + executionsMax + " executions");
        }
    }

    public static Budget ofTime(Duration time) {
        return new Budget(time.toNanos(), Long.MAX_VALUE);
    }

    public static Budget ofExecutions(long executions) {
        return new Budget(Long.MAX_VALUE, executions);
    }

    /** Neither time nor number sets an end. */
    public static Budget unlimited() {
        return new Budget(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Whether so much uses it up. */
    boolean isSpent(Tally tally) {
        return tally.executions() >= executionsMax || tally.elapsedMillis() >= nanosMax / 1_000_000;
    }

    /** How much of it is gone, for example {@code 3 of 10 s}. */
    public String spent(Tally tally) {
        if (executionsMax == Long.MAX_VALUE && nanosMax == Long.MAX_VALUE) {
            return tally.elapsedMillis() / 1000 + " s";
        }
        if (executionsMax == Long.MAX_VALUE) {
            return tally.elapsedMillis() / 1000 + " of " + Math.max(1, nanosMax / 1_000_000_000) + " s";
        }
        return tally.executions() * 100 / executionsMax + "%";
    }

    /**
     * Reads {@code 10s}, {@code 500ms}, {@code 2m}, {@code 1h} or {@code 50000 executions}.
     *
     * @throws IllegalArgumentException with a message that ends a sentence about the text
     */
    public static Budget parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        Matcher executions = EXECUTIONS.matcher(trimmed);
        if (executions.matches()) {
            String digits = executions.group(1).replace("_", "");
            if (digits.isEmpty() || Long.parseLong(digits) == 0) {
                throw new IllegalArgumentException("expected at least one execution");
            }
            return ofExecutions(Long.parseLong(digits));
        }
        if (TIME.matcher(trimmed).matches()) {
            return ofTime(parseTime(trimmed));
        }
        throw new IllegalArgumentException(
                "expected a time such as 10s, 500ms or 2m, or a count such as 50000 executions");
    }

    /**
     * Reads {@code 10s}, {@code 500ms}, {@code 2m} or {@code 1h}.
     *
     * @throws IllegalArgumentException with a message that ends a sentence about the text
     */
    public static Duration parseTime(String text) {
        Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            throw new IllegalArgumentException("expected a time such as 10s, 500ms or 2m");
        }
        long amount = Long.parseLong(time.group(1));
        if (amount == 0) {
            throw new IllegalArgumentException("expected more than no time at all");
        }
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(Math.min(amount, 1_000_000));
        };
    }
}
