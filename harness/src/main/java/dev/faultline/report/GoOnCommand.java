package dev.faultline.report;

import org.jspecify.annotations.Nullable;

/**
 * The command that goes on with an exhaustive verification.
 *
 * @param file the checkpoint, as it is named from where the command is given
 * @param module the module of a larger build that the strategy is in, or null
 */
public record GoOnCommand(String file, @Nullable String module) {
    @Override
    public String toString() {
        return ReplayCommand.goal("verify", module) + " -Dfaultline.checkpoint=" + ReplayCommand.quoted(file);
    }
}
