package dev.faultline.enumerate;

/** What a letter does. */
enum Verb {
    READ,
    WRITE,
    LOAD,
    STORE,
    /** Makes the mapping that the other letters use, which is then not there from the start. */
    MMAP,
    POPULATE,
    MUNMAP,
    DONTNEED,
    MPROTECT,
    TRUNCATE,
    FSYNC,
    FORK,
    RECLAIM,
    WRITEBACK;

    boolean isTransfer() {
        return this == READ || this == WRITE;
    }

    boolean isKernels() {
        return this == RECLAIM || this == WRITEBACK;
    }

    boolean makesMapping() {
        return this == MMAP || this == POPULATE;
    }
}
