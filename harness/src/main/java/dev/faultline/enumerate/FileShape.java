package dev.faultline.enumerate;

import dev.faultline.scenario.PageState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A file without a name.
 *
 * @param extent pages that it has at its largest
 * @param size bytes at the start
 * @param pages the state of each page that it has at the start
 */
record FileShape(int extent, int size, List<PageState> pages) {
    static final int PAGE = 2;

    FileShape {
        pages = List.copyOf(pages);
    }

    /** A file of so many pages, all in one state. */
    static FileShape whole(int extent, PageState state) {
        return new FileShape(extent, extent * PAGE, Collections.nCopies(extent, state));
    }

    /** A file of two pages, each in a state of its own. */
    static FileShape uneven(PageState first, PageState second) {
        return new FileShape(2, 2 * PAGE, List.of(first, second));
    }

    /** A file that ends within its first page, or before it. */
    static FileShape shorter(int size, PageState state) {
        return new FileShape(1, size, Collections.nCopies((size + PAGE - 1) / PAGE, state));
    }

    boolean isWhole() {
        return size == extent * PAGE;
    }

    boolean isUneven() {
        return pages.stream().distinct().count() > 1;
    }

    /** With page {@code order[i]} as page {@code i} was. */
    FileShape reordered(int[] order) {
        List<PageState> moved = new ArrayList<>(pages);
        for (int i = 0; i < pages.size(); i++) {
            moved.set(order[i], pages.get(i));
        }
        return new FileShape(extent, size, moved);
    }

    int code() {
        int code = extent * 16 + size;
        for (PageState state : pages) {
            code = code * 3 + state.ordinal();
        }
        return code;
    }
}
