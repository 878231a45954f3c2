package dev.faultline.enumerate;

import org.jspecify.annotations.Nullable;

/**
 * One operation without names: files and pages are numbers, which a symmetry may exchange.
 *
 * @param file the file that it names, or {@link #NO_FILE}
 * @param start where in the file: the first byte of a transfer, the page of kernel work, the size to truncate to
 * @param length bytes of a transfer
 * @param place the memory that it names, if any
 * @param shift how many bytes behind its natural place a transfer's buffer lies; what does not fit reaches into the page behind the mapping
 * @param headed whether the first bytes of a transfer have a buffer of their own, in filled memory
 */
record Letter(
        Verb verb,
        int file,
        int start,
        int length,
        @Nullable Place place,
        int shift,
        boolean headed) implements Comparable<Letter> {
    static final int NO_FILE = -1;

    static Letter transfer(Verb verb, int file, int start, int length, Place place) {
        return new Letter(verb, file, start, length, place, 0, false);
    }

    static Letter onPlace(Verb verb, Place place) {
        return new Letter(verb, NO_FILE, 0, 0, place, 0, false);
    }

    static Letter onFile(Verb verb, int file, int start) {
        return new Letter(verb, file, start, 0, null, 0, false);
    }

    static Letter fork() {
        return new Letter(Verb.FORK, NO_FILE, 0, 0, null, 0, false);
    }

    Letter shifted(int bytes) {
        return new Letter(verb, file, start, length, place, bytes, headed);
    }

    Letter withHead() {
        return new Letter(verb, file, start, length, place, shift, true);
    }

    Letter moved(int newFile, int newStart, @Nullable Place newPlace) {
        return new Letter(verb, newFile, newStart, length, newPlace, shift, headed);
    }

    int end() {
        return start + length;
    }

    /** Whether it copies bytes of more than one page of its file. */
    boolean crosses() {
        return verb.isTransfer() && start / FileShape.PAGE != (end() - 1) / FileShape.PAGE;
    }

    /** Bytes of a transfer that have a buffer of their own: a page if there are more, otherwise one. */
    int head() {
        return !headed ? 0 : length > FileShape.PAGE ? FileShape.PAGE : 1;
    }

    /**
     * Where the buffer begins in the mapping, behind the head: at the place of the byte of the file that goes there, as far as that fits into a page,
     * and so much further as it is shifted.
     */
    int bufferStart() {
        int first = start + head();
        int inPage = first % FileShape.PAGE;
        boolean all = place != null && place.page() == Place.ALL;
        int natural = all ? first : inPage + length - head() <= FileShape.PAGE ? inPage : 0;
        return natural + shift;
    }

    int bufferEnd() {
        return bufferStart() + length - head();
    }

    /** Equal for equal letters only. */
    private int code() {
        int where = (((verb.ordinal() * 4 + file + 1) * 16 + start) * 16 + length) * 128;
        return ((where + (place == null ? 127 : place.code())) * 4 + shift) * 2 + (headed ? 1 : 0);
    }

    @Override
    public int compareTo(Letter other) {
        return Integer.compare(code(), other.code());
    }
}
