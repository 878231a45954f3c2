package dev.faultline.explore;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of all executions, spread evenly over their numbers so that which ones they are depends on nothing else.
 *
 * @param perTenThousand executions of ten thousand
 */
public record Share(int perTenThousand) {
    /** What is taken unless told otherwise. */
    public static final Share DEFAULT = new Share(100);

    private static final int ALL = 10_000;
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?)\\s*%");

    public Share {
        if (perTenThousand < 0 || perTenThousand > ALL) {
            throw new IllegalArgumentException("expected a percentage from 0% to 100%");
        }
    }

    /**
     * Reads {@code 1%}, {@code 0.25%} or {@code 100%}.
     *
     * @throws IllegalArgumentException with a message that ends a sentence about the text
     */
    public static Share parse(String text) {
        Matcher percent = PERCENT.matcher(text.strip());
        if (!percent.matches()) {
            throw new IllegalArgumentException(
                    "expected a percentage with at most two decimals, for example 1% or 100%");
        }
        return new Share(new BigDecimal(percent.group(1)).movePointRight(2).intValueExact());
    }

    /** Whether the execution with this number is one of them; the first is, unless none are. */
    boolean has(long number) {
        return number % ALL * perTenThousand % ALL < perTenThousand;
    }
}
