package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellTest {

    @ParameterizedTest
    @EnumSource
    void aCellTellsWhereItCameFrom(Cell.Origin origin) {
        int cell = Cell.of(origin, Cell.OWNER_MAX, Cell.OPERATION_MAX, Cell.INDEX_MAX);

        assertThat(Cell.origin(cell)).isEqualTo(origin);
        assertThat(Cell.owner(cell)).isEqualTo(Cell.OWNER_MAX);
        assertThat(Cell.operation(cell)).isEqualTo(Cell.OPERATION_MAX);
        assertThat(Cell.index(cell)).isEqualTo(Cell.INDEX_MAX);
    }

    @Test
    void aZeroByteIsTheNumberZero() {
        assertThat(Cell.of(Cell.Origin.ZERO, 0, 0, 0)).isEqualTo(Cell.ZERO);
    }

    @Test
    void theNextByteOfAStoreHasTheNextNumber() {
        assertThat(Cell.of(Cell.Origin.STORE, 3, 4, 5) + 1).isEqualTo(Cell.of(Cell.Origin.STORE, 3, 4, 6));
    }
}
