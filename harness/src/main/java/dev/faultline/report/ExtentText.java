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
        boolean leftUnfinished = reach.bound() == null && reach.scenarios() == 0;
        if (result.failed() || leftUnfinished) {
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

    private static String claimOfOne(Verdict verdict, Reach reach) {
        if (verdict instanceof Verdict.Failed) {
            return "refuted by an interleaving of the scenario";
        }
        if (reach.isComplete()) {
            return "PROVEN: every interleaving of the scenario";
        }
        return reach.scenarios() == 0
                ? "NOT PROVEN: not every interleaving of the scenario was run"
                : "NOT PROVEN: a call can go round for as long as others let it, so that there is no end of"
                        + " interleavings";
    }

    private static String claim(Verdict verdict, Reach reach) {
        if (reach.bound() == null) {
            return claimOfOne(verdict, reach);
        }
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
