package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Folio;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.FreeBsd;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What strategies see of the kernel where no strategy of ours looks: they ask, assert what they were told, and then write as the yardstick
 * does. A wrong answer is the crash of the strategy; what a call did to memory or a file without saying so, the laws notice.
 */
class ObservedTest {
    private static final Culprit.Call WRITES = new BounceBuffer()::write;

    /** What a write looks at before it writes. */
    private interface Look {
        void at(Kernel kernel, Inode file, IoVector memory);
    }

    private static void sees(String scenario, Look look) {
        Trial.acquitsOnce(
                Culprit.writing((kernel, file, position, memory) -> {
                    look.at(kernel, file, memory);
                    return WRITES.run(kernel, file, position, memory);
                }),
                scenario);
    }

    private static String oneTask(String mapping, String... operations) {
        return "machine page 8, 1 cpu\nfile F 16: warm warm\nfile G 12: hole cold\nprocess A\n  " + mapping
                + "\ntask T1 in A\n  " + String.join("\n  ", operations) + "\n";
    }

    @Test
    void aFolioKnowsItsPlace() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            assertThat(locked.index()).isZero();
            assertThat(other.index()).isEqualTo(1);
            assertThat(other.isAttached()).isTrue();
            Folio spare = Objects.requireNonNull(kernel.pageCache().allocate());
            assertThat(spare.isAttached()).isFalse();
            assertThat(spare.isUptodate()).isFalse();
            assertThat(kernel.pageCache().insertLocked(spare, file, 1)).isFalse();
            spare.put();
        });
    }

    @Test
    void aLockIsHeldByOne() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            assertThat(locked.isLocked()).isTrue();
            assertThat(locked.tryLock()).isFalse();
            assertThat(other.isLocked()).isFalse();
            assertThat(other.tryLock()).isTrue();
            assertThat(other.isLocked()).isTrue();
            other.unlock();
            other.waitUntilUnlocked();
        });
    }

    @Test
    void aReferenceTakenTwiceIsDroppedTwice() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            other.get();
            other.put();
            assertThat(other.index()).isEqualTo(1);
        });
        assertThat(Handed.accusation((kernel, file, memory, locked, other) -> other.get())
                        .law())
                .isEqualTo("leak");
    }

    /** A spare that is put makes place for another. */
    @Test
    void aCallMayKeepSoManySparesAtATime() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            for (int i = 0; i < 20; i++) {
                Folio spare = Objects.requireNonNull(kernel.pageCache().allocate());
                spare.get();
                spare.put();
                spare.put();
            }
            Folio[] spares = new Folio[5];
            for (int i = 0; i < spares.length; i++) {
                spares[i] = Objects.requireNonNull(kernel.pageCache().allocate());
            }
            assertThat(kernel.pageCache().allocate()).isNull();
            for (Folio spare : spares) {
                spare.put();
            }
            other.get();
            other.put();
            for (int i = 0; i < spares.length; i++) {
                spares[i] = Objects.requireNonNull(kernel.pageCache().allocate());
            }
            assertThat(kernel.pageCache().allocate()).isNull();
            for (Folio spare : spares) {
                spare.put();
            }
        });
    }

    @Test
    void filesHaveNumbersAndHoles() {
        sees(oneTask("b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)", "write(G@0, b+0:4)"), new Look() {
            private int first = -1;

            @Override
            public void at(Kernel kernel, Inode file, IoVector memory) {
                boolean ofG = first >= 0;
                assertThat(file.number()).isNotEqualTo(first);
                first = file.number();
                assertThat(file.isHole(0)).isEqualTo(ofG);
                assertThat(file.isHole(1)).isFalse();
                assertThat(file.isHole(2)).isTrue();
            }
        });
    }

    @Test
    void memoryIsTouchedOrNotWithinReach() {
        sees(oneTask("b = anonymous 1 page, rw, filled", "write(F@0, b+4:8)"), (kernel, file, memory) -> {
            assertThat(kernel.userMemory().touch(memory, 0)).isTrue();
            assertThat(kernel.userMemory().touch(memory, 4)).isFalse();
            assertThat(kernel.userMemory().touchAndStoreBack(memory, 3)).isTrue();
            assertThat(kernel.userMemory().touchAndStoreBack(memory, 4)).isFalse();
            assertThat(kernel.userMemory().faultInReadable(memory, 8)).isEqualTo(4);
            assertThat(kernel.userMemory().faultInWriteable(memory, 8)).isEqualTo(4);
            assertThat(kernel.userMemory().faultInWriteable(memory, 2)).isEqualTo(2);
            assertThat(kernel.userMemory().faultInBytes(memory, 8, true)).isEqualTo(4);
        });
    }

    @Test
    void whatMayOnlyBeReadIsNotMadeWritable() {
        sees(oneTask("b = anonymous 1 page, r, filled", "write(F@0, b+0:8)", "load(b+0:8)"), (kernel, file, memory) -> {
            assertThat(kernel.userMemory().touch(memory, 0)).isTrue();
            assertThat(kernel.userMemory().storeZero(memory, 0)).isFalse();
            assertThat(kernel.userMemory().touchAndStoreBack(memory, 0)).isFalse();
            assertThat(kernel.userMemory().faultInReadable(memory, 8)).isEqualTo(8);
            assertThat(kernel.userMemory().faultInWriteable(memory, 8)).isZero();
            assertThat(kernel.userMemory().hold(memory, true)).isNull();
        });
    }

    /** The one frame that there is has number 0, which is a frame as any other. */
    @Test
    void theFirstFrameIsOneToo() {
        for (int kind = 0; kind < 5; kind++) {
            int way = kind;
            Trial.acquitsOnce(
                    Culprit.writing((kernel, file, position, memory) -> {
                        switch (way) {
                            case 0 ->
                                assertThat(kernel.userMemory().touch(memory, 0)).isTrue();
                            case 1 ->
                                assertThat(kernel.userMemory().storeZero(memory, 0))
                                        .isTrue();
                            case 2 ->
                                assertThat(kernel.userMemory().touchAndStoreBack(memory, 0))
                                        .isTrue();
                            case 3 ->
                                assertThat(kernel.userMemory().faultInReadable(memory, 8))
                                        .isEqualTo(8);
                            default ->
                                assertThat(kernel.userMemory().faultInWriteable(memory, 8))
                                        .isEqualTo(8);
                        }
                        return WRITES.run(kernel, file, position, memory);
                    }),
                    """
                    machine page 8, 1 frame
                    file F 8: cold
                    process A
                      b = anonymous 1 page, rw
                    task T1 in A
                      write(F@0, b+0:8)
                      load(b+0:8)
                    """);
        }
    }

    /** What a store by the kernel leaves in a buffer of a read is what the process loads afterwards. */
    @Test
    void aBufferIsZeroedWhereTheReadStoresAZero() {
        Trial.acquitsOnce(
                Culprit.reading((kernel, file, position, to) -> {
                    assertThat(kernel.userMemory().storeZero(to, 0)).isTrue();
                    assertThat(kernel.userMemory().storeZero(to, 6)).isTrue();
                    assertThat(kernel.userMemory().touchAndStoreBack(to, 5)).isTrue();
                    assertThat(kernel.userMemory().storeZero(to, 8)).isFalse();
                    return new BounceBuffer().read(kernel, file, position, to);
                }),
                oneTask("b = anonymous 1 page, rw, filled", "read(F@12, b+0:12)", "load(b+0:8)"));
    }

    @Test
    void aVectorHasSegments() {
        sees(oneTask("b = anonymous 2 pages, rw, filled", "writev(F@0, b+0:3, b+5:2)"), (kernel, file, memory) -> {
            int start = memory.address();
            assertThat(memory.remaining()).isEqualTo(5);
            assertThat(memory.segmentRemaining()).isEqualTo(3);
            memory.advance(1);
            assertThat(memory.segmentRemaining()).isEqualTo(2);
            assertThat(memory.address()).isEqualTo(start + 1);
            memory.advance(2);
            assertThat(memory.address()).isEqualTo(start + 5);
            assertThat(memory.segmentRemaining()).isEqualTo(2);
            memory.rewind(2);
            memory.advance(4);
            assertThat(memory.remaining()).isZero();
            assertThat(memory.segmentRemaining()).isZero();
            assertThat(memory.address()).isEqualTo(start + 7);
            memory.rewind(5);
            assertThat(memory.address()).isEqualTo(start);
            assertThat(memory.segmentRemaining()).isEqualTo(3);
        });
    }

    /** Looking ahead finds the segment that a byte lies in: here only every other one is mapped. */
    @Test
    void aLookAheadFindsTheSegment() {
        sees(
                oneTask("b = anonymous 1 page, rw, filled", "writev(F@0, b+5:3, b+6:4, b+0:2)"),
                (kernel, file, memory) -> {
                    boolean[] reached = new boolean[9];
                    for (int offset = 0; offset < reached.length; offset++) {
                        reached[offset] = kernel.userMemory().touch(memory, offset);
                    }
                    assertThat(reached).containsExactly(true, true, true, true, true, false, false, true, true);
                    assertThat(kernel.userMemory().faultInReadable(memory, 9)).isEqualTo(5);
                    memory.advance(4);
                    assertThat(kernel.userMemory().touch(memory, 0)).isTrue();
                    assertThat(kernel.userMemory().touch(memory, 1)).isFalse();
                    assertThat(kernel.userMemory().touch(memory, 3)).isTrue();
                    memory.rewind(4);
                });
    }

    @Test
    void aHeldPageIsReachedByItsFrame() {
        Trial.acquitsOnce(
                Culprit.reading((kernel, file, position, to) -> {
                    HeldPage held = Objects.requireNonNull(kernel.userMemory().hold(to, true));
                    assertThat(held.offset()).isEqualTo(3);
                    kernel.zero(held, 3, 1);
                    held.release();
                    return new BounceBuffer().read(kernel, file, position, to);
                }),
                oneTask("b = private F page 1, 1 page, rw", "read(F@0, b+3:4)", "load(b+0:8)"));
    }

    /** A hold for writing marks its page dirty: what is stored through it reaches the disk, and comes back from there. */
    @Test
    void whatIsStoredThroughAHeldPageOutlastsReclaim() {
        Trial.acquits(new FreeBsd(), """
                machine page 8
                file F 8: warm
                file G 8: warm
                process A
                  a = shared G page 0, 1 page, rw
                task T1 in A
                  read(F@0, a+0:8)
                  load(a+0:8)
                  fsync(G)
                task K1 kernel
                  reclaim(G page 0)
                  reclaim(G page 0)
                """);
    }

    /** Who writes to a folio by hand says so: what is not dirty may be thrown away. */
    @Test
    void whatIsMarkedDirtyIsWrittenBack() {
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().findLocked(file, 0));
                    KernelBuffer buffer = kernel.allocate(8);
                    int copied = kernel.userMemory().copyFromUser(buffer, 0, from, 8);
                    kernel.copy(folio, 0, buffer, 0, copied);
                    folio.markDirty();
                    folio.unlock();
                    folio.put();
                    buffer.release();
                    return copied;
                }),
                oneTask("b = anonymous 1 page, rw, filled", "write(F@0, b+0:8)"));
    }

    /** A commit of nothing leaves the size as it is, wherever it lies. */
    @Test
    void nothingCommittedExtendsNothing() {
        sees(
                "machine page 8\nfile F 8: warm\nprocess A\n  b = anonymous 1 page, rw, filled\ntask T1 in A\n  write(F@8, b+0:8)\n",
                (kernel, file, memory) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().grab(file, 1));
                    assertThat(file.prepareWrite(folio, 4, 4)).isZero();
                    file.commitWrite(folio, 4, 4);
                    assertThat(file.size()).isEqualTo(8);
                    folio.unlock();
                    folio.put();
                });
    }

    /** As many segments as there may be, to the last byte of the last. */
    @Test
    void aVectorOfFourEnds() {
        String four = oneTask("b = anonymous 1 page, rw, filled", "writev(F@0, b+0:1, b+2:1, b+4:1, b+6:1)");
        sees(four, (kernel, file, memory) -> {
            int start = memory.address();
            assertThat(kernel.userMemory().touch(memory, 3)).isTrue();
            memory.advance(4);
            assertThat(memory.segmentRemaining()).isZero();
            assertThat(memory.address()).isEqualTo(start + 7);
            memory.rewind(4);
        });
        Violation violation = Trial.accusation(
                Culprit.writing(
                        (kernel, file, position, memory) -> kernel.userMemory().touch(memory, 4) ? 4 : 0),
                four);
        assertThat(violation.law()).isEqualTo("misuse");
    }

    /** Pages that lie wholly within what is punched are holes; of others only the bytes are zero. */
    @Test
    void whatIsPunchedWholeIsAHole() {
        String mapping = "b = anonymous 1 page, rw, filled";
        sees(oneTask(mapping, "punch(F@0, 8)", "write(F@12, b+0:4)"), (kernel, file, memory) -> {
            assertThat(file.isHole(0)).isTrue();
            assertThat(file.isHole(1)).isFalse();
        });
        sees(oneTask(mapping, "punch(F@8, 8)", "write(F@0, b+0:4)"), (kernel, file, memory) -> {
            assertThat(file.isHole(0)).isFalse();
            assertThat(file.isHole(1)).isTrue();
        });
        sees(oneTask(mapping, "punch(F@4, 8)", "write(F@0, b+0:4)"), (kernel, file, memory) -> {
            assertThat(file.isHole(0)).isFalse();
            assertThat(file.isHole(1)).isFalse();
        });
    }

    /** Who clears an entry also lets go of its frame. */
    @Test
    void theFrameOfAClearedEntryIsFreed() {
        Violation violation = Trial.accusation(
                Culprit.reading((kernel, file, position, to) -> {
                    assertThat(kernel.userMemory().touch(to, 0)).isTrue();
                    kernel.pageTables().lock();
                    kernel.pageTables().clear(to);
                    kernel.pageTables().flush();
                    kernel.pageTables().unlock();
                    return new BounceBuffer().read(kernel, file, position, to);
                }),
                oneTask("b = anonymous 1 page, rw", "read(F@0, b+0:8)"));

        assertThat(violation.law()).isEqualTo("leak");
        assertThat(violation.actual()).contains("1 frame of a cleared entry");
    }
}
