package dev.faultline.scenario;

import java.util.List;

/**
 * {@code copy_file_range(F@0, G@4, 8)}: bytes of one file to another, or to another place of the same, without user memory. As an operation on one
 * file it counts for its target.
 */
public record CopyFileRange(String from, int fromPosition, String to, int toPosition, int length) implements Operation {
    public CopyFileRange {
        Check.name(from, "file");
        Check.name(to, "file");
        Check.notNegative(fromPosition, "position in the source of a copy_file_range");
        Check.notNegative(toPosition, "position in the target of a copy_file_range");
        Check.positive(length, "length of a copy_file_range");
    }

    /** The same from, to and of other bytes. */
    public CopyFileRange with(int newFromPosition, int newToPosition, int newLength) {
        return new CopyFileRange(from, newFromPosition, to, newToPosition, newLength);
    }

    /** The same with another file in the place of one that it names. */
    public CopyFileRange onFile(String old, String name) {
        return new CopyFileRange(
                from.equals(old) ? name : from, fromPosition, to.equals(old) ? name : to, toPosition, length);
    }

    /** The same with the positions in one file, if it names it, so many bytes earlier. */
    public CopyFileRange earlier(String file, int behind, int bytes) {
        boolean sourceMoves = from.equals(file) && fromPosition >= behind;
        boolean targetMoves = to.equals(file) && toPosition >= behind;
        return with(fromPosition - (sourceMoves ? bytes : 0), toPosition - (targetMoves ? bytes : 0), length);
    }

    /** One past the last byte of the file that it names there, 0 when it names none. */
    public int endIn(String file) {
        return Math.max(from.equals(file) ? fromPosition + length : 0, to.equals(file) ? toPosition + length : 0);
    }

    /** One past the last byte that it names in either file. */
    int end() {
        return Math.max(endIn(from), endIn(to));
    }

    @Override
    public String fileName() {
        return to;
    }

    @Override
    public List<String> fileNames() {
        return from.equals(to) ? List.of(to) : List.of(to, from);
    }

    @Override
    public String toString() {
        return "copy_file_range(" + from + "@" + fromPosition + ", " + to + "@" + toPosition + ", " + length + ")";
    }
}
