package dev.faultline.kernel;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folios of a run, numbered as they come, which is also their identity in steps. They are kept from one run to the next. */
final class FolioPool {
    private final Footprint footprint;
    private final List<CacheFolio> folios = new ArrayList<>();
    private int taken;

    FolioPool(Footprint footprint) {
        this.footprint = footprint;
    }

    void reset() {
        taken = 0;
    }

    CacheFolio get(int number) {
        return folios.get(number);
    }

    /** A new folio with one reference, the caller's, on a frame; null where there is no frame. */
    @Nullable
    CacheFolio take(int frame) {
        if (frame == PhysicalMemory.NONE) {
            return null;
        }
        if (taken == folios.size()) {
            folios.add(new CacheFolio(taken, footprint));
        }
        CacheFolio folio = folios.get(taken++);
        folio.start(frame);
        return folio;
    }
}
