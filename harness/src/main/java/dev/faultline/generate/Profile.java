package dev.faultline.generate;

/**
 * What generated scenarios may contain.
 *
 * @param tasksMax most user tasks
 * @param operationsMax most operations of a task, not counting a fork
 * @param filesMax most files
 * @param forks whether processes may fork
 * @param kernelThreads whether reclaim and writeback may run beside the tasks
 * @param disk whether the disk may fail or be full, and files have holes or get them
 * @param settings whether the machine may be set otherwise than plainly, to weak memory, few frames or shared page tables
 */
public record Profile(
        int tasksMax,
        int operationsMax,
        int filesMax,
        boolean forks,
        boolean kernelThreads,
        boolean disk,
        boolean settings) {
    public Profile {
        require(tasksMax, 4, "tasks");
        require(operationsMax, 8, "operations of a task");
        require(filesMax, 2, "files");
    }

    /** Everything: mostly two or three tasks of a few operations. */
    public static Profile standard() {
        return new Profile(4, 8, 2, true, true, true, true);
    }

    /** At most two tasks of two operations on one file, nothing beside them: small enough to run every interleaving. */
    public static Profile small() {
        return new Profile(2, 2, 1, false, false, false, false);
    }

    private static void require(int value, int most, String what) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("most " + what + " must be from 1 to " + most + ": " + value);
        }
    }
}
