package dev.faultline.fsx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What fsx can do, by the names that stand in its logs, and how many numbers follow each. */
enum FsxKind {
    READ(3, true),
    READ_DONTCACHE(3, true),
    WRITE(3, true),
    WRITE_DONTCACHE(3, true),
    WRITE_ATOMIC(3, false),
    MAPREAD(3, true),
    MAPWRITE(3, true),
    TRUNCATE(3, true),
    FALLOCATE(3, false),
    PUNCH_HOLE(3, false),
    ZERO_RANGE(3, false),
    WRITE_ZEROES(3, false),
    COLLAPSE_RANGE(3, false),
    INSERT_RANGE(3, false),
    CLONE_RANGE(4, false),
    DEDUPE_RANGE(4, false),
    COPY_RANGE(4, true),
    EXCHANGE_RANGE(4, false),
    FSYNC(3, true);

    /** All of them, as logs name them. */
    static final List<String> WORDS =
            Arrays.stream(values()).map(FsxKind::toString).toList();

    private final int arguments;
    private final boolean known;

    FsxKind(int arguments, boolean known) {
        this.arguments = arguments;
        this.known = known;
    }

    /** How many numbers follow: offset, length, for some a second offset, and the size that the file had before. */
    int arguments() {
        return arguments;
    }

    /** Whether the machine has an operation for it. */
    boolean isKnownToTheMachine() {
        return known;
    }

    static @Nullable FsxKind of(String word) {
        int index = WORDS.indexOf(word);
        return index < 0 ? null : values()[index];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
