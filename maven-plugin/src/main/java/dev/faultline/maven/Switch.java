package dev.faultline.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** A parameter that is true or false, and nothing else: Maven itself would take a misspelt "treu" for false. */
final class Switch {

    private Switch() {}

    /** The value of {@code text}, or {@code otherwise} when it was not given. */
    static boolean parse(String parameter, @Nullable String text, boolean otherwise) throws MojoExecutionException {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MojoExecutionException(parameter + " is '" + text + "': expected true or false.");
        };
    }
}
