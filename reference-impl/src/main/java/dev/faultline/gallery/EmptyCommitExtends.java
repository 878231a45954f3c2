package dev.faultline.gallery;

import dev.faultline.spi.Folio;

/**
 * No row. A copy of which nothing is kept is committed all the same, with a length of 0, and the commit raises the size of the file to where that nothing ends: a
 * write past the end of the file that fails with EFAULT leaves the file longer. If its source is a mapping of the very page that it
 * writes, the page now lies within the file, and a write that should have failed succeeds.
 *
 * <p>Linux from 665575cff098 (2025) on does so, met on 6.18 with ext4 and tmpfs when the machine was held against it: write_end is called with nothing copied, and compares
 * {@code pos + copied} with the size. Before, the source was faulted in first.
 *
 * <p>Law: <b>byte-rule</b>, one write from memory that is not there: the zeros up to its position are content that no call put there.
 */
final class EmptyCommitExtends extends GalleryStrategy {
    EmptyCommitExtends() {
        super("empty-commit-extends");
    }

    @Override
    int keep(Chunk chunk, Folio folio, int length, int copied) {
        int kept = super.keep(chunk, folio, length, copied);
        if (kept == 0 && chunk.position() > chunk.file().size()) {
            chunk.file().setSize(chunk.position());
        }
        return kept;
    }
}
