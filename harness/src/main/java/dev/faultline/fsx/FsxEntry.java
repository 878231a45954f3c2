package dev.faultline.fsx;

/**
 * One line of a log.
 *
 * @param line its number, from 1
 * @param skipped whether fsx itself had not done it
 * @param length for a truncation the new size
 * @param second where else, for those that have a second offset, otherwise 0
 * @param fileSize how long the file was before
 * @param failed whether fsx marks it as one that touched the bad byte
 */
record FsxEntry(
        int line, FsxKind kind, boolean skipped, long offset, long length, long second, long fileSize, boolean failed) {
    /** One past the last byte that it names. */
    long end() {
        return offset + length;
    }
}
