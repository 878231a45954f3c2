package dev.faultline.generate;

import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.PageState;
import java.util.List;

/** The distributions that do not depend on what is drawn already, in one place to be weighed against each other. */
final class Distributions {
    /** Where an operation on a file begins, relative to what it aims at. */
    enum Place {
        EXACT,
        PAGE_START,
        WITHIN_PAGE,
        AT_END,
        PAST_END
    }

    /** How much an operation covers. */
    enum Extent {
        AS_AIMED,
        WHOLE_PAGE,
        PART_OF_PAGE,
        FEW_BYTES,
        INTO_NEXT_PAGE,
        TWO_PAGES,
        THREE_PAGES
    }

    /** How user memory lies to the file page that it maps, or to its own pages. */
    enum Alignment {
        SAME,
        SHIFTED,
        PAGE_START,
        ANYWHERE
    }

    /**
     * What user memory mostly is to the page being copied in one scenario: the same page, another page or file, memory of its own, or any of these.
     * This is swarm testing for memory: a lock inversion needs two copies that both go crosswise.
     */
    enum Relation {
        SAME_PAGE(80, 14, 16),
        ELSEWHERE(14, 80, 16),
        ANONYMOUS(12, 12, 90),
        ANY(44, 28, 30);

        final int samePage;
        final int elsewhere;
        final int anonymous;

        Relation(int samePage, int elsewhere, int anonymous) {
            this.samePage = samePage;
            this.elsewhere = elsewhere;
            this.anonymous = anonymous;
        }
    }

    /** How the pages of a file begin. */
    enum CacheState {
        ALL_COLD,
        ALL_WARM,
        ALL_DIRTY,
        MIXED
    }

    final Chance<Integer> pageSize = Chance.of(90, 8, 7, 4, 3, 16);
    final Chance<Integer> cpus = Chance.of(86, 0, 6, 1, 8, 2);
    final Chance<Boolean> weakMemory = Chance.of(65, false, 35, true);
    final Chance<Integer> readErrors = Chance.of(88, 0, 9, 1, 3, 2);
    final Chance<Integer> noSpace = Chance.of(92, 0, 6, 1, 2, 2);
    final Chance<Integer> signals = Chance.of(94, 0, 4, 1, 2, 2);
    final Chance<Integer> shortTransfers = Chance.of(90, 0, 7, 1, 3, 2);
    final Chance<Integer> tasks = Chance.from(1, 13, 58, 24, 5);
    final Chance<Integer> operations = Chance.from(1, 24, 32, 24, 13, 4, 2, 1);
    final Chance<Integer> files = Chance.from(1, 62, 38);
    final Chance<Integer> filePages = Chance.from(0, 4, 48, 36, 12);
    final Chance<Integer> mappings = Chance.from(1, 15, 50, 35);
    final Chance<Integer> mappingPages = Chance.from(1, 54, 38, 8);
    final Chance<Integer> kernelThreads = Chance.from(0, 70, 25, 5);
    final Chance<Relation> relation = Chance.of(List.of(Relation.values()), 29, 18, 31, 22);
    final Chance<CacheState> cacheState = Chance.of(List.of(CacheState.values()), 42, 20, 10, 28);
    final Chance<PageState> pageState = Chance.of(List.of(PageState.COLD, PageState.WARM, PageState.DIRTY), 50, 30, 20);
    final Chance<MappingSpec.Kind> mappingKind = Chance.of(List.of(MappingSpec.Kind.values()), 48, 20, 32);
    /** Bit 0: readable, bit 1: writable. */
    final Chance<Integer> protection = Chance.from(0, 2, 9, 3, 86);

    final Chance<Place> place = Chance.of(List.of(Place.values()), 40, 25, 20, 10, 5);
    final Chance<Extent> extent = Chance.of(List.of(Extent.values()), 21, 23, 24, 8, 13, 7, 4);
    final Chance<Alignment> aliasAlignment = Chance.of(List.of(Alignment.values()), 48, 26, 18, 8);
    final Chance<Alignment> plainAlignment = Chance.of(List.of(Alignment.values()), 0, 0, 62, 38);
    final Chance<Integer> segments = Chance.from(1, 82, 15, 3);
}
