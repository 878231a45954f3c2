package dev.faultline.enumerate;

import dev.faultline.scenario.PageState;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that scenarios are made of, of which there must be few: what one operation can do alone is varied widely, what several do together
 * narrowly, since those are the scenarios with many interleavings. What comes between two buffers of a call, or between two pages that it copies, is among
 * these all the same, with a byte for each: there a strategy lets go of a lock, starts again, or has moved something already. {@code docs/exhaustive.md} says
 * the same to users.
 */
final class Universe {
    private static final PageState[] STATES = {PageState.COLD, PageState.WARM, PageState.DIRTY};

    private Universe() {}

    /** Every choice of files, for an operation that is alone or for several. */
    static List<List<FileShape>> files(Bound bound, boolean alone) {
        List<List<FileShape>> all = new ArrayList<>();
        for (PageState state : STATES) {
            all.add(List.of(FileShape.whole(1, state)));
            all.add(List.of(FileShape.shorter(1, state)));
        }
        all.add(List.of(FileShape.shorter(0, PageState.COLD)));
        for (PageState state : alone ? STATES : new PageState[] {PageState.COLD, PageState.WARM}) {
            if (bound.pages() > 1) {
                all.add(List.of(FileShape.whole(2, state)));
            }
            if (bound.pages() > 1 && !alone) {
                PageState other = state == PageState.COLD ? PageState.WARM : PageState.COLD;
                all.add(List.of(FileShape.uneven(state, other)));
            }
            if (bound.pages() > 1 && bound.files() > 1) {
                all.add(List.of(FileShape.whole(1, state), FileShape.whole(1, state)));
            }
        }
        return all;
    }

    /** Every operation over these files. */
    static List<Letter> letters(List<FileShape> files, boolean alone) {
        Alphabet alphabet = new Alphabet(files);
        boolean onePage = files.size() == 1 && files.get(0).extent() == 1;
        alphabet.transfers(onePage, onePage);
        if (!onePage) {
            alphabet.acrossPages();
        }
        if (alone) {
            alphabet.shiftedTransfers();
        } else {
            if (files.size() == 1) {
                alphabet.inTwoBuffers();
            }
            alphabet.userMemory(onePage);
            alphabet.files();
        }
        return alphabet.letters();
    }
}
