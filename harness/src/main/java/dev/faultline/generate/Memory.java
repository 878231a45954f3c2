package dev.faultline.generate;

import dev.faultline.scenario.MappingSpec;

/**
 * A mapping as the generator sees it.
 *
 * @param family the processes that have it
 * @param file number of the file behind it, or -1
 * @param fromStart whether it is there from the start, rather than made by mmap
 */
record Memory(MappingSpec spec, int family, int file, boolean fromStart) {
    String name() {
        return spec.name();
    }

    int bytes(int pageSize) {
        return spec.pages() * pageSize;
    }

    /** The position in the file under a byte of it. */
    int positionOf(int offset, int pageSize) {
        return spec.filePage() * pageSize + offset;
    }

    boolean covers(int someFile, int position, int pageSize) {
        int page = position / pageSize;
        return file >= 0 && file == someFile && page >= spec.filePage() && page < spec.filePage() + spec.pages();
    }
}
