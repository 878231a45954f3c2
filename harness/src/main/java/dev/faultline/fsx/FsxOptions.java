package dev.faultline.fsx;

import dev.faultline.scenario.Scenario;
import dev.faultline.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a log becomes a scenario. Users know these as {@code faultline.fsxTasks} and so on.
 *
 * @param tasks over how many tasks the operations are dealt out, in turn
 * @param page bytes of a page on the machine
 * @param logPage bytes of a page in the log; 0 for the least from 4096 on with which the log fits
 * @param skip names of operations that are to be left out, {@value #SKIP_ALL} for all that the machine does not have
 * @param lines which lines of the file to take; null for all
 */
public record FsxOptions(
        int tasks,
        int page,
        int logPage,
        Set<String> skip,
        @Nullable Lines lines) {
    /** In the place of names: everything that the machine does not have. */
    public static final String SKIP_ALL = "all";

    /** What holds when nothing is said. */
    public static final FsxOptions DEFAULT = new FsxOptions(1, 8, 0, Set.of(), null);

    private static final int PAGE_LEAST = 4;
    private static final int LOG_PAGE_LEAST = 4096;
    static final int LOG_PAGE_MOST = 1 << 30;

    public FsxOptions {
        skip = Set.copyOf(skip);
    }

    /** From one line to another, both included. */
    public record Lines(int from, int to) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*-\\s*(\\d{1,9})");

        /** @throws IllegalArgumentException with a message that ends a sentence about the text */
        public static Lines parse(String text) {
            Matcher match = TEXT.matcher(text.strip());
            if (match.matches()) {
                Lines lines = new Lines(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
                if (lines.from >= 1 && lines.from <= lines.to) {
                    return lines;
                }
            }
            throw new IllegalArgumentException("expected the first and the last line to take, for example 941-1000");
        }

        boolean has(int line) {
            return line >= from && line <= to;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    /** @throws IllegalArgumentException with a message that ends a sentence about the text */
    public static int parseTasks(String text) {
        if (text.matches("[1-9]") && Integer.parseInt(text) <= Scenario.TASKS_MAX) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("expected a number of tasks from 1 to " + Scenario.TASKS_MAX);
    }

    /** @throws IllegalArgumentException with a message that ends a sentence about the text */
    public static int parsePage(String text) {
        return powerOfTwo(text, PAGE_LEAST, Scenario.PAGE_SIZE_MAX);
    }

    /** @throws IllegalArgumentException with a message that ends a sentence about the text */
    public static int parseLogPage(String text) {
        return powerOfTwo(text, LOG_PAGE_LEAST, LOG_PAGE_MOST);
    }

    private static int powerOfTwo(String text, int least, int most) {
        if (text.matches("\\d{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most && Integer.bitCount(value) == 1) {
                return value;
            }
        }
        throw new IllegalArgumentException("expected a power of two from " + least + " to " + most);
    }

    /** @throws IllegalArgumentException with a message that ends a sentence about the text */
    public static Set<String> parseSkip(String text) {
        Set<String> names = new TreeSet<>();
        for (String name : text.split(",", -1)) {
            names.add(name.strip());
        }
        if (names.equals(Set.of(SKIP_ALL))) {
            return names;
        }
        for (String name : names) {
            if (FsxKind.of(name) == null) {
                List<String> near = Nearest.to(name, FsxKind.WORDS);
                throw new IllegalArgumentException(
                        "expected all, or names of operations of fsx separated by commas, and '"
                                + name + "' is none"
                                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
            }
        }
        return names;
    }

    boolean skips(FsxKind kind) {
        return skip.contains(SKIP_ALL) ? !kind.isKnownToTheMachine() : skip.contains(kind.toString());
    }

    /** Smallest page of a log to try, and the largest. */
    int firstLogPage() {
        return logPage == 0 ? LOG_PAGE_LEAST : logPage;
    }

    int lastLogPage() {
        return logPage == 0 ? LOG_PAGE_MOST : logPage;
    }
}
