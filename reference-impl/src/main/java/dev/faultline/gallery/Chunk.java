package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelMemory;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that lies in one page of the file, from {@code position} on; the vector stands at its first
 * byte.
 */
record Chunk(Kernel kernel, Inode file, int position, IoVector user) {
    int index() {
        return position / kernel.pageSize();
    }

    /** Where the chunk begins in its page. */
    int offset() {
        return position % kernel.pageSize();
    }

    /** Its bytes, whether the file has them or not. */
    int length() {
        return Math.min(kernel.pageSize() - offset(), user.remaining());
    }

    /** How many of its bytes the file has now. */
    int available() {
        return Math.max(0, Math.min(length(), file.size() - position));
    }

    /** The folio, locked and referenced, made when there was none; null when no frame could be had. */
    @Nullable
    Folio grab() {
        return kernel.pageCache().grab(file, index());
    }

    void release(Folio folio) {
        folio.unlock();
        folio.put();
    }

    /** Faulting copy; the vector moves. */
    int copyIn(KernelMemory to, int at, int length) {
        return kernel.userMemory().copyFromUser(to, at, user, length);
    }

    /** Copy that fails where it would fault; the vector moves. */
    int copyInAtomic(KernelMemory to, int at, int length) {
        kernel.cpu().disableFaults();
        int copied = copyIn(to, at, length);
        kernel.cpu().enableFaults();
        return copied;
    }

    /** Faulting copy of up to {@code length} bytes of the folio; the vector moves. */
    int copyOut(Folio folio, int length) {
        return kernel.userMemory().copyToUser(user, folio, offset(), length);
    }

    int prepare(Folio folio, int length) {
        return file.prepareWrite(folio, offset(), offset() + length);
    }

    void commit(Folio folio, int length) {
        file.commitWrite(folio, offset(), offset() + length);
    }
}
