package dev.faultline.gallery;

import dev.faultline.spi.HeldPage;

/**
 * A direct write asks whether the transfer failed, and not how much of it was done. When the device stops half way,
 * without an error, the page counts as written: the call returns the whole length, the file may grow over what is not
 * there, and the old bytes are read ever after.
 *
 * <p>Devices that stop early are rare, and so they are easily forgotten. Linux meets one where btrfs comes to a compressed
 * extent: since commit 66f998f61189 (2010) the rest of such a read goes through the cache, and generic_file_direct_write
 * takes the iterator back by what was not moved ({@code iov_iter_revert}).
 *
 * <p>Law: <b>byte-rule</b>, bytes counted that were never taken from the source.
 */
final class ShortTransferCountedWhole extends DirectWrite {
    ShortTransferCountedWhole() {
        super("short-transfer-counted-whole");
    }

    @Override
    int writePage(Chunk chunk) {
        HeldPage page = chunk.kernel().userMemory().hold(chunk.user(), false);
        if (page == null) {
            return 0;
        }
        chunk.file().lockInvalidationExclusive();
        int moved = invalidate(chunk) ? writeWhole(chunk, page) : 0;
        chunk.file().unlockInvalidationExclusive();
        page.release();
        chunk.user().advance(Math.max(moved, 0));
        return moved;
    }

    private static int writeWhole(Chunk chunk, HeldPage page) {
        int status = chunk.file().writeDirect(chunk.index(), page);
        if (status < 0) {
            return status;
        }
        int end = chunk.position() + chunk.length();
        if (end > chunk.file().size()) {
            chunk.file().setSize(end);
        }
        return chunk.length();
    }
}
