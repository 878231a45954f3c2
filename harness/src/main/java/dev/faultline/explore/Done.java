package dev.faultline.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which scenarios are done, by their numbers. They are begun in order and finished nearly so: there are never more gaps than there were workers, and so
 * it is a handful of ranges, in order, with a gap between any two.
 */
public record Done(List<Range> ranges) {
    public static final Done NOTHING = new Done(List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    public Done {
        ranges = List.copyOf(ranges);
        long after = -1;
        for (Range range : ranges) {
            if (range.first <= after || range.last < range.first) {
                throw new IllegalArgumentException("expected numbers in order, such as 0-51 53 55-60");
            }
            after = range.last + 1;
        }
    }

    /** From one number to another, both among them. */
    public record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? "" + first : first + "-" + last;
        }
    }

    /** The first so many. */
    public static Done first(long count) {
        return count == 0 ? NOTHING : new Done(List.of(new Range(0, count - 1)));
    }

    public long count() {
        return ranges.stream().mapToLong(range -> range.last - range.first + 1).sum();
    }

    /** The least number from this one on that is not done. */
    long nextOpen(long from) {
        long open = from;
        for (Range range : ranges) {
            if (range.first <= open && open <= range.last) {
                open = range.last + 1;
            }
        }
        return open;
    }

    /** With one more, which was not done. */
    Done plus(long number) {
        List<Range> more = new ArrayList<>();
        Range joined = new Range(number, number);
        for (Range range : ranges) {
            if (range.last + 1 == joined.first) {
                joined = new Range(range.first, joined.last);
            } else if (joined.last + 1 == range.first) {
                joined = new Range(joined.first, range.last);
            } else {
                more.add(range);
            }
        }
        Range whole = joined;
        int before =
                (int) more.stream().filter(range -> range.last < whole.first).count();
        more.add(before, whole);
        return new Done(more);
    }

    /** The ranges with spaces between them, as {@link #parse} reads them. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(" "));
    }

    /** @throws IllegalArgumentException with a message that ends a sentence about the text */
    public static Done parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("expected numbers in order, such as 0-51 53 55-60");
            }
            String last = range.group(2) == null ? range.group(1) : range.group(2);
            ranges.add(new Range(Long.parseLong(range.group(1)), Long.parseLong(last)));
        }
        return new Done(ranges);
    }
}
