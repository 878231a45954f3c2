package dev.faultline.law.shadow;

import java.util.Arrays;

/**
 * Between which bounds the size of each file lies, now and since each running call began. While writes and truncations
 * overlap, any order of them is possible; when the last of them has returned, the size is what {@code stat} would tell,
 * and must be a size that some order leads to.
 */
public final class FileSizes {
    private static final int NONE = -1;

    private final int files;
    private final int[] lowest;
    private final int[] highest;
    private final int[] settledHighest;
    private final int[] sizeBefore;
    private final int[][] cutTo;
    private final int[] cuts;
    private final int[] running;
    private final int[] inCluster;
    private final boolean[] truncated;
    private final int[] writeFile;
    private final int[] writeEnd;
    private final int[] lowestSince;
    private final int[] highestSince;

    public FileSizes(int files, int tasks) {
        this.files = files;
        lowest = new int[files];
        highest = new int[files];
        settledHighest = new int[files];
        sizeBefore = new int[files];
        cutTo = new int[files][8];
        cuts = new int[files];
        running = new int[files];
        inCluster = new int[files];
        truncated = new boolean[files];
        writeFile = new int[tasks];
        writeEnd = new int[tasks];
        lowestSince = new int[tasks * files];
        highestSince = new int[tasks * files];
    }

    /** A new execution, in which the file starts with this size. */
    public void reset(int file, int size) {
        lowest[file] = highest[file] = size;
        running[file] = 0;
        Arrays.fill(writeFile, NONE);
    }

    /** A call of the task begins: from now on bounds are kept for it. */
    public void callBegins(int task) {
        for (int file = 0; file < files; file++) {
            lowestSince[task * files + file] = lowest[file];
            highestSince[task * files + file] = highest[file];
        }
    }

    /** The smallest size that the file may have now. */
    public int lowest(int file) {
        return lowest[file];
    }

    /** The largest size that the file may have now. */
    public int highest(int file) {
        return highest[file];
    }

    /** The smallest size that the file may have had since the task's call began. */
    public int lowestSince(int task, int file) {
        return lowestSince[task * files + file];
    }

    /** The largest size that the file may have had since the task's call began. */
    public int highestSince(int task, int file) {
        return highestSince[task * files + file];
    }

    /** Whether no other call that may change the size has overlapped with the one that runs. */
    public boolean isAlone(int file) {
        return inCluster[file] == 1;
    }

    /** Whether no call that may change the size is running. */
    public boolean isQuiet(int file) {
        return running[file] == 0;
    }

    public void writeBegins(int task, int file, int end) {
        join(file);
        writeFile[task] = file;
        writeEnd[task] = end;
        widen(file, lowest[file], Math.max(highest[file], end));
    }

    /** @param reached the end of what was written, or -1 when nothing was */
    public void writeEnds(int task, int file, int reached) {
        writeFile[task] = NONE;
        running[file]--;
        settledHighest[file] = Math.max(settledHighest[file], reached);
        if (!truncated[file]) {
            lowest[file] = Math.max(lowest[file], reached);
        }
        highest[file] = settledHighest[file];
        for (int other = 0; other < writeFile.length; other++) {
            if (writeFile[other] == file) {
                highest[file] = Math.max(highest[file], writeEnd[other]);
            }
        }
    }

    public void truncateBegins(int file, int size) {
        join(file);
        truncated[file] = true;
        if (cuts[file] == cutTo[file].length) {
            cutTo[file] = Arrays.copyOf(cutTo[file], 2 * cuts[file]);
        }
        cutTo[file][cuts[file]++] = size;
        settledHighest[file] = Math.max(settledHighest[file], size);
        widen(file, Math.min(lowest[file], size), Math.max(highest[file], size));
    }

    public void truncateEnds(int file, int size, boolean done) {
        running[file]--;
        if (done && isAlone(file)) {
            lowest[file] = highest[file] = settledHighest[file] = size;
        }
    }

    /** The size that a quiet file was found to have. False when no order of the calls leads to it. */
    public boolean found(int file, int size) {
        boolean possible = lowest[file] <= size && size <= highest[file];
        lowest[file] = highest[file] = size;
        return possible;
    }

    /**
     * Whether a quiet file that was truncated beside writes has this size from a write, which therefore came after
     * every truncation.
     */
    public boolean isRaisedByWrite(int file, int size) {
        boolean raised = truncated[file] && size != sizeBefore[file];
        for (int i = 0; i < cuts[file]; i++) {
            raised &= size != cutTo[file][i];
        }
        return raised;
    }

    private void join(int file) {
        if (running[file]++ == 0) {
            inCluster[file] = 0;
            truncated[file] = false;
            settledHighest[file] = highest[file];
            sizeBefore[file] = lowest[file];
            cuts[file] = 0;
        }
        inCluster[file]++;
    }

    private void widen(int file, int low, int high) {
        lowest[file] = low;
        highest[file] = high;
        for (int at = file; at < lowestSince.length; at += files) {
            lowestSince[at] = Math.min(lowestSince[at], low);
            highestSince[at] = Math.max(highestSince[at], high);
        }
    }
}
