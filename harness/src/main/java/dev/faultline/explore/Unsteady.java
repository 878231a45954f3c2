package dev.faultline.explore;

/** What is said of a strategy that does not do the same thing twice. */
public final class Unsteady {
    public static final String SENTENCE =
            "the same scenario under the same schedule did not run the same way twice; a strategy must depend on"
                    + " nothing but its arguments: look for state kept between calls, for time, chance, and identity hash codes";

    private Unsteady() {}
}
