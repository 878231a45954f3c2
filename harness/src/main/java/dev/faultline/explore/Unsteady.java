package dev.faultline.explore;

import dev.faultline.execution.Impurity;
import dev.faultline.execution.UnderPolicy;
import dev.faultline.spi.CopyStrategy;
import java.util.List;

/** What is said of a strategy that does not do the same thing twice. */
public final class Unsteady {
    private Unsteady() {}

    /** @param where what was different, for example {@code at step 3 T1 returned 4 the first time, and returned 5 the second} */
    public static String sentence(CopyStrategy strategy, String where) {
        List<String> causes = Impurity.of(UnderPolicy.classesOf(strategy).get(0));
        String cause = causes.isEmpty() ? "" : ". The likely cause: " + String.join("; or ", causes);
        return "the same scenario under the same schedule did not run the same way twice: " + where + cause
                + ". A " + (strategy instanceof UnderPolicy ? "policy" : "strategy")
                + " must depend on nothing but its arguments, neither on state kept between calls nor on time, chance, or"
                + " identity hash codes";
    }
}
