package dev.faultline.maven;

/** How a worker ended. */
enum WorkerEnd {
    /** It did what it was asked, and no strategy broke its guarantee. */
    FINE,
    /** It reported that a strategy broke its guarantee. */
    VIOLATION,
    /** It refused the request, and said why. */
    REFUSED,
    /** It was asked to end before it was done, and said so. */
    INTERRUPTED,
    /** It was silent for too long, and was ended by force. */
    SILENT,
    /** Anything else: it failed, or did not come up. */
    BROKEN;

    /**
     * @param exitCode the worker's own: 0 fine, 1 violation, 2 bad request, 4 interrupted
     * @param done whether it came to its end; a JVM that does not come up ends with 1 too, one that is halted with anything
     * @param explained whether it said what is wrong
     */
    static WorkerEnd of(int exitCode, boolean done, boolean explained) {
        return switch (exitCode) {
            case 0 -> done ? FINE : BROKEN;
            case 1 -> done ? VIOLATION : BROKEN;
            case 2 -> explained ? REFUSED : BROKEN;
            case 4 -> explained ? INTERRUPTED : BROKEN;
            default -> BROKEN;
        };
    }
}
