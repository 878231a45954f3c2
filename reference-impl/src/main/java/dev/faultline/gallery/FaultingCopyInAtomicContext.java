package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * Row 15. The folio is reached through an atomic kmap, and the copy is the ordinary one, which may sleep in a page
 * fault. On a machine with the page present nothing happens, which is why such code lives long; the check does not wait
 * for the fault.
 *
 * <p>The reason why kmap_atomic came to disable faults (Rusty Russell and Linus Torvalds, August 2002).
 *
 * <p>Law: <b>sleep-in-atomic</b>.
 */
final class FaultingCopyInAtomicContext extends GalleryStrategy {
    FaultingCopyInAtomicContext() {
        super("faulting-copy-in-atomic-context");
    }

    @Override
    int copyOut(Chunk chunk, Folio folio, int length) {
        chunk.kernel().cpu().kmapAtomic(folio);
        int copied = super.copyOut(chunk, folio, length);
        chunk.kernel().cpu().kunmapAtomic(folio);
        return copied;
    }
}
