package dev.faultline.generate;

/** The kinds of operation that user tasks draw from. */
enum Kind {
    READ(75, 22),
    WRITE(82, 26),
    LOAD(72, 15),
    STORE(62, 13),
    TRUNCATE(42, 10),
    MUNMAP(24, 7),
    MPROTECT(14, 5),
    DONTNEED(22, 7),
    MMAP(22, 7),
    FSYNC(12, 3),
    EXIT(6, 1),
    POKE(12, 16),
    PUNCH(8, 8),
    MREMAP(9, 9),
    PIPE(12, 30),
    FILE_COPY(12, 22);

    private final int share;
    private final int weight;

    Kind(int share, int weight) {
        this.share = share;
        this.weight = weight;
    }

    /** In how many percent of the scenarios it may occur. */
    int share() {
        return share;
    }

    /** How often it occurs there, after an operation of kind {@code before}, which it may be a natural sequel to. */
    int weightAfter(Kind before) {
        return weight * (1 + interestAfter(before));
    }

    private int interestAfter(Kind before) {
        return switch (this) {
            case LOAD ->
                before == READ
                                || before == WRITE
                                || before == TRUNCATE
                                || before == PUNCH
                                || before == STORE
                                || before == MREMAP
                        ? 2
                        : 1;
            case READ ->
                before == WRITE || before == STORE || before == TRUNCATE || before == PUNCH || before == FILE_COPY
                        ? 2
                        : 0;
            case STORE ->
                before == READ || before == MMAP || before == MREMAP || before == MPROTECT || before == MUNMAP ? 1 : 0;
            case TRUNCATE -> before == TRUNCATE ? 3 : before == STORE ? 1 : 0;
            case PIPE -> before == PIPE ? 2 : 0;
            case FILE_COPY -> before == WRITE || before == STORE ? 1 : 0;
            case DONTNEED -> before == POKE ? 2 : 0;
            case WRITE -> before == TRUNCATE || before == MMAP ? 1 : 0;
            default -> 0;
        };
    }
}
