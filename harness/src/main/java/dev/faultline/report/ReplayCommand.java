package dev.faultline.report;

import org.jspecify.annotations.Nullable;

/**
 * The command that runs a counterexample again.
 *
 * @param file the replay file, as it is named from where the command is given
 * @param module the module of a larger build that the strategy is in, or null
 */
public record ReplayCommand(String file, @Nullable String module) {
    private static final String GOAL = "dev.faultline:faultline-maven-plugin:replay";

    @Override
    public String toString() {
        return "mvn " + (module == null ? "" : "-pl " + quoted(module) + " ") + GOAL + " -Dfaultline.replay="
                + quoted(file);
    }

    static String quoted(String text) {
        return text.matches("[A-Za-z0-9._+:/\\\\-]*") ? text : "\"" + text + "\"";
    }
}
