package dev.faultline.enumerate;

import java.util.List;

/**
 * A task without a name.
 *
 * @param process {@link #KERNEL}, one of two that are there from the start, or the {@link #childOf} one of them
 */
record Role(int process, List<Letter> letters) implements Comparable<Role> {
    static final int KERNEL = -1;
    static final int PROCESSES = 2;

    Role {
        letters = List.copyOf(letters);
    }

    static int childOf(int process) {
        return PROCESSES + process;
    }

    boolean isChild() {
        return process >= PROCESSES;
    }

    /** The process in which everything that the task can name is mapped. */
    int family() {
        return isChild() ? process - PROCESSES : process;
    }

    @Override
    public int compareTo(Role other) {
        int order = Integer.compare(process, other.process);
        if (order == 0) {
            order = Integer.compare(letters.size(), other.letters.size());
        }
        for (int i = 0; i < letters.size() && order == 0; i++) {
            order = letters.get(i).compareTo(other.letters.get(i));
        }
        return order;
    }
}
