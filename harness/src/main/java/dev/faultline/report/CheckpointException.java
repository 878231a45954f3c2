package dev.faultline.report;

/** A checkpoint cannot be gone on from. The message is one clear sentence for the person who asked. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CheckpointException(String message) {
        super(message);
    }
}
