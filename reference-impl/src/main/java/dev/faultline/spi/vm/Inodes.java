package dev.faultline.spi.vm;

/** What is done to files: their size, their bytes on the disk, and the locks that truncation takes. */
public interface Inodes {
    /** A step that looks at the size of a file. */
    void enter(VmInode inode);

    /** Takes the invalidate lock shared: while it is held no folio of the file is truncated away. */
    void lockInvalidation(VmInode inode);

    void unlockInvalidation(VmInode inode);

    /** A step that zeroes what the disk has of the file from an offset on. */
    void zeroDisk(VmInode inode, int from);

    /** A step that zeroes what the disk has of bytes {@code [from, to)} of the file. */
    void zeroDisk(VmInode inode, int from, int to);

    /** A step that takes the block of a page away: from now on it reads as zero until it is written back. */
    void makeHole(VmInode inode, int index);

    /**
     * A step that takes the lock of the file's reverse map: until {@link #unlockReverseMap} nobody else walks from its folios to
     * their entries, in {@link #unmapFrom}, {@link Tables#unmap} and {@link Tables#writeProtect}.
     */
    void lockReverseMap(VmInode inode);

    void unlockReverseMap(VmInode inode);

    /** Removes every entry of every address space that maps a page of the file from an index on, private copies too. */
    void unmapFrom(VmInode inode, int index);

    /** As {@link Vm#note(String)}, of a file. */
    void note(String verb, VmInode inode);
}
