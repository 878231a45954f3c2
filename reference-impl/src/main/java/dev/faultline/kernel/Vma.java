package dev.faultline.kernel;

import dev.faultline.spi.vm.VmMapping;
import org.jspecify.annotations.Nullable;

/** A mapping: what a range of an address space's pages shows. Protection is kept per page, by the address space. */
public final class Vma implements VmMapping {
    /** Protection bit: loads are allowed. */
    public static final int READ = 1;
    /** Protection bit: stores are allowed. */
    public static final int WRITE = 2;

    /** How a mapping relates to what it shows. */
    public enum Kind {
        /** The cache's own frames: stores are file content. */
        SHARED,
        /** The cache's frames until the first store to a page, a copy from then on. */
        PRIVATE,
        /** Zeros, then what was stored. */
        ANONYMOUS
    }

    private final String name;
    private final Kind kind;
    private final int page;
    private final @Nullable FileInode file;
    private final int fileIndex;

    Vma(String name, Kind kind, int page, @Nullable FileInode file, int fileIndex) {
        this.name = name;
        this.kind = kind;
        this.page = page;
        this.file = file;
        this.fileIndex = fileIndex;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isShared() {
        return kind == Kind.SHARED;
    }

    /** Its first virtual page. */
    public int page() {
        return page;
    }

    /** The file it shows, or null for anonymous memory. */
    @Override
    public @Nullable FileInode file() {
        return file;
    }

    /** The page of the file that {@code virtualPage} shows. */
    public int fileIndex(int virtualPage) {
        return fileIndex + virtualPage - page;
    }

    boolean isFileBacked() {
        return file != null;
    }
}
