package dev.faultline.report;

import dev.faultline.text.OneLine;

/** A replay file that cannot be used. The message is one clear sentence that names the file and, where one is to blame, the line. */
public final class ReplayFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReplayFileException(String message) {
        super(OneLine.whole(message));
    }
}
