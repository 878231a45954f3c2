package dev.faultline.report;

import static dev.faultline.report.ConsoleReport.count;
import static dev.faultline.report.ConsoleReport.grouped;
import static dev.faultline.report.ConsoleReport.wrapped;

import dev.faultline.explore.Reach;
import java.util.ArrayList;
import java.util.List;

/** How far an exhaustive verification came, for a console: what is proven, or that nothing is and how to go on. */
final class ExtentText {
    private ExtentText() {}

    static List<String> of(Result result, Extent extent) {
        Reach reach = extent.reach();
        List<String> lines = new ArrayList<>(wrapped("  ", claim(result.verdict(), reach)));
        if (result.failed()) {
            return lines;
        }
        String time = Math.max(1, (result.tally().elapsedMillis() + 500) / 1000) + " s";
        lines.addAll(wrapped(
                "  ",
                count(reach.traces(), "trace") + ", " + grouped(reach.redundant()) + " redundant, "
                        + count(reach.cut(), "step") + " cut, " + time
                        + (extent.continued() ? " in all calls together" : "")));
        GoOnCommand goOn = extent.goOn();
        if (goOn != null) {
            lines.add("  To go on from there:");
            lines.add("    " + goOn);
        }
        return lines;
    }

    private static String claim(Verdict verdict, Reach reach) {
        String all = count(reach.total(), "scenario") + " within " + reach.bound();
        if (verdict instanceof Verdict.Failed failed) {
            return "refuted by scenario " + grouped(failed.counterexample().scenarioIndex()) + " of " + all;
        }
        if (reach.isComplete()) {
            return "PROVEN: every interleaving of all " + all;
        }
        if (reach.scenarios() < reach.total()) {
            return "NOT PROVEN: only " + grouped(reach.scenarios()) + " of " + all + " are done, "
                    + grouped(reach.total() - reach.scenarios()) + " are not";
        }
        return "NOT PROVEN: in " + grouped(reach.endless()) + " of " + all
                + " a call can go round for as long as others let it, so that there is no end of interleavings";
    }
}
