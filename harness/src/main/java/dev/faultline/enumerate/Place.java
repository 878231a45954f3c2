package dev.faultline.enumerate;

import dev.faultline.scenario.MappingSpec;

/**
 * The user memory that a letter names: one mapping of its process.
 *
 * @param number of the file; 0 for anonymous memory, of which a process has one of each kind
 * @param page of the file, or {@link #ALL} of them; 0 for anonymous memory
 */
record Place(Kind kind, int number, int page) {
    static final int ALL = -1;
    static final Place FILLED = new Place(Kind.FILLED, 0, 0);
    static final Place FRESH = new Place(Kind.FRESH, 0, 0);

    /** What lies there, and so who sees what is stored. */
    enum Kind {
        SHARED,
        PRIVATE,
        /** Anonymous, with bytes of its own. */
        FILLED,
        /** Anonymous, never touched. */
        FRESH
    }

    boolean isFile() {
        return kind == Kind.SHARED || kind == Kind.PRIVATE;
    }

    /** Equal for equal places only. */
    int code() {
        return (kind.ordinal() * 4 + number) * 8 + page + 1;
    }

    MappingSpec mapping(String name, String file, int filePages) {
        return switch (kind) {
            case SHARED -> MappingSpec.shared(name, file, Math.max(0, page), page == ALL ? filePages : 1);
            case PRIVATE -> MappingSpec.privately(name, file, Math.max(0, page), page == ALL ? filePages : 1);
            case FILLED -> MappingSpec.anonymous(name, 1, true);
            case FRESH -> MappingSpec.anonymous(name, 1, false);
        };
    }
}
