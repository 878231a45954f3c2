package dev.faultline.gallery;

import dev.faultline.spi.Folio;
import dev.faultline.spi.PageTables;

/**
 * Row 64. The flipped page is copy-on-write for the reader and for the cache, but a shared mapping of the file keeps
 * its writable entry. A store through it shows in the reader's buffer after the read has returned.
 *
 * <p>The last paragraph of the 2002 thread says what is needed ("the page just becomes CoW in all of the mapped
 * region"); FreeBSD's vm_uiomove called vm_object_pmap_copy_1 for it.
 *
 * <p>Law: <b>cow-isolation</b>.
 */
final class FlipWithoutWriteProtect extends FlipStrategy {
    FlipWithoutWriteProtect() {
        super("flip-without-write-protect");
    }

    @Override
    void protectMappings(PageTables tables, Folio folio) {}
}
