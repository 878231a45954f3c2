package dev.faultline.execution;

/**
 * One operation of a program with every name resolved to a number, so that it can be carried out without a look at the
 * scenario.
 */
public final class Call {
    /** Which operation it is. */
    public enum Kind {
        READ,
        WRITE,
        MMAP,
        MUNMAP,
        MREMAP,
        MPROTECT,
        DONT_NEED,
        TRUNCATE,
        PUNCH,
        FORK,
        EXIT,
        FSYNC,
        LOAD,
        STORE,
        POKE,
        SPLICE,
        SPLICE_OUT,
        VMSPLICE,
        PIPE_READ,
        PIPE_WRITE,
        COPY_FILE_RANGE,
        RECLAIM,
        WRITE_BACK
    }

    static final int NONE = -1;

    private final Kind kind;
    private final int file;
    private final int position;
    private final int[] addresses;
    private final int[] lengths;
    private final int mapping;
    private final int page;
    private final int pages;
    private final int target;
    private final int protection;
    private final int process;
    private final boolean populate;
    private final boolean gift;
    private final int pipe;
    private final int bytes;
    private final int source;
    private final int sourcePosition;

    Call(CallBuilder from) {
        kind = from.kind;
        file = from.file;
        position = from.position;
        addresses = from.addresses;
        lengths = from.lengths;
        mapping = from.mapping;
        page = from.page;
        pages = from.pages;
        target = from.target;
        protection = from.protection;
        process = from.process;
        populate = from.populate;
        gift = from.gift;
        pipe = from.pipe;
        bytes = from.bytes;
        source = from.source;
        sourcePosition = from.sourcePosition;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it puts bytes into a file by the strategy, from memory, a pipe or another file. */
    public boolean isWrite() {
        return kind == Kind.WRITE || kind == Kind.SPLICE_OUT || kind == Kind.COPY_FILE_RANGE;
    }

    /** The file that it names or maps, or -1. */
    public int file() {
        return file;
    }

    /**
     * Where in the file, in bytes; the new size of a truncation; the page of a kernel thread's work; the file page
     * under a new mapping.
     */
    public int position() {
        return position;
    }

    /** How many pieces of user memory it names. */
    public int segments() {
        return addresses.length;
    }

    public int address(int segment) {
        return addresses[segment];
    }

    public int length(int segment) {
        return lengths[segment];
    }

    /** Bytes in all segments, or of the file when a hole is punched, a pipe drained into it, or files are copied. */
    public int length() {
        int sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        return sum;
    }

    /** The mapping that it makes or changes, numbered as by {@link dev.faultline.scenario.Layout}, or -1. */
    public int mapping() {
        return mapping;
    }

    /** The first virtual page that it works on. */
    public int page() {
        return page;
    }

    public int pages() {
        return pages;
    }

    /** The virtual page that the first one comes to, or -1. */
    public int target() {
        return target;
    }

    /** Bits {@code Vma.READ} and {@code Vma.WRITE}. */
    public int protection() {
        return protection;
    }

    /** The process that it forks, or -1. */
    public int process() {
        return process;
    }

    public boolean populate() {
        return populate;
    }

    /** Whether it gives the pages away that it puts into a pipe. */
    boolean gift() {
        return gift;
    }

    /** The pipe that it names, or -1. */
    public int pipe() {
        return pipe;
    }

    /** Bytes that a call on a pipe asks for. */
    public int bytes() {
        return bytes;
    }

    /** The file that it copies from to the one that it names, or -1. */
    public int source() {
        return source;
    }

    /** Where in {@link #source}, in bytes. */
    public int sourcePosition() {
        return sourcePosition;
    }

    int[] addresses() {
        return addresses;
    }

    int[] lengths() {
        return lengths;
    }
}
