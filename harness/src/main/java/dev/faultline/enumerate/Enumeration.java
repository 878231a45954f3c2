package dev.faultline.enumerate;

import dev.faultline.scenario.Scenario;
import java.lang.ref.SoftReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every scenario within a bound, once up to symmetry, each with a number that is always the same. */
public final class Enumeration {
    /** One strategy after the other is verified within the same bound, and listing a large one takes a while. */
    private static SoftReference<@Nullable Enumeration> last = new SoftReference<>(null);

    private final Bound bound;
    private final List<Plot> plots;

    private Enumeration(Bound bound, List<Plot> plots) {
        this.bound = bound;
        this.plots = plots;
    }

    public static synchronized Enumeration of(Bound bound) {
        Enumeration made = last.get();
        if (made == null || !made.bound.equals(bound)) {
            last.clear();
            made = new Enumeration(bound, Plots.of(bound));
            last = new SoftReference<>(made);
        }
        return made;
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
