package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;

/**
 * Where the kernel tells what it does, for those who watch it; by default nobody does. A tracepoint takes no step and
 * changes nothing.
 *
 * <p>Every byte that moves between a task and user memory passes {@link #userLoad} or {@link #userStore}, whether the
 * task's own instruction moved it or the kernel did on its behalf.
 */
public interface Tracepoints {
    /** Nobody watches. */
    Tracepoints NONE = new Tracepoints() {};

    /** {@code task} found {@code cell} at a user address. */
    default void userLoad(int task, int space, int address, int cell) {}

    /** {@code task} put {@code cell} at a user address. */
    default void userStore(int task, int space, int address, int cell) {}

    /** So many bytes of what the task's call names have come into a pipe, by reference to the page that has them. */
    default void pipeReferred(int task, int bytes) {}

    /** So many bytes of a pipe are handed to the write of {@code task}'s call. */
    default void pipeOffered(int task, int bytes) {}

    /** {@code task} found {@code cell} as the {@code index}-th of the bytes of a pipe that were handed to its call. */
    default void pipeLoad(int task, int index, int cell) {}

    /** So many of the bytes that were handed to the call of {@code task} have left the pipe. */
    default void pipeTaken(int task, int bytes) {}

    /** The last reference to a frame is gone. */
    default void frameFreed(int frame) {}

    /** The disk failed to read a page of a file. */
    default void readFailed(int file, int index) {}

    /** {@code task} wanted a frame, for itself or to handle a fault of its own, and there was none. */
    default void frameRefused(int task) {}

    /** A call of {@code task} wanted room on the disk for a page that has none, and got none. */
    default void spaceRefused(int task) {}

    /** The disk has moved a part only of a page that {@code task} transfers past the cache, and did not fail. */
    default void transferredShort(int task) {}

    /** A signal has come for {@code task}, and its call knows. */
    default void signalled(int task) {}

    /** The kernel caught a misuse of itself; an {@link Oops} is thrown next. */
    default void oops(int task, Oops.Kind kind, String what) {}

    /** The kernel took one of its rarer ways. */
    default void reached(Branch branch) {}

    /** Whether {@link #note} is wanted. */
    default boolean recording() {
        return false;
    }

    /** What the step that {@code task} was last allowed to take does, in words. */
    default void note(int task, String text) {}
}
