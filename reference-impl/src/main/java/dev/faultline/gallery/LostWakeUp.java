package dev.faultline.gallery;

import dev.faultline.spi.Cpu;
import dev.faultline.spi.Folio;
import org.jspecify.annotations.Nullable;

/**
 * Beyond the list: test, then sleep. A reader who finds the folio locked by another reader goes to sleep until it is
 * woken. If the other one unlocks and wakes between the test and the sleep, there is nobody left to wake it.
 *
 * <p>The bug that prepare_to_wait, and sleepers queueing before they test, exist for; sleep_on was removed from Linux
 * (3.15) for it.
 *
 * <p>Law: <b>deadlock</b>, of the kind in which nobody holds what is waited for.
 */
final class LostWakeUp extends GalleryStrategy {
    LostWakeUp() {
        super("lost-wake-up");
    }

    @Override
    @Nullable
    Folio uptodate(Chunk chunk) {
        Cpu cpu = chunk.kernel().cpu();
        Folio folio = chunk.kernel().pageCache().find(chunk.file(), chunk.index());
        if (folio != null) {
            if (!folio.isUptodate() && folio.isLocked()) {
                cpu.sleepOn(folio);
            }
            folio.put();
        }
        folio = super.uptodate(chunk);
        if (folio != null) {
            cpu.wakeAll(folio);
        }
        return folio;
    }
}
