package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.UserMemory;

/**
 * Row 36. To have the buffer writable before the copy, a zero is stored at both its ends: "they will be overwritten
 * anyway". Not if the buffer is a mapping of the page being read, where the zero is file content at once, and is then
 * read back; not if the copy is cut short.
 *
 * <p>fault_in_pages_writeable did so from Linux 2.5.32 to 5.15. Its successor is documented with the words "Unlike
 * fault_in_writeable(), non-destructive".
 *
 * <p>Law: <b>byte-rule</b>, one task, one read.
 */
final class DestructivePrefault extends GalleryStrategy {
    DestructivePrefault() {
        super("destructive-prefault");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        UserMemory memory = chunk.kernel().userMemory();
        memory.storeZero(chunk.user(), 0);
        memory.storeZero(chunk.user(), length - 1);
        return super.copyOut(chunk, folio, length);
    }
}
