package dev.faultline.report;

import org.jspecify.annotations.Nullable;

/**
 * The command that runs a counterexample again.
 *
 * @param file the replay file, as it is named from where the command is given
 * @param module the module of a larger build that the strategy is in, or null
 */
public record ReplayCommand(String file, @Nullable String module) {
    @Override
    public String toString() {
        return goal("replay", module) + " -Dfaultline.replay=" + quoted(file);
    }

    static String goal(String goal, @Nullable String module) {
        return "mvn " + (module == null ? "" : "-pl " + quoted(module) + " ") + "dev.faultline:faultline-maven-plugin:"
                + goal;
    }

    public static String quoted(String text) {
        return text.matches("[A-Za-z0-9._+:/\\\\-]*") ? text : "\"" + text + "\"";
    }
}
