package dev.faultline.scenario;

import org.jspecify.annotations.Nullable;

/** A scenario that makes no sense, or text that is none. The message names the offending value and, for text, the line. */
public final class ScenarioException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient @Nullable Object culprit;
    private final int line;

    ScenarioException(String reason) {
        this(reason, null);
    }

    /** @param culprit the part of the scenario at fault, by which the parser finds the line to blame */
    ScenarioException(String reason, @Nullable Object culprit) {
        super(reason);
        this.reason = reason;
        this.culprit = culprit;
        line = 0;
    }

    private ScenarioException(String message, String reason, int line) {
        super(message);
        this.reason = reason;
        this.culprit = null;
        this.line = line;
    }

    static ScenarioException at(int line, String reason, String text) {
        return new ScenarioException("line " + line + ": " + reason + ", in: " + text, reason, line);
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }

    /** The line of the text that is to blame, counted from 1; 0 when there is no text or no single line is. */
    public int line() {
        return line;
    }

    @Nullable
    Object culprit() {
        return culprit;
    }
}
