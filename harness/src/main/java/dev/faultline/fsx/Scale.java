package dev.faultline.fsx;

/**
 * From positions in a log to positions on the machine. A page of the log becomes a page of the machine, so first and last bytes of pages keep their place; what
 * lies within a page is put where it lies in proportion, but never onto its border, and what has bytes in a page keeps at least one there. Whether a position
 * is on the border of a page is therefore the same before and after, and of two positions the larger is never the smaller after.
 *
 * @param from bytes of a page in the log
 * @param to bytes of a page on the machine, at least 4
 */
record Scale(long from, int to) {
    /** An even range of bytes on the machine. */
    record Range(int start, int end) {
        int length() {
            return end - start;
        }
    }

    /** @return at most {@link Integer#MAX_VALUE}, which fits nowhere */
    int position(long position) {
        long within = position % from;
        long moved = within == 0 ? 0 : Math.max(1, Math.min(to - 1, (within * to + from / 2) / from));
        return (int) Math.min(Integer.MAX_VALUE, position / from * to + moved);
    }

    /** Of a range that is not empty, which it will not be either. */
    Range range(long start, long end) {
        int first = position(start);
        int last = position(end);
        if (first < last) {
            return new Range(first, last);
        }
        return first % to < to - 1 ? new Range(first, first + 1) : new Range(first - 1, first);
    }
}
