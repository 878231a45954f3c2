package dev.faultline.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a processor with weak memory may do to the kernel's own stores: those to a folio that is not uptodate stay in a
 * buffer, seen by nobody but the task that made them, until something orders them. Taking or dropping a lock does,
 * sleeping does, starting a transfer does, returning to user mode does, and so does every flag but {@link
 * dev.faultline.spi.Folio#markUptodateUnordered()}, which may be seen before the data that it vouches for.
 *
 * <p>This is the half of weak memory that Linux commit 0ed361dec369 (2008, "fix PageUptodate data race") is about: a
 * store overtaken by a later one. Loads are never reordered, and stores to folios that are uptodate are ordered as they
 * are made, for everybody may look at those. Only the folio written last is buffered: a store to another drains.
 */
final class StoreBuffer {
    private final Machine machine;
    private final int[] offsets;
    private final int[] cells;
    private @Nullable CacheFolio folio;
    private int count;

    StoreBuffer(Machine machine) {
        this.machine = machine;
        offsets = new int[machine.pageSize()];
        cells = new int[machine.pageSize()];
    }

    void reset() {
        folio = null;
        while (count > 0) {
            count--;
            offsets[count] = 0;
            cells[count] = 0;
        }
    }

    /** Whether stores wait here, to be seen by others. */
    boolean isEmpty() {
        return count == 0;
    }

    void write(CacheFolio to, int offset, int cell) {
        if (folio != to || count == offsets.length) {
            drain();
        }
        if (to.isUptodate()) {
            drain();
            machine.memory().write(to.frame(), offset, cell);
            return;
        }
        folio = to;
        offsets[count] = offset;
        cells[count++] = cell;
    }

    /** What the task sees at an offset: the youngest of its own stores, or what everybody sees. */
    int read(CacheFolio from, int offset) {
        if (folio == from) {
            for (int i = count - 1; i >= 0; i--) {
                if (offsets[i] == offset) {
                    return cells[i];
                }
            }
        }
        return machine.memory().read(from.frame(), offset);
    }

    /** The task looks at a frame by another way than through the folio. */
    void drainBefore(int frame) {
        CacheFolio to = folio;
        if (to != null && to.frame() == frame) {
            drain();
        }
    }

    /** Lets everybody see the stores, as part of the step that is under way. */
    void drain() {
        CacheFolio to = folio;
        if (to != null && count > 0) {
            for (int i = 0; i < count; i++) {
                machine.memory().write(to.frame(), offsets[i], cells[i]);
            }
        }
        reset();
    }
}
