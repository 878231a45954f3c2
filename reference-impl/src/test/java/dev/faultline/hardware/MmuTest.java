package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MmuTest {
    private static final int SPACE = 1;
    private static final int PAGE = 2;
    private static final boolean LOAD = false;
    private static final boolean STORE = true;

    private final Geometry geometry = new Geometry(8, 4, 2, 2, 4, 4);
    private final Mmu mmu = new Mmu(geometry);
    private final Core core = new Core(0, geometry);
    private final PageTable table = new PageTable(4);

    private int translate(boolean store) {
        return mmu.translate(core, table, SPACE, PAGE, store);
    }

    @Test
    void anAbsentEntryFaults() {
        assertThat(translate(LOAD)).isEqualTo(Mmu.FAULT);
    }

    @Test
    void aStoreThroughAReadOnlyEntryFaults() {
        table.set(PAGE, Pte.of(3, 0));

        assertThat(translate(LOAD)).isEqualTo(3);
        assertThat(translate(STORE)).isEqualTo(Mmu.FAULT);
    }

    @Test
    void aForbiddenEntryFaultsThoughItsPageIsThere() {
        table.set(PAGE, Pte.of(3, Pte.FORBIDDEN));

        assertThat(translate(LOAD)).isEqualTo(Mmu.FAULT);
    }

    @Test
    void aLoadMarksTheEntryAccessedAndAStoreMarksItDirty() {
        table.set(PAGE, Pte.of(3, Pte.WRITABLE));

        translate(LOAD);
        assertThat(table.get(PAGE)).isEqualTo(Pte.of(3, Pte.WRITABLE | Pte.ACCESSED));
        translate(STORE);
        assertThat(Pte.isDirty(table.get(PAGE))).isTrue();
    }

    @Test
    void underAWriteProtectedDirectoryEntryNoStoreGoesThroughAndNoneIsMarked() {
        table.set(PAGE, Pte.of(3, Pte.WRITABLE));
        new PageTable(4, 4, new Footprint()).share(table, PAGE);

        assertThat(translate(STORE)).isEqualTo(Mmu.FAULT);
        assertThat(translate(LOAD)).isEqualTo(3);
        assertThat(translate(STORE)).isEqualTo(Mmu.FAULT);
        assertThat(table.get(PAGE)).isEqualTo(Pte.of(3, Pte.WRITABLE | Pte.ACCESSED));
    }

    @Test
    void aTranslationLoadedThroughAWriteProtectedDirectoryEntryIsReadOnly() {
        table.set(PAGE, Pte.of(3, Pte.WRITABLE | Pte.DIRTY));
        new PageTable(4, 4, new Footprint()).share(table, PAGE);

        translate(LOAD);

        assertThat(Pte.isWritable(core.tlb().get(geometry.page(SPACE, PAGE)))).isFalse();
    }

    @Test
    void aCachedEntryIsUsedHoweverStaleUntilItIsFlushed() {
        table.set(PAGE, Pte.of(3, 0));
        translate(LOAD);
        table.set(PAGE, Pte.of(1, 0));

        assertThat(translate(LOAD)).isEqualTo(3);
        core.tlb().flush(1L << geometry.page(SPACE, PAGE));
        assertThat(translate(LOAD)).isEqualTo(1);
    }

    @Test
    void storesGoOnThroughACachedDirtyEntryAndTellTheTableNothing() {
        table.set(PAGE, Pte.of(3, Pte.WRITABLE));
        translate(STORE);
        table.set(PAGE, Pte.of(3, 0));

        assertThat(translate(STORE)).isEqualTo(3);
        assertThat(Pte.isDirty(table.get(PAGE))).isFalse();
    }

    @Test
    void theFirstStoreThroughACleanEntryLooksAtTheTable() {
        table.set(PAGE, Pte.of(3, Pte.WRITABLE));
        translate(LOAD);
        table.set(PAGE, Pte.of(3, 0));

        assertThat(translate(STORE)).isEqualTo(Mmu.FAULT);
    }

    @Test
    void aRightGainedNeedsNoFlush() {
        table.set(PAGE, Pte.of(3, 0));
        translate(LOAD);
        table.set(PAGE, Pte.of(3, Pte.WRITABLE));

        assertThat(translate(STORE)).isEqualTo(3);
    }

    @Test
    void aFaultDropsTheCachedEntry() {
        table.set(PAGE, Pte.of(3, 0));
        translate(LOAD);

        translate(STORE);

        assertThat(core.tlb().pages()).isZero();
    }

    @Test
    void entriesAreTaggedBySpace() {
        table.set(PAGE, Pte.of(3, 0));
        translate(LOAD);

        assertThat(mmu.translate(core, new PageTable(4), 0, PAGE, LOAD)).isEqualTo(Mmu.FAULT);
        assertThat(core.tlb().pages()).isEqualTo(1L << geometry.page(SPACE, PAGE));
    }
}
