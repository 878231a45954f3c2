package dev.faultline.report;

import dev.faultline.explore.Coverage;
import dev.faultline.shrink.Counterexample;

/** What became of a strategy. */
public sealed interface Verdict {
    /** The word for it, as in {@code report.json}. */
    String word();

    /** Nothing broke in what was tried. */
    record Passed(Coverage coverage) implements Verdict {
        @Override
        public String word() {
            return "PASSED";
        }
    }

    /**
     * It breaks a law, and here is how.
     *
     * @param file the replay file, as it can be named on a command line
     */
    record Failed(Counterexample counterexample, String file) implements Verdict {
        @Override
        public String word() {
            return "FAILED";
        }
    }

    /** Neither: too little was tried, or what was seen cannot be relied on. */
    record Inconclusive(String reason) implements Verdict {
        @Override
        public String word() {
            return "INCONCLUSIVE";
        }
    }

    /** It could not be verified at all. */
    record Error(String reason) implements Verdict {
        @Override
        public String word() {
            return "ERROR";
        }
    }
}
