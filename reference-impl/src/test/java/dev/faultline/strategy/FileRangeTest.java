package dev.faultline.strategy;

import static dev.faultline.strategy.Bench.BUFFER;
import static dev.faultline.strategy.Bench.MAPPING;
import static dev.faultline.strategy.Bench.PAGE;
import static dev.faultline.strategy.Bench.SIZE;
import static dev.faultline.strategy.Bench.disk;
import static dev.faultline.strategy.Bench.filled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.kernel.FileInode;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a copy from file to file has to do when nothing runs beside it, for every strategy that is shipped. */
final class FileRangeTest {
    static Stream<Named<CopyStrategy>> strategies() {
        return SoundStrategiesTest.strategies();
    }

    private static int[] ofG(int from, int to) {
        int[] cells = new int[to - from];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Cell.of(Cell.Origin.DISK, 1, 0, from + i);
        }
        return cells;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void wholePagesGoFromFileToFileAsFarAsTheSourceReaches(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        FileInode target = bench.machine.createFile("G", 2 * PAGE, 4);

        assertThat(bench.copy(bench.file, 0, target, 0, 3 * PAGE)).isEqualTo(SIZE);

        assertThat(bench.bytes(target, 0, SIZE)).isEqualTo(disk(0, SIZE));
        assertThat(bench.bytes(target, SIZE, 2 * PAGE)).isEqualTo(ofG(SIZE, 2 * PAGE));
        assertThat(bench.file(0, SIZE)).isEqualTo(disk(0, SIZE));
        assertThat(target.currentSize()).isEqualTo(2 * PAGE);
        assertThat(bench.copy(bench.file, SIZE, target, 0, PAGE)).isZero();
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void nothingNeedBeAlignedAndTheTargetMayGrow(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        FileInode target = bench.machine.createFile("G", 5, 4);

        assertThat(bench.copy(bench.file, 3, target, 7, 9)).isEqualTo(9);

        assertThat(target.currentSize()).isEqualTo(16);
        assertThat(bench.bytes(target, 0, 5)).isEqualTo(ofG(0, 5));
        assertThat(bench.bytes(target, 5, 7)).containsOnly(Cell.ZERO);
        assertThat(bench.bytes(target, 7, 16)).isEqualTo(disk(3, 12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void withinOneFileAndEvenWithinOnePage(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.copy(bench.file, 0, bench.file, 4, 4)).isEqualTo(4);
        assertThat(bench.copy(bench.file, 6, bench.file, SIZE, 3)).isEqualTo(3);

        assertThat(bench.file(4, 8)).isEqualTo(disk(0, 4));
        assertThat(bench.file(SIZE, SIZE + 2)).isEqualTo(disk(2, 4));
        assertThat(bench.file(SIZE + 2, SIZE + 3)).isEqualTo(disk(8, 9));
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void rangesThatOverlapAreRefusedButOnlyAsFarAsTheSourceReaches(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.copy(bench.file, 0, bench.file, 4, 5)).isEqualTo(Errno.EINVAL);
        assertThat(bench.copy(bench.file, 4, bench.file, 4, 1)).isEqualTo(Errno.EINVAL);
        assertThat(bench.file(0, SIZE)).isEqualTo(disk(0, SIZE));

        assertThat(bench.copy(bench.file, SIZE - 2, bench.file, SIZE, PAGE)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void whatIsStoredThroughAMappingIsCopiedAndWhatIsCopiedIsSeenThroughOne(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        FileInode other = bench.machine.createFile("G", 2 * PAGE, 4);
        int stored = Cell.of(Cell.Origin.STORE, 0, 0, 0);
        bench.machine.calls().store(bench.task, MAPPING + 1, 1, stored);

        assertThat(bench.copy(bench.file, 0, other, 0, 4)).isEqualTo(4);
        assertThat(bench.copy(other, PAGE, bench.file, 0, 4)).isEqualTo(4);

        assertThat(bench.bytes(other, 1, 2)).containsExactly(stored);
        assertThat(bench.memory(MAPPING, MAPPING + 4)).isEqualTo(ofG(PAGE, PAGE + 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void whatWasReadStaysWhenItsPageIsCopiedTo(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        bench.read(0, BUFFER, PAGE);

        assertThat(bench.copy(bench.file, PAGE, bench.file, 0, 4)).isEqualTo(4);

        assertThat(bench.memory(BUFFER, BUFFER + PAGE)).isEqualTo(disk(0, PAGE));
        assertThat(bench.file(0, 4)).isEqualTo(disk(PAGE, PAGE + 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aCopyOfWhatWasJustWritten(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        FileInode other = bench.machine.createFile("G", 0, 4);
        bench.write(2, BUFFER, PAGE);

        assertThat(bench.copy(bench.file, 2, other, PAGE, PAGE)).isEqualTo(PAGE);

        assertThat(bench.bytes(other, 0, PAGE)).containsOnly(Cell.ZERO);
        assertThat(bench.bytes(other, PAGE, 2 * PAGE)).isEqualTo(filled(0, PAGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aDeviceThatFailsIsReportedOnce(CopyStrategy strategy) {
        Bench bench = new Bench(strategy, true);
        FileInode other = bench.machine.createFile("G", PAGE, 4);

        assertThat(bench.copy(bench.file, 0, other, 2, 4)).isEqualTo(Errno.EIO);
        assertThat(bench.bytes(other, 0, PAGE)).isEqualTo(ofG(0, PAGE));
        assertThat(bench.copy(bench.file, 0, other, 2, 4)).isEqualTo(4);

        assertThat(bench.task.holdings()).isEmpty();
    }
}
