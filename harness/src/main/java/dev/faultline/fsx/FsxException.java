package dev.faultline.fsx;

/** A log that cannot be imported. The message ends a sentence that names the file. */
public final class FsxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    FsxException(String why) {
        super(why);
    }

    FsxException(int line, String why) {
        super("because of its line " + line + ": " + why);
    }
}
