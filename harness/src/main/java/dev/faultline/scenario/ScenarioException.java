package dev.faultline.scenario;

import org.jspecify.annotations.Nullable;

/** A scenario that makes no sense, or text that is none. The message names the offending value and, for text, the line. */
public final class ScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Object culprit;

    ScenarioException(String message) {
        this(message, null);
    }

    /** @param culprit the part of the scenario at fault, by which the parser finds the line to blame */
    ScenarioException(String message, @Nullable Object culprit) {
        super(message);
        this.culprit = culprit;
    }

    @Nullable
    Object culprit() {
        return culprit;
    }
}
