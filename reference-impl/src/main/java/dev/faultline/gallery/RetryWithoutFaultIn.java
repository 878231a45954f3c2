package dev.faultline.gallery;

/**
 * Row 19. A copy that came to nothing is tried again, and nothing is done in between that could make it succeed: the
 * source is never faulted in. The folio is locked, copied to in vain, and unlocked, until the end of days.
 *
 * <p>"Avoids livelocks … same folio", says commit 665575cff098 (2025), which moved the fault-in behind the copy,
 * of the fault-in that it keeps.
 *
 * <p>Law: <b>livelock</b>, one write from memory not touched before.
 */
final class RetryWithoutFaultIn extends GalleryStrategy {
    RetryWithoutFaultIn() {
        super("retry-without-fault-in");
    }

    @Override
    int writeChunk(Chunk chunk) {
        return writeFolio(chunk, chunk.length());
    }
}
