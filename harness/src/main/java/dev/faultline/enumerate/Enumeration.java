package dev.faultline.enumerate;

import dev.faultline.scenario.Scenario;
import java.util.List;

/** Every scenario within a bound, once up to symmetry, each with a number that is always the same. */
public final class Enumeration {
    private final Bound bound;
    private final List<Plot> plots;

    private Enumeration(Bound bound, List<Plot> plots) {
        this.bound = bound;
        this.plots = plots;
    }

    public static Enumeration of(Bound bound) {
        return new Enumeration(bound, Plots.of(bound));
    }

    public Bound bound() {
        return bound;
    }

    public int size() {
        return plots.size();
    }

    public Scenario get(int number) {
        return Drawing.of(plots.get(number));
    }
}
