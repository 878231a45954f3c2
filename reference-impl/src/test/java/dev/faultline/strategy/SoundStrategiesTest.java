package dev.faultline.strategy;

import static dev.faultline.strategy.Bench.BUFFER;
import static dev.faultline.strategy.Bench.BUFFER_END;
import static dev.faultline.strategy.Bench.MAPPING;
import static dev.faultline.strategy.Bench.PAGE;
import static dev.faultline.strategy.Bench.SIZE;
import static dev.faultline.strategy.Bench.disk;
import static dev.faultline.strategy.Bench.filled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a read and a write have to do when nothing runs beside them, for every strategy that is shipped. */
final class SoundStrategiesTest {
    static Stream<Named<CopyStrategy>> strategies() {
        return ServiceLoader.load(CopyStrategy.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(strategy -> Named.of(strategy.name(), strategy));
    }

    @Test
    void eightAreShipped() {
        assertThat(strategies().map(Named::getName))
                .containsExactlyInAnyOrder(
                        "linux-2.6.24-2copy",
                        "linux-2.6.24",
                        "linux-6",
                        "freebsd",
                        "bounce-buffer",
                        "page-flip",
                        "direct",
                        "file-to-file");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aReadMovesWhatTheFileHoldsAndStopsAtItsEnd(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.read(0, BUFFER, 2 * PAGE)).isEqualTo(SIZE);

        assertThat(bench.memory(BUFFER, BUFFER + SIZE)).isEqualTo(disk(0, SIZE));
        assertThat(bench.memory(BUFFER + SIZE, BUFFER_END)).isEqualTo(filled(SIZE, 3 * PAGE));
        assertThat(bench.read(SIZE, BUFFER, 1)).isZero();
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aReadNeedNotBeAligned(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.read(3, BUFFER + 5, 7)).isEqualTo(7);

        assertThat(bench.memory(BUFFER + 5, BUFFER + 12)).isEqualTo(disk(3, 10));
        assertThat(bench.memory(BUFFER, BUFFER + 5)).isEqualTo(filled(0, 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aWriteIsSeenByTheFileAndItsMappings(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.write(5, BUFFER + 1, 6)).isEqualTo(6);

        assertThat(bench.file(0, 5)).isEqualTo(disk(0, 5));
        assertThat(bench.file(5, 11)).isEqualTo(filled(1, 7));
        assertThat(bench.file(11, 12)).isEqualTo(disk(11, 12));
        assertThat(bench.memory(MAPPING + 5, MAPPING + 11)).isEqualTo(filled(1, 7));
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aColdPageMayBeOverwrittenWithItself(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.write(0, MAPPING, PAGE)).isEqualTo(PAGE);

        assertThat(bench.file(0, SIZE)).isEqualTo(disk(0, SIZE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aVectorMayNameThePageBeingWritten(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.writev(0, new int[] {BUFFER, MAPPING + 4}, new int[] {4, 4}))
                .isEqualTo(PAGE);

        assertThat(bench.file(0, 4)).isEqualTo(filled(0, 4));
        assertThat(bench.file(4, SIZE)).isEqualTo(disk(4, SIZE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aSourceThatEndsEarlyMakesAShortWrite(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.write(0, BUFFER_END - 3, PAGE)).isEqualTo(3);

        assertThat(bench.file(0, 3)).isEqualTo(filled(21, 24));
        assertThat(bench.file(3, SIZE)).isEqualTo(disk(3, SIZE));
        assertThat(bench.write(0, BUFFER_END, PAGE)).isEqualTo(Errno.EFAULT);
        assertThat(bench.file(3, SIZE)).isEqualTo(disk(3, SIZE));
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aBufferThatEndsEarlyMakesAShortRead(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.read(0, BUFFER_END - 3, PAGE)).isEqualTo(3);
        assertThat(bench.read(0, BUFFER_END, PAGE)).isEqualTo(Errno.EFAULT);

        assertThat(bench.memory(BUFFER_END - 3, BUFFER_END)).isEqualTo(disk(0, 3));
        assertThat(bench.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aWriteBehindTheEndLeavesZerosInBetween(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);

        assertThat(bench.write(18, BUFFER, 4)).isEqualTo(4);

        assertThat(bench.file.currentSize()).isEqualTo(22);
        assertThat(bench.read(SIZE, BUFFER + 8, 10)).isEqualTo(10);
        assertThat(bench.memory(BUFFER + 8, BUFFER + 14)).containsOnly(Cell.ZERO);
        assertThat(bench.memory(BUFFER + 14, BUFFER + 18)).isEqualTo(filled(0, 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aDeviceThatFailsIsReportedOnce(CopyStrategy strategy) {
        Bench reading = new Bench(strategy, true);
        Bench writing = new Bench(strategy, true);

        assertThat(reading.read(0, BUFFER, 4)).isEqualTo(Errno.EIO);
        assertThat(reading.read(0, BUFFER, 4)).isEqualTo(4);
        assertThat(writing.write(2, BUFFER, 4)).isEqualTo(Errno.EIO);
        assertThat(writing.write(2, BUFFER, 4)).isEqualTo(4);

        assertThat(writing.file(0, 2)).isEqualTo(disk(0, 2));
        assertThat(reading.task.holdings()).isEmpty();
        assertThat(writing.task.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void whatWasReadStaysWhateverHappensToTheFile(CopyStrategy strategy) {
        Bench bench = new Bench(strategy);
        bench.read(0, BUFFER, PAGE);

        bench.write(0, BUFFER + PAGE, PAGE);
        bench.machine.calls().store(bench.task, MAPPING, 1, Cell.of(Cell.Origin.STORE, 0, 0, 0));
        bench.machine.calls().truncate(bench.task, bench.file, 0);

        assertThat(bench.memory(BUFFER, BUFFER + PAGE)).isEqualTo(disk(0, PAGE));
    }
}
