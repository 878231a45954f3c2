package dev.faultline.gallery;

import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * Row 59. A store is forced into a read-only private page. Once the page has its copy, the retry does not ask for a page that may be written any more, since
 * a read-only entry never says so. When the copy is taken away in between, it pins what the page shows now, the cache's own frame, and stores there.
 *
 * <p>Dirty COW, CVE-2016-5195; mended by Linux commit 19be0eaffa3a, which remembers that the copy was made and that it must still be there.
 *
 * <p>Law: <b>exposure</b>: the file has a byte that belongs to a process and was never written to the file.
 */
final class WriteWishDropped implements VmPolicy {
    @Override
    public String name() {
        return "write-wish-dropped";
    }

    @Override
    public int pinToStore(Vm vm, int page) {
        Tables tables = vm.tables();
        boolean wantsWrite = true;
        while (true) {
            tables.enter(page);
            int entry = tables.entry(page);
            if (tables.isPresent(page) && (!wantsWrite || mayStoreTo(vm, page, entry))) {
                return pin(vm, page, entry);
            }
            int result = wantsWrite ? bringToStore(vm, page) : fault(vm, page, false);
            if (result < 0) {
                return result;
            }
            boolean hasCopy = mayStoreTo(vm, page, tables.entry(page));
            wantsWrite &= !hasCopy || tables.writable(page) != 0;
        }
    }
}
