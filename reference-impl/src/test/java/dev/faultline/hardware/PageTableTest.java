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
    void anEntryIsAFrameAndItsFlags() {
        int pte = Pte.of(7, Pte.WRITABLE | Pte.EXCLUSIVE);

        assertThat(Pte.frame(pte)).isEqualTo(7);
        assertThat(Pte.isPresent(pte)).isTrue();
        assertThat(Pte.isWritable(pte)).isTrue();
        assertThat(Pte.isExclusive(pte)).isTrue();
        assertThat(Pte.isDirty(pte)).isFalse();
    }
}
