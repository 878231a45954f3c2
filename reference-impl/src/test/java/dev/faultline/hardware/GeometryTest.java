package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GeometryTest {

    @Test
    void aPageHasOneNumberAmongThoseOfAllSpaces() {
        Geometry geometry = new Geometry(8, 4, 1, 3, 16, 4);
        int page = geometry.page(2, 5);

        assertThat(geometry.spaceOf(page)).isEqualTo(2);
        assertThat(geometry.virtualPageOf(page)).isEqualTo(5);
    }

    @Test
    void allPagesOfAllSpacesFitASetOf64() {
        assertThatThrownBy(() -> new Geometry(8, 4, 1, 5, 13, 4))
                .hasMessage("spaces × pages per space must be at most 64: 5 × 13");
    }

    @Test
    void sizesAreCheckedAndNamed() {
        assertThatThrownBy(() -> new Geometry(12, 4, 1, 1, 1, 4))
                .hasMessage("page size must be a power of two and at least 2: 12");
        assertThatThrownBy(() -> new Geometry(8, 4, 0, 1, 1, 4)).hasMessage("cpus must be at least 1: 0");
    }

    @Test
    void aStepIsAKindAndAnObject() {
        int step = Step.of(StepKind.DISK_IO, 300);

        assertThat(Step.kind(step)).isEqualTo(StepKind.DISK_IO);
        assertThat(Step.object(step)).isEqualTo(300);
    }
}
