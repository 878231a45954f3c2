package dev.faultline.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The small words of the language. */
final class Text {
    private Text() {}

    /** {@code 1 page}, {@code 2 pages}. */
    static String pages(int count) {
        return plural(count, "page");
    }

    static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code rw}, {@code r}, {@code w} or {@code none}. */
    static String protection(boolean readable, boolean writable) {
        if (!readable && !writable) {
            return "none";
        }
        return (readable ? "r" : "") + (writable ? "w" : "");
    }

    static String transfer(String call, Operation.Transfer transfer) {
        List<Buffer> buffers = transfer.buffers();
        String list = buffers.stream().map(Buffer::toString).collect(Collectors.joining(", "));
        String name = call + (buffers.size() > 1 ? "v" : "");
        return name + "(" + transfer.file() + "@" + transfer.position() + ", " + list + ")";
    }

    static String range(String call, Operation.RangeOperation range) {
        return call + "(" + range.mapping() + " page " + range.page() + ", " + pages(range.pages()) + ")";
    }

    static String indented(List<?> lines) {
        StringBuilder text = new StringBuilder();
        for (Object line : lines) {
            text.append("\n  ").append(line);
        }
        return text.toString();
    }
}
