package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.Geometry;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine of three frames that reclaims; file F has four pages, which the task maps, and a page of memory behind them. */
class DirectReclaimTest {
    private static final int PAGE = 8;
    private static final int FRAMES = 3;
    private static final int MEMORY = 5 * PAGE;

    private final Scene.Watch watch = new Scene.Watch();
    private final Story story = new Story();
    private final Machine machine = new Machine(new Geometry(PAGE, FRAMES, 1, 1, 8, 4), story, watch);
    private final SystemCalls calls = machine.calls();
    private FileInode file;
    private Task task;

    @BeforeEach
    void reclaiming() {
        story.runs(machine.disk());
        machine.settings().useDirectReclaim();
        file = machine.createFile("F", 4 * PAGE, 4);
        AddressSpace process = machine.createSpace();
        machine.map(process, "a", Vma.Kind.SHARED, 0, 4, file, 0, Vma.READ | Vma.WRITE, -1);
        machine.map(process, "b", Vma.Kind.ANONYMOUS, 5, 1, null, 0, Vma.READ | Vma.WRITE, -1);
        task = machine.createTask(0, process, 0);
    }

    private void load(int page) {
        assertThat(calls.load(task, page * PAGE, 1)).isZero();
    }

    private void assertCached(boolean first, boolean second, boolean third, boolean fourth) {
        assertThat(new boolean[] {isCached(0), isCached(1), isCached(2), isCached(3)})
                .containsExactly(first, second, third, fourth);
    }

    private boolean isCached(int index) {
        return file.folioAt(index) != null;
    }

    @Test
    void whileAFrameIsFreeNothingIsEvicted() {
        load(0);
        load(1);
        load(2);

        assertCached(true, true, true, false);
    }

    @Test
    void thePageUsedLongestAgoGoes() {
        load(0);
        load(1);
        load(2);
        load(3);

        assertCached(false, true, true, true);
        assertThat(watch.framesRefused).isZero();
    }

    @Test
    void aLookUpCountsAsUse() {
        load(0);
        load(1);
        load(2);
        machine.procedures().cacheIndex().find(task, file, 0).put();
        load(3);

        assertCached(true, false, true, true);
    }

    @Test
    void aDirtyPageIsWrittenFirst() {
        int cell = Cell.of(Cell.Origin.STORE, 0, 0, 1);
        assertThat(calls.store(task, 0, 1, cell)).isZero();
        load(1);
        load(2);
        load(3);

        assertThat(isCached(0)).isFalse();
        assertThat(file.diskCell(0)).isEqualTo(cell);
    }

    @Test
    void memoryOfTheProcessGetsItsFrameFromTheCacheToo() {
        load(0);
        load(1);
        load(2);

        assertThat(calls.store(task, MEMORY, 1, Cell.of(Cell.Origin.STORE, 0, 0, 1)))
                .isZero();
        assertCached(false, true, true, false);
    }

    @Test
    void aPageThatIsInUseStays() {
        load(0);
        load(1);
        load(2);
        folio(0).get();
        load(3);

        assertCached(true, false, true, true);
    }

    @Test
    void whereNothingCanBeEvictedTheFrameIsRefused() {
        for (int index = 0; index < FRAMES; index++) {
            load(index);
            folio(index).get();
        }

        assertThat(calls.load(task, 3 * PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertThat(watch.framesRefused).isOne();
    }

    @Test
    void aMachineThatIsEmptiedReclaimsNoMore() {
        machine.reset();
        file = machine.createFile("F", 4 * PAGE, 4);
        for (int index = 0; index < FRAMES; index++) {
            machine.cache(file, index, false);
        }
        AddressSpace process = machine.createSpace();
        machine.map(process, "a", Vma.Kind.SHARED, 0, 4, file, 0, Vma.READ, -1);
        task = machine.createTask(0, process, 0);

        assertThat(calls.load(task, 3 * PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertCached(true, true, true, false);
    }

    private CacheFolio folio(int index) {
        CacheFolio folio = file.folioAt(index);
        assertThat(folio).isNotNull();
        return folio;
    }
}
