package dev.faultline.execution;

import dev.faultline.hardware.Footprint;

/**
 * What is run: tasks, each a list of operations, and a disk that has no stack of its own. The conductor decides when;
 * the subject calls it back before each step.
 */
interface Subject {
    /** Sets everything up afresh and takes no step. Returns the tasks that exist from the start, one bit each. */
    int begin();

    int operations(int task);

    /** Carries out one operation, on the task's coroutine. */
    int perform(int task, int index);

    /** How many steps one operation may take. */
    Bounds bounds();

    /** Whether the disk has something to do; without a disk never. */
    default boolean diskPending() {
        return false;
    }

    /** The step that the disk would take next. Asked only while something is pending. */
    default int diskStep() {
        throw new IllegalStateException("the disk has nothing to do");
    }

    default void advanceDisk() {}

    /** Whether {@link #mayRun} has to be asked at all; not where each task has a CPU of its own. */
    default boolean sharesCpus() {
        return false;
    }

    default boolean mayRun(int task) {
        return true;
    }

    /** Where what steps read and write is recorded. */
    Footprint footprint();

    /** Records what a task's step touches before it does anything: what decides whether it may run. */
    default void granted(int task) {}

    /** Records what can be told of an operation by when it begins and ends. */
    default void touches(int task, int index, boolean ends) {}

    /** What the task holds, as text. */
    String holdings(int task);

    /** A step that is about to be taken, as text. */
    default String words(int step) {
        return StepText.of(step);
    }

    /** What an operation returned, as text. */
    default String result(int result) {
        return Integer.toString(result);
    }

    /** The operation as text. */
    String describe(int task, int index);
}
