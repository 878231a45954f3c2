package dev.faultline.explore;

/** What a pass rests on. */
public enum Coverage {
    /** Some scenarios under some schedules: nothing broke in what was tried. */
    SAMPLED,
    /** Every schedule of every scenario within stated bounds. */
    EXHAUSTIVE
}
