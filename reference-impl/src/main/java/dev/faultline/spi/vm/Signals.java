package dev.faultline.spi.vm;

/** Results of a user's load or store that did not happen. */
public final class Signals {
    /** No mapping at the address, or one that does not allow the access. */
    public static final int SIGSEGV = -1001;
    /** The page lies past the end of the file, or could not be read. */
    public static final int SIGBUS = -1002;

    private Signals() {}

    public static String name(int signal) {
        return signal == SIGSEGV ? "SIGSEGV" : "SIGBUS";
    }
}
