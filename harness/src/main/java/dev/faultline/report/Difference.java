package dev.faultline.report;

import dev.faultline.law.Violation;
import java.util.List;

/** Compares a run with its recording, and says where they part. */
final class Difference {
    private Difference() {}

    /** @throws ReplayFileException when they do part */
    static void check(ReplayFile recorded, Retelling retelling, String file) {
        List<String> expected = recorded.steps();
        List<String> actual = retelling.steps();
        if (isStuckAgain(recorded, retelling)) {
            return;
        }
        int common = Math.min(expected.size(), actual.size());
        for (int i = 0; i < common; i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                throw different(
                        recorded,
                        file,
                        "step " + (i + 1) + " was '" + expected.get(i) + "' and now is '" + actual.get(i) + "'");
            }
        }
        if (retelling.divergence() != null) {
            throw different(recorded, file, "after step " + common + ", at its " + retelling.divergence());
        }
        if (actual.size() < expected.size()) {
            throw different(
                    recorded,
                    file,
                    "step " + (common + 1) + " was '" + expected.get(common) + "' and now the run ends before it");
        }
        if (actual.size() > expected.size()) {
            throw different(
                    recorded,
                    file,
                    "the run ended after step " + common + " and now goes on with '" + actual.get(common) + "'");
        }
        Violation violation = retelling.violation();
        if (violation == null || !violation.law().equals(recorded.law())) {
            String now = violation == null ? "none" : violation.law();
            throw different(
                    recorded,
                    file,
                    "all " + common + " steps are the same, but it broke the law " + recorded.law() + " and now breaks "
                            + now);
        }
    }

    /** Where a run gets stuck hangs on locks that no schedule records, so that it does is all that is asked. */
    private static boolean isStuckAgain(ReplayFile recorded, Retelling retelling) {
        Violation violation = retelling.violation();
        return recorded.law().equals(Violation.STUCK)
                && violation != null
                && violation.law().equals(Violation.STUCK);
    }

    private static ReplayFileException different(ReplayFile recorded, String file, String how) {
        return new ReplayFileException(recorded.strategy() + " does not behave as recorded in " + file + ": " + how
                + ". The strategy, Faultline or the file has been changed since; verify it again.");
    }
}
