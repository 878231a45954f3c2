package dev.faultline.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhysicalMemoryTest {
    private final PhysicalMemory memory = new PhysicalMemory(3, 8);

    @Test
    void anAllocatedFrameIsFullOfPoison() {
        int frame = memory.allocate();

        for (int offset = 0; offset < 8; offset++) {
            assertThat(Cell.isPoison(memory.read(frame, offset))).isTrue();
        }
    }

    @Test
    void poisonNamesTheFrame() {
        memory.allocate();
        int second = memory.allocate();

        assertThat(Cell.index(memory.read(second, 0))).isEqualTo(second);
    }

    @Test
    void anAllocatedFrameHasOneReference() {
        assertThat(memory.references(memory.allocate())).isOne();
    }

    @Test
    void aFrameIsFreeWhenItsLastReferenceIsDropped() {
        int frame = memory.allocate();
        memory.get(frame);

        assertThat(memory.put(frame)).isFalse();
        assertThat(memory.put(frame)).isTrue();
        assertThat(memory.isFree(frame)).isTrue();
    }

    @Test
    void aFreeFrameHasNoReferenceToDrop() {
        assertThatThrownBy(() -> memory.put(1)).hasMessage("frame 1 has no reference to drop");
    }

    @Test
    void theFrameFreedLastIsTheFirstToBeUsedAgain() {
        int first = memory.allocate();
        int second = memory.allocate();
        memory.put(first);
        memory.put(second);

        assertThat(memory.allocate()).isEqualTo(second);
        assertThat(memory.allocate()).isEqualTo(first);
    }

    @Test
    void aNewLifeWipesTheOldBytesAndCountsAGeneration() {
        int frame = memory.allocate();
        memory.write(frame, 0, Cell.ZERO);
        memory.put(frame);

        assertThat(memory.generation(frame)).isOne();
        memory.allocate();
        assertThat(memory.generation(frame)).isEqualTo(2);
        assertThat(Cell.isPoison(memory.read(frame, 0))).isTrue();
    }

    @Test
    void nothingIsLeftWhenEveryFrameIsInUse() {
        for (int i = 0; i < 3; i++) {
            memory.allocate();
        }

        assertThat(memory.freeFrames()).isZero();
        assertThat(memory.allocate()).isEqualTo(PhysicalMemory.NONE);
    }

    @Test
    void aFrameKnowsThePagesThatMapIt() {
        int frame = memory.allocate();
        memory.addMapping(frame, 0);
        memory.addMapping(frame, 63);
        memory.removeMapping(frame, 0);

        assertThat(memory.mappings(frame)).isEqualTo(1L << 63);
    }

    @Test
    void bytesAreCopiedWithTheirIdentity() {
        int from = memory.allocate();
        int to = memory.allocate();
        int cell = Cell.of(Cell.Origin.STORE, 1, 2, 3);
        memory.write(from, 5, cell);

        memory.copy(to, 2, from, 5, 1);

        assertThat(memory.read(to, 2)).isEqualTo(cell);
    }

    @Test
    void zeroingStaysInsideItsBounds() {
        int frame = memory.allocate();

        memory.zero(frame, 2, 4);

        assertThat(memory.read(frame, 2)).isEqualTo(Cell.ZERO);
        assertThat(memory.read(frame, 3)).isEqualTo(Cell.ZERO);
        assertThat(Cell.isPoison(memory.read(frame, 1))).isTrue();
        assertThat(Cell.isPoison(memory.read(frame, 4))).isTrue();
    }

    @Test
    void resetFreesAll() {
        int frame = memory.allocate();
        memory.pin(frame);
        memory.addMapping(frame, 1);

        memory.reset();

        assertThat(memory.freeFrames()).isEqualTo(3);
        assertThat(memory.pins(frame)).isZero();
        assertThat(memory.mappings(frame)).isZero();
    }

    @Test
    void sizesAreChecked() {
        assertThatThrownBy(() -> new PhysicalMemory(0, 8)).hasMessage("frames must be at least 1: 0");
        assertThatThrownBy(() -> new PhysicalMemory(1, 6)).hasMessage("page size must be a power of two: 6");
    }
}
