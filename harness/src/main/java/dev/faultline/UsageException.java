package dev.faultline;

/** The request cannot be done as asked. The message is one clear sentence for the person who asked: what, where, and what to do. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
