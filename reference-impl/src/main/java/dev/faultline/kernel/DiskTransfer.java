package dev.faultline.kernel;

/** What the disk moves a page of a file from or to: a folio, or memory past the cache. */
sealed interface DiskTransfer permits CacheFolio, DirectTransfer {
    /** The file whose page moves. */
    FileInode inode();

    /** The number of the page in the file. */
    int index();

    /** By which its steps are told from those of others. */
    int place();

    /** Whether the disk is filling the memory rather than emptying it. */
    boolean isBeingRead();
}
