package dev.faultline.gallery;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * What the exhibits share: a sound strategy in small steps, any of which an exhibit may replace by its bug. The read
 * copies from an uptodate folio with nothing locked. The write holds the inode, copies atomically to the locked folio,
 * faults the source in where that came to nothing, and keeps no short copy in a folio that is not uptodate.
 */
abstract class GalleryStrategy implements CopyStrategy {
    private final String name;
    private final Guarantee guarantee;

    GalleryStrategy(String name) {
        this(name, Guarantee.BYTE);
    }

    GalleryStrategy(String name, Guarantee guarantee) {
        this.name = name;
        this.guarantee = guarantee;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Guarantee guarantee() {
        return guarantee;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        int done = 0;
        int moved = 1;
        while (moved > 0 && to.remaining() > 0) {
            moved = readChunk(new Chunk(kernel, file, position + done, to));
            done += Math.max(moved, 0);
        }
        return readResult(done, moved);
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int result = writeAll(kernel, file, position, from);
        file.unlock();
        return result;
    }

    /** The write, under the inode lock. */
    final int writeAll(Kernel kernel, Inode file, int position, IoVector from) {
        int done = 0;
        int moved = 0;
        while (moved >= 0 && from.remaining() > 0) {
            moved = writeChunk(new Chunk(kernel, file, position + done, from));
            done += Math.max(moved, 0);
        }
        return done > 0 ? done : moved;
    }

    /** What a read returns after {@code done} bytes, when the last chunk gave {@code last}. */
    int readResult(int done, int last) {
        return done > 0 ? done : last;
    }

    /** Bytes read, 0 at the end of the file, or an {@link Errno}. */
    int readChunk(Chunk chunk) {
        if (chunk.available() == 0) {
            return 0;
        }
        Folio folio = uptodate(chunk);
        if (folio == null) {
            return Errno.ENOMEM;
        }
        if (!mayShow(folio)) {
            folio.put();
            return Errno.EIO;
        }
        int length = chunk.available();
        int copied = length == 0 ? 0 : copyOut(chunk, folio, length);
        folio.put();
        return length > 0 && copied == 0 ? Errno.EFAULT : copied;
    }

    /** Whether the bytes of a folio may be read. */
    boolean mayShow(Folio folio) {
        return folio.isUptodate();
    }

    /**
     * The chunk's folio, uptodate unless the device failed, with a reference and no lock; null when no frame could be had.
     */
    @Nullable
    Folio uptodate(Chunk chunk) {
        chunk.file().lockInvalidation();
        Folio folio = chunk.grab();
        if (folio != null) {
            if (!folio.isUptodate()) {
                readIn(folio);
            }
            folio.unlock();
        }
        chunk.file().unlockInvalidation();
        return folio;
    }

    /** Reads a locked folio from the disk. */
    int readIn(Folio folio) {
        return folio.readIn();
    }

    /** Moves bytes of an uptodate folio to the user. */
    int copyOut(Chunk chunk, Folio folio, int length) {
        return chunk.copyOut(folio, length);
    }

    /** Bytes written, 0 when the chunk has to be tried again, or an {@link Errno}. */
    int writeChunk(Chunk chunk) {
        int length = chunk.length();
        int moved = writeFolio(chunk, length);
        if (moved != 0) {
            return moved;
        }
        int ready = faultIn(chunk, length);
        return ready == 0 ? Errno.EFAULT : writeFolio(chunk, ready);
    }

    /** Makes the source readable and says how many bytes of it can be copied. */
    int faultIn(Chunk chunk, int length) {
        return chunk.kernel().userMemory().faultInBytes(chunk.user(), length, false);
    }

    /** One round: locks the folio, prepares it, fills it, lets it go. */
    int writeFolio(Chunk chunk, int length) {
        Folio folio = chunk.grab();
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int moved = prepare(chunk, folio, length);
        if (moved == 0) {
            moved = fill(chunk, folio, length);
        }
        chunk.release(folio);
        return moved;
    }

    int prepare(Chunk chunk, Folio folio, int length) {
        return chunk.prepare(folio, length);
    }

    /** Fills and commits a locked and prepared folio; the vector moves by as much as is returned. */
    int fill(Chunk chunk, Folio folio, int length) {
        return keep(chunk, folio, length, chunk.copyInAtomic(folio, chunk.offset(), length));
    }

    /** Decides what becomes of {@code copied} bytes out of {@code length}. */
    int keep(Chunk chunk, Folio folio, int length, int copied) {
        if (copied < length && !folio.isUptodate()) {
            chunk.user().rewind(copied);
            return 0;
        }
        if (copied > 0) {
            chunk.commit(folio, copied);
        }
        return copied;
    }
}
