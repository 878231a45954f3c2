package dev.faultline.gallery;

import dev.faultline.spi.KernelBuffer;

/**
 * Row 38. An appending write raises the size first and moves its bytes then. In between, the file has bytes that nobody
 * wrote: a reader gets zeros, or what lay behind the end.
 *
 * <p>The order in Linux's generic_write_end, i_size only after the copy and under the folio lock, is there for this,
 * and its comment says so.
 *
 * <p>Law: <b>byte-rule</b>, a zero that is neither the old content nor the new.
 */
final class SizeBeforeData extends BufferedWrite {
    SizeBeforeData() {
        super("size-before-data");
    }

    @Override
    int writeFrom(Chunk chunk, KernelBuffer buffer, int length) {
        int before = chunk.file().size();
        int end = chunk.position() + length;
        if (end > before) {
            chunk.file().setSize(end);
        }
        int moved = super.writeFrom(chunk, buffer, length);
        if (moved < 0) {
            chunk.file().setSize(before);
        }
        return moved;
    }
}
