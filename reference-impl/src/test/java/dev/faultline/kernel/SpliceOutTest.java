package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624TwoCopy;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** From a pipe to a file: the strategy's own write, of memory that is the kernel's. */
class SpliceOutTest extends Scene {
    private static final List<CopyStrategy> SOUND = List.of(
            new BounceBuffer(),
            new Direct(),
            new FreeBsd(),
            new Linux2624TwoCopy(),
            new Linux2624WriteBegin(),
            new Linux6(),
            new PageFlip());

    private final Pipe pipe = machine.createPipe("P", 2);

    private void fill(int address, int length) {
        assertThat(calls.writePipe(task, pipe, new int[] {address}, new int[] {length}))
                .isEqualTo(length);
    }

    private int drain(CopyStrategy strategy, int position, int length) {
        return calls.spliceOut(task, strategy, pipe, file, position, length);
    }

    private int drain(int position, int length) {
        return drain(new Linux6(), position, length);
    }

    @Test
    void everyStrategyWritesWhatWaits() {
        for (CopyStrategy strategy : SOUND) {
            fill(ANONYMOUS, 2 * PAGE);

            assertThat(drain(strategy, 3, 2 * PAGE)).as(strategy.name()).isEqualTo(2 * PAGE);

            assertThat(machine.fileCell(file, 3)).isEqualTo(filled(0));
            assertThat(machine.fileCell(file, 2 + 2 * PAGE)).isEqualTo(filled(2 * PAGE - 1));
            assertThat(pipe.used()).isZero();
            assertThat(task.holdsNothing()).isTrue();
        }
        assertThat(file.currentSize()).isEqualTo(2 * PAGE + 3);
    }

    @Test
    void aWholePageGoesPastTheCache() {
        fill(ANONYMOUS, PAGE);

        assertThat(drain(new Direct(), PAGE, PAGE)).isEqualTo(PAGE);

        assertThat(file.diskCell(PAGE)).isEqualTo(filled(0));
        assertThat(file.folioAt(1)).isNull();
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void whatIsNotAskedForStays() {
        fill(ANONYMOUS, 2 * PAGE);

        assertThat(drain(0, PAGE + 2)).isEqualTo(PAGE + 2);

        assertThat(List.of(pipe.used(), pipe.offset(0), pipe.length(0))).containsExactly(1, 2, PAGE - 2);
        assertThat(drain(0, 3 * PAGE)).isEqualTo(PAGE - 2);
        assertThat(drain(0, 1)).as("nothing waits").isEqualTo(Errno.EAGAIN);
    }

    @Test
    void aShortWriteLeavesTheRestInThePipe() {
        fill(ANONYMOUS, PAGE);

        assertThat(drain(new Taker(3), 0, PAGE)).isEqualTo(3);

        assertThat(List.of(pipe.offset(0), pipe.length(0))).containsExactly(3, PAGE - 3);
    }

    @Test
    void aPageIsCopiedOntoItself() {
        for (CopyStrategy strategy : SOUND) {
            assertThat(calls.splice(task, file, 0, pipe, 2 * PAGE)).isEqualTo(2 * PAGE);
            assertThat(drain(strategy, 0, 2 * PAGE)).as(strategy.name()).isEqualTo(2 * PAGE);
        }

        for (int offset = 0; offset < 2 * PAGE; offset++) {
            assertThat(machine.fileCell(file, offset)).isEqualTo(onDisk(offset));
        }
        assertThat(load(task, SHARED)).isEqualTo(onDisk(0));
    }

    @Test
    void aPageIsCopiedWithinItself() {
        calls.splice(task, file, 0, pipe, 4);

        assertThat(drain(2, 4)).isEqualTo(4);

        assertThat(machine.fileCell(file, 2)).isEqualTo(onDisk(0));
        assertThat(machine.fileCell(file, 5)).as("old, or just stored").isIn(onDisk(3), onDisk(1));
    }

    /** As Linux: what was uptodate when it came into the pipe can be written, whatever became of the file. */
    @Test
    void aPageThatWasCutOffIsWrittenAsItWas() {
        calls.splice(task, file, 0, pipe, PAGE);
        calls.truncate(other, file, 0);

        assertThat(drain(0, PAGE)).isEqualTo(PAGE);

        assertThat(machine.fileCell(file, 1)).isEqualTo(onDisk(1));
        assertThat(file.currentSize()).isEqualTo(PAGE);
    }

    @Test
    void lentMemoryIsWrittenAsItIsThen() {
        calls.vmsplice(task, pipe, ANONYMOUS, 2);
        store(task, ANONYMOUS + 1, stored(1));
        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(drain(0, 2)).isEqualTo(2);

        assertThat(List.of(machine.fileCell(file, 0), machine.fileCell(file, 1)))
                .containsExactly(filled(0), stored(1));
    }

    private int give(int address, int length) {
        return calls.vmsplice(task, pipe, address, length, true);
    }

    @Test
    void aPageThatWasGivenAndUnmappedMovesIntoTheCache() {
        int frame = frame(task, ANONYMOUS);
        store(task, SHARED + PAGE, stored(1));
        give(ANONYMOUS, PAGE);
        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(drain(new Taker(0), PAGE, PAGE)).as("no strategy is asked").isEqualTo(PAGE);

        assertThat(folio(1).frame()).isEqualTo(frame);
        assertThat(List.of(folio(1).isUptodate(), folio(1).isDirty())).containsExactly(true, true);
        assertThat(machine.memory().references(frame)).isEqualTo(1);
        assertThat(load(task, SHARED + PAGE)).isEqualTo(filled(0));
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void aMovedPageRaisesTheSizeOverAGapOfZeros() {
        calls.truncate(task, file, 3);
        give(ANONYMOUS, PAGE);
        calls.dontNeed(task, page(ANONYMOUS), 1);

        assertThat(drain(2 * PAGE, PAGE)).isEqualTo(PAGE);

        assertThat(file.currentSize()).isEqualTo(3 * PAGE);
        assertThat(load(task, SHARED + 3)).isZero();
        assertThat(load(task, SHARED + PAGE)).isZero();
        assertThat(load(task, SHARED + 2 * PAGE + 1)).isEqualTo(filled(1));
    }

    @Test
    void aPageThatWasGivenIsCopiedWhileItsGiverHasIt() {
        give(ANONYMOUS, PAGE);

        assertThat(drain(0, PAGE)).isEqualTo(PAGE);
        store(task, ANONYMOUS, stored(1));

        assertThat(folio(0).frame()).isNotEqualTo(frame(task, ANONYMOUS));
        assertThat(machine.fileCell(file, 0)).isEqualTo(filled(0));
    }

    @Test
    void aPageIsCopiedThatAChildStillHas() {
        Task child = fork();
        give(ANONYMOUS, PAGE);
        calls.munmap(task, page(ANONYMOUS), 1);
        drain(0, PAGE);
        store(child, ANONYMOUS, stored(1));

        assertThat(machine.fileCell(file, 0)).isEqualTo(filled(0));
        assertThat(load(child, ANONYMOUS + 1)).isEqualTo(filled(1));
    }

    @Test
    void whatIsNoWholePageOfBothIsCopied() {
        give(ANONYMOUS, PAGE);
        int frame = frame(task, ANONYMOUS);
        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(drain(3, PAGE)).isEqualTo(PAGE);

        assertThat(watch.freedFrames).contains(frame);
        assertThat(machine.fileCell(file, 3)).isEqualTo(filled(0));
    }

    @Test
    void aPageThatWasOnlyLentIsCopied() {
        calls.vmsplice(task, pipe, ANONYMOUS, PAGE);
        int frame = frame(task, ANONYMOUS);
        calls.munmap(task, page(ANONYMOUS), 1);
        drain(0, PAGE);

        assertThat(watch.freedFrames).contains(frame);
    }

    @Test
    void aPageIsNotMovedInTheWayOfSomebodyWhoUsesTheOldOne() {
        load(task, SHARED);
        CacheFolio old = folio(0);
        old.get();
        give(ANONYMOUS, PAGE);
        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(drain(0, PAGE)).isEqualTo(PAGE);

        assertThat(folio(0)).isSameAs(old);
        assertThat(machine.fileCell(file, 0)).isEqualTo(filled(0));
    }

    @Test
    void suchMemoryIsAlwaysThere() {
        fill(ANONYMOUS + 2, 3);
        fill(ANONYMOUS, PAGE);
        int frame = pipe.frame(0);
        drain(
                new Probe((kernel, from) -> {
                    KernelBuffer buffer = kernel.allocate(PAGE);
                    kernel.cpu().disableFaults();
                    assertThat(from.isUserMemory()).isFalse();
                    assertThat(kernel.userMemory().copyFromUser(buffer, 0, from, 5))
                            .isEqualTo(5);
                    kernel.cpu().enableFaults();
                    assertThat(List.of(from.address(), from.segmentRemaining(), from.remaining()))
                            .containsExactly(2, PAGE - 2, PAGE - 2);
                    from.rewind(4);
                    assertThat(from.address()).as("within its page").isEqualTo(1);
                    assertThat(kernel.userMemory().faultInReadable(from, 2 * PAGE))
                            .isEqualTo(PAGE + 2);
                    assertThat(kernel.userMemory().touch(from, 1)).isTrue();
                    HeldPage held = kernel.userMemory().hold(from, false);
                    assertThat(held).isNotNull();
                    assertThat(held.offset()).isEqualTo(1);
                    assertThat(machine.memory().pins(frame)).isEqualTo(1);
                    held.release();
                    buffer.release();
                }),
                0,
                2 * PAGE);

        assertThat(machine.memory().pins(frame)).isZero();
    }

    @Test
    void itIsNoPlaceToCopyTo() {
        fill(ANONYMOUS, PAGE);

        assertThatThrownBy(() -> drain(
                        new Probe((kernel, from) -> kernel.userMemory().copyToUser(from, kernel.allocate(1), 0, 1)),
                        0,
                        1))
                .hasMessageContaining("copies to what it is to copy from");
    }

    @Test
    void noPageTableHasAnEntryForIt() {
        fill(ANONYMOUS, PAGE);

        assertThatThrownBy(() -> drain(
                        new Probe((kernel, from) -> {
                            kernel.pageTables().lock();
                            assertThat(kernel.pageTables().isPresent(from, false))
                                    .isTrue();
                            assertThat(kernel.pageTables().isPrivateAnonymous(from))
                                    .isFalse();
                            kernel.pageTables().clear(from);
                        }),
                        0,
                        1))
                .hasMessageContaining("memory that is the kernel's own");
    }

    /** Says that it wrote so many bytes. */
    private static final class Taker implements CopyStrategy {
        private final int bytes;

        Taker(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return "taker";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BYTE;
        }

        @Override
        public int read(Kernel kernel, Inode inode, int position, IoVector to) {
            return bytes;
        }

        @Override
        public int write(Kernel kernel, Inode inode, int position, IoVector from) {
            return bytes;
        }
    }

    /** Looks at what it is to write. */
    private static final class Probe implements CopyStrategy {
        private final BiConsumer<Kernel, IoVector> look;

        Probe(BiConsumer<Kernel, IoVector> look) {
            this.look = look;
        }

        @Override
        public String name() {
            return "probe";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BYTE;
        }

        @Override
        public int read(Kernel kernel, Inode inode, int position, IoVector to) {
            return 0;
        }

        @Override
        public int write(Kernel kernel, Inode inode, int position, IoVector from) {
            look.accept(kernel, from);
            return 0;
        }
    }
}
