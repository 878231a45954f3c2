package dev.faultline.law;

import java.util.Arrays;

/**
 * What one running call takes away from private pages: {@code MADV_DONTNEED} and truncation bring back zeros, or what
 * the file shows.
 */
final class ResetEvents {
    private final Shadow shadow;
    private int[] pages = new int[8];
    private int[] events = new int[64];
    private int pageCount;
    private int eventCount;

    ResetEvents(Shadow shadow) {
        this.shadow = shadow;
    }

    /** The page may lose its private bytes from now on. */
    void begin(int page, int task) {
        MemoryMap map = shadow.map();
        if (map.kind(page) != MemoryMap.PRIVATE && map.kind(page) != MemoryMap.ANONYMOUS) {
            return;
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = page;
        shadow.copies().resetBegins(map.source(page), shadow.now());
        for (int within = 0; within < map.pageSize(); within++) {
            int register = map.userRegister(page, within);
            add(
                    map.kind(page) == MemoryMap.ANONYMOUS
                            ? shadow.registers().mayWrite(register, 0, shadow.now(), -1)
                            : shadow.registers()
                                    .mayShow(
                                            register,
                                            map.fileRegister(map.file(page), map.fileStart(page) + within),
                                            shadow.now()));
        }
    }

    private void add(int event) {
        if (eventCount == events.length) {
            events = Arrays.copyOf(events, 2 * eventCount);
        }
        events[eventCount++] = event;
    }

    /** The pages have lost them by now, or, if that is not certain, may have. */
    void end(boolean certain) {
        for (int i = 0; i < pageCount; i++) {
            end(i, certain);
        }
        forget();
    }

    /** Those pages have lost them that were mapped while the task's call ran, as it is with all that no mremap moves. */
    void endWhereMapped(int task) {
        for (int i = 0; i < pageCount; i++) {
            end(i, !shadow.map().isMoving(pages[i]) || shadow.rights().isMappedThroughout(task, pages[i]));
        }
        forget();
    }

    private void end(int i, boolean certain) {
        int pageSize = shadow.map().pageSize();
        for (int event = i * pageSize; event < (i + 1) * pageSize; event++) {
            if (certain) {
                shadow.registers().happened(events[event], shadow.now());
            } else {
                shadow.registers().settle(events[event], shadow.now());
            }
        }
        shadow.copies().resetEnds(shadow.map().source(pages[i]), certain, shadow.now());
    }

    void forget() {
        eventCount = 0;
        pageCount = 0;
    }
}
