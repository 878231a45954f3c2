package dev.faultline.fsx;

import dev.faultline.text.Nearest;
import dev.faultline.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log of operations as fsx writes it ({@code --record-ops}, and {@code .fsxops} after a failure) and reads it ({@code --replay-ops}); the format is that of
 * {@code read_op} and {@code logdump} in ltp/fsx.c of xfstests. One operation a line: its name, {@code skip} before it when fsx left it out, then the offset,
 * the length, for some a second offset, and the size of the file before, as C writes numbers; then flags, of which {@code *} marks what touched the byte
 * that was found to be wrong. A truncation has its new size where others have the length. Blank lines and lines that begin with {@code #} are passed over.
 */
final class FsxLog {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{1,15}|[0-9]{1,18}");
    private static final List<String> FLAGS = List.of("keep_size", "close_open", "unshare", "*");
    private static final long NUMBER_MAX = 0xffff_ffffL;
    private static final String SKIP = "skip";

    private FsxLog() {}

    /** Whether this can be the first word of a log's line. */
    static boolean isFirstWord(String word) {
        return word.equals(SKIP) || FsxKind.of(word) != null;
    }

    /** @throws FsxException at the first line that is not as it should be */
    static List<FsxEntry> parse(String text) {
        List<FsxEntry> entries = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(entry(i + 1, line));
            }
        }
        return entries;
    }

    private static FsxEntry entry(int number, String line) {
        String[] words = line.split("[ \\t]+");
        boolean skipped = words[0].equals(SKIP);
        int at = skipped ? 1 : 0;
        String word = at < words.length ? words[at++] : "";
        FsxKind kind = FsxKind.of(word);
        if (kind == null) {
            throw new FsxException(
                    number,
                    "fsx has no operation called '" + OneLine.of(word) + "', in: " + OneLine.of(line) + ". "
                            + Nearest.sentence(word, FsxKind.WORDS));
        }
        long[] numbers = new long[kind.arguments()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(number, line, at < words.length ? words[at++] : "", kind);
        }
        boolean failed = false;
        for (; at < words.length; at++) {
            if (!FLAGS.contains(words[at])) {
                throw new FsxException(
                        number,
                        "expected " + String.join(", ", FLAGS) + " or the end of the line, found '"
                                + OneLine.of(words[at]) + "', in: " + OneLine.of(line) + ".");
            }
            failed |= words[at].equals("*");
        }
        long second = numbers.length > 3 ? numbers[2] : 0;
        return new FsxEntry(number, kind, skipped, numbers[0], numbers[1], second, numbers[numbers.length - 1], failed);
    }

    private static long number(int line, String text, String word, FsxKind kind) {
        if (NUMBER.matcher(word).matches()) {
            long value = Long.decode(word);
            if (value <= NUMBER_MAX) {
                return value;
            }
        }
        throw new FsxException(
                line,
                "expected " + kind.arguments() + " numbers below 0x100000000 behind " + kind + ", found '"
                        + OneLine.of(word) + "', in: " + OneLine.of(text) + ".");
    }
}
