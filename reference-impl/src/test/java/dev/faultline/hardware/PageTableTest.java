package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTableTest {
    private final PageTable table = new PageTable(6);

    @Test
    void everyEntryIsAbsentAtFirst() {
        for (int page = 0; page < 6; page++) {
            assertThat(table.get(page)).isEqualTo(Pte.ABSENT);
        }
    }

    @Test
    void entriesOfDifferentLowerTablesDoNotMix() {
        table.set(1, Pte.of(3, Pte.WRITABLE));
        table.set(1 + PageTable.LOWER_ENTRIES, Pte.of(4, 0));

        assertThat(Pte.frame(table.get(1))).isEqualTo(3);
        assertThat(Pte.frame(table.get(1 + PageTable.LOWER_ENTRIES))).isEqualTo(4);
    }

    @Test
    void resetForgetsEverything() {
        table.set(5, Pte.of(3, 0));

        table.reset();

        assertThat(table.get(5)).isEqualTo(Pte.ABSENT);
    }

    @Test
    void aSharedLowerTableIsOneForBothDirectories() {
        PageTable child = new PageTable(6, 6, new Footprint());
        table.set(1, Pte.of(3, Pte.WRITABLE));

        child.share(table, 1);
        table.set(2, Pte.of(4, 0));

        assertThat(child.get(1)).isEqualTo(table.get(1));
        assertThat(Pte.frame(child.get(2))).isEqualTo(4);
        assertThat(table.sharers(1)).isEqualTo(0b11);
        assertThat(child.get(1 + PageTable.LOWER_ENTRIES)).isEqualTo(Pte.ABSENT);
        assertThat(table.sharers(1 + PageTable.LOWER_ENTRIES)).isEqualTo(0b01);
    }

    @Test
    void aWalkThroughAWriteProtectedDirectoryEntryIsReadOnly() {
        PageTable child = new PageTable(6, 6, new Footprint());
        table.set(1, Pte.of(3, Pte.WRITABLE));

        child.share(table, 1);

        assertThat(Pte.isWritable(table.walk(1))).isFalse();
        assertThat(Pte.isWritable(child.walk(1))).isFalse();
        assertThat(Pte.isWritable(table.get(1))).isTrue();
    }

    @Test
    void whoTakesACopyLeavesTheTableToTheOthers() {
        PageTable child = new PageTable(6, 6, new Footprint());
        table.set(1, Pte.of(3, 0));
        child.share(table, 1);

        table.copy(1, Pte.of(3, Pte.ACCESSED));
        assertThat(table.get(1)).isEqualTo(Pte.of(3, 0));
        table.useCopy(1);
        child.set(1, Pte.ABSENT);

        assertThat(table.get(1)).isEqualTo(Pte.of(3, Pte.ACCESSED));
        assertThat(table.isWriteProtected(1)).isFalse();
        assertThat(child.isWriteProtected(1)).isTrue();
        assertThat(child.sharers(1)).isEqualTo(0b10);
    }

    @Test
    void somebodyGoesOnWithATableThatOthersCopy() {
        PageTable child = new PageTable(6, 6, new Footprint());
        child.share(table, 1);
        assertThat(child.isLeftToSomebody(1)).isTrue();

        table.copy(1, Pte.of(3, 0));
        assertThat(table.isLeftToSomebody(1)).isTrue();
        assertThat(child.isLeftToSomebody(1)).isFalse();

        table.useCopy(1);
        assertThat(child.isLeftToSomebody(1)).isFalse();
    }

    @Test
    void aChangeOfASharedEntryIsAWriteOfAllItsPages() {
        Footprint footprint = new Footprint();
        PageTable parent = new PageTable(6, 0, footprint);
        PageTable child = new PageTable(6, 6, footprint);
        child.share(parent, 1);
        long[] change = new long[Footprint.LENGTH];
        long[] look = new long[Footprint.LENGTH];

        footprint.clear();
        parent.set(1, Pte.of(3, 0));
        footprint.copyTo(change, 0);
        footprint.clear();
        child.get(1);
        footprint.copyTo(look, 0);

        assertThat(Footprint.conflict(change, 0, look, 0)).isTrue();
    }

    @Test
    void anEntryIsAFrameAndItsFlags() {
        int pte = Pte.of(7, Pte.WRITABLE | Pte.EXCLUSIVE);

        assertThat(Pte.frame(pte)).isEqualTo(7);
        assertThat(Pte.isPresent(pte)).isTrue();
        assertThat(Pte.isWritable(pte)).isTrue();
        assertThat(Pte.isExclusive(pte)).isTrue();
        assertThat(Pte.isDirty(pte)).isFalse();
    }
}
