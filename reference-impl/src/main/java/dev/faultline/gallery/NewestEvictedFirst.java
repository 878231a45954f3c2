package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 26. When memory is short the page that was used last goes first. A source of two pages needs both at once: the fault on the
 * second takes the frame of the first, the retry's fault on the first takes that of the second, and so for ever, though
 * memory is full of pages that nobody wants.
 *
 * <p>"Hopefully there are enough pages", says a comment of Linux 2.6.24's generic_perform_write about the same doubt. How
 * many are enough is what {@link dev.faultline.spi.vm.MakingRoom} promises, and evicting in the order of use keeps.
 *
 * <p>Law: <b>livelock</b>, one task, one write.
 */
final class NewestEvictedFirst implements VmPolicy {
    @Override
    public String name() {
        return "newest-evicted-first";
    }

    @Override
    public boolean makeRoom(Vm vm) {
        int last = 0;
        for (VmFolio folio = vm.folios().leastRecent(last);
                folio != null;
                folio = vm.folios().leastRecent(last)) {
            vm.folios().put(folio);
            last++;
        }
        for (int rank = last - 1; rank >= 0; rank--) {
            VmFolio folio = vm.folios().leastRecent(rank);
            if (folio != null && evictUnlessBusy(vm, folio)) {
                return true;
            }
        }
        return false;
    }
}
