package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.SampleStrategies;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.BounceBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Locks between several tasks: that they exclude whom they should and nobody else, that everybody who waits gets his turn, and that a deadlock is told with all
 * who are in it. A task in here writes down, in Java, that it is inside; whoever comes in looks.
 */
class LockingTest {
    private static final int TASKS = 4;

    private static String tasks(int count, String operation) {
        StringBuilder text = new StringBuilder(
                "machine page 8\nfile F 16: warm warm\nprocess A\n  b = anonymous 2 pages, rw, filled\n");
        for (int i = 1; i <= count; i++) {
            text.append("task T" + i + " in A\n  " + operation + "\n");
        }
        return text.toString();
    }

    /** Counts who is inside, over steps at which others may come in. */
    private static final class Room {
        private int inside;
        private int most;

        private void visit(Kernel kernel, int allowed) {
            inside++;
            most = Math.max(most, inside);
            assertThat(inside).isLessThanOrEqualTo(allowed);
            kernel.cpu().yield();
            kernel.cpu().yield();
            inside--;
        }
    }

    private static int write(Kernel kernel, Inode file, int position, IoVector from) {
        return new BounceBuffer().write(kernel, file, position, from);
    }

    @Test
    void oneAtATimeIsInsideAFileLock() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    file.lock();
                    room.visit(kernel, 1);
                    file.unlock();
                    return write(kernel, file, position, from);
                }),
                tasks(TASKS, "write(F@0, b+0:4)"));
        assertThat(room.most).isOne();
    }

    @Test
    void allWhoShareAreInside() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    file.lockShared();
                    file.lockInvalidation();
                    room.visit(kernel, TASKS);
                    file.unlockInvalidation();
                    file.unlockShared();
                    return write(kernel, file, position, from);
                }),
                tasks(TASKS, "write(F@0, b+0:4)"));
        assertThat(room.most).isEqualTo(TASKS);
    }

    /** The same task may share twice, and is a sharer until it has dropped both. */
    @Test
    void whoSharesTwiceDropsTwice() {
        Room writers = new Room();
        Trial.acquits(
                new SampleStrategies.Sound() {
                    @Override
                    public int read(Kernel kernel, Inode file, int position, IoVector to) {
                        file.lockShared();
                        assertThat(writers.inside).isZero();
                        kernel.cpu().yield();
                        assertThat(writers.inside).isZero();
                        file.unlockShared();
                        return super.read(kernel, file, position, to);
                    }

                    @Override
                    public int write(Kernel kernel, Inode file, int position, IoVector from) {
                        file.lock();
                        writers.visit(kernel, 1);
                        file.unlock();
                        return super.write(kernel, file, position, from);
                    }
                },
                tasks(2, "write(F@0, b+0:4)")
                        + "task T3 in A\n  read(F@0, b+8:4)\ntask T4 in A\n  read(F@0, b+12:4)\n");
    }

    @Test
    void rangesExcludeWhereTheyOverlap() {
        Room[] rooms = {new Room(), new Room(), new Room()};
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    int page = position / 4;
                    file.lockRange(position, position + 4, true);
                    rooms[page].visit(kernel, 1);
                    file.unlockRange(position, position + 4);
                    file.lockRange(0, 12, false);
                    assertThat(rooms[0].inside + rooms[1].inside + rooms[2].inside)
                            .isZero();
                    kernel.cpu().yield();
                    assertThat(rooms[0].inside + rooms[1].inside + rooms[2].inside)
                            .isZero();
                    file.unlockRange(0, 12);
                    return write(kernel, file, position, from);
                }),
                tasks(2, "write(F@0, b+0:4)")
                        + "task T3 in A\n  write(F@4, b+4:4)\ntask T4 in A\n  write(F@8, b+8:4)\n");
    }

    /** Neighbours do not wait for each other, even if both are held while the other is asked for. */
    @Test
    void rangesThatTouchDoNotExclude() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    file.lockRange(position, position + 4, true);
                    room.visit(kernel, 2);
                    file.unlockRange(position, position + 4);
                    return write(kernel, file, position, from);
                }),
                tasks(1, "write(F@0, b+0:4)") + "task T2 in A\n  write(F@4, b+4:4)\n");
        assertThat(room.most).isEqualTo(2);
    }

    /** Seven wait for the one who writes, and come in in any order. */
    @Test
    void manyReadersWaitForAWriter() {
        Room room = new Room();
        Trial.acquits(
                new SampleStrategies.Sound() {
                    @Override
                    public int read(Kernel kernel, Inode file, int position, IoVector to) {
                        file.lockShared();
                        assertThat(room.inside).isZero();
                        file.unlockShared();
                        return super.read(kernel, file, position, to);
                    }

                    @Override
                    public int write(Kernel kernel, Inode file, int position, IoVector from) {
                        file.lock();
                        for (int i = 0; i < 10; i++) {
                            room.visit(kernel, 1);
                        }
                        file.unlock();
                        return super.write(kernel, file, position, from);
                    }
                },
                tasks(7, "read(F@0, b+0:2)") + "task T8 in A\n  write(F@8, b+8:2)\n");
    }

    /** One task may hold as many ranges as there is place for, and drop them in any order. */
    @Test
    void manyRangesOfOne() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            for (int i = 0; i < 32; i++) {
                file.lockRange(i, i + 1, true);
            }
            for (int i = 31; i > 15; i--) {
                file.unlockRange(i, i + 1);
            }
            for (int i = 0; i < 16; i++) {
                file.unlockRange(i, i + 1);
            }
        });
        assertThat(Handed.accusation((kernel, file, memory, locked, other) -> {
                            for (int i = 0; i < 33; i++) {
                                file.lockRange(i, i + 1, true);
                            }
                        })
                        .actual())
                .isEqualTo("holds too many range locks");
    }

    /** One who holds several ranges drops them by their bounds, in any order. */
    @Test
    void severalRangesAreDroppedByTheirBounds() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            file.lockRange(0, 4, true);
            file.lockRange(4, 8, false);
            file.lockRange(8, 12, true);
            file.unlockRange(4, 8);
            file.lockRange(4, 8, true);
            file.unlockRange(0, 4);
            file.unlockRange(4, 8);
            file.lockRange(0, 8, false);
            file.unlockRange(8, 12);
            file.unlockRange(0, 8);
        });
    }

    @Test
    void sharedRangesAreSharedAndKeptUntilAllAreDropped() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    file.lockRange(0, 8, false);
                    room.visit(kernel, 3);
                    file.unlockRange(0, 8);
                    return write(kernel, file, position, from);
                }),
                tasks(3, "write(F@0, b+0:4)"));
        assertThat(room.most).isEqualTo(3);
    }

    @Test
    void nobodyPassesALockedFolio() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
                    folio.waitUntilUnlocked();
                    assertThat(room.inside).isZero();
                    if (folio.tryLock()) {
                        room.visit(kernel, 1);
                        folio.unlock();
                    } else {
                        folio.lock();
                        room.visit(kernel, 1);
                        folio.unlock();
                    }
                    folio.put();
                    return write(kernel, file, position, from);
                }),
                tasks(3, "write(F@0, b+0:4)"));
    }

    /** There are four slots for all. */
    @Test
    void slotsForAllAreShared() {
        Room room = new Room();
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
                    kernel.cpu().kmap(folio);
                    kernel.cpu().kmap(folio);
                    room.visit(kernel, 2);
                    kernel.cpu().kunmap(folio);
                    kernel.cpu().kunmap(folio);
                    folio.put();
                    return Errno.EFAULT;
                }),
                tasks(2, "write(F@0, b+8:8)").replace("2 pages", "1 page"));
        assertThat(room.most).isEqualTo(2);
    }

    @Test
    void whoTakesMoreSlotsThanThereAreWaitsForEver() {
        Violation violation = Handed.accusation((kernel, file, memory, locked, other) -> {
            for (int i = 0; i < 5; i++) {
                kernel.cpu().kmap(other);
            }
        });

        assertThat(violation.law()).isEqualTo("deadlock");
        assertThat(String.join("\n", violation.details())).contains("a kmap slot");
    }

    /** Three that each wait for a slot, of which the others hold all. */
    @Test
    void slotsAreNoLockAndStillDeadlock() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
                    for (int i = 0; i < 3; i++) {
                        kernel.cpu().kmap(folio);
                    }
                    for (int i = 0; i < 3; i++) {
                        kernel.cpu().kunmap(folio);
                    }
                    folio.put();
                    return Errno.EFAULT;
                }),
                tasks(2, "write(F@0, b+8:8)").replace("2 pages", "1 page"));
        assertThat(violation.law()).isEqualTo("deadlock");
    }

    /** A reader waits behind a writer that waits, so that who shares twice can wait for himself. */
    @Test
    void aWaitingWriterGoesBeforeLaterReaders() {
        SampleStrategies.Sound strategy = new SampleStrategies.Sound() {
            @Override
            public int read(Kernel kernel, Inode file, int position, IoVector to) {
                file.lockShared();
                file.lockShared();
                file.unlockShared();
                file.unlockShared();
                return super.read(kernel, file, position, to);
            }
        };
        Violation violation =
                Trial.accusation(strategy, tasks(1, "read(F@0, b+8:4)") + "task T2 in A\n  write(F@0, b+0:4)\n");
        assertThat(violation.law()).isEqualTo("deadlock");
        assertThat(violation.details()).hasSize(2);

        Trial.acquits(strategy, tasks(3, "read(F@0, b+0:4)"));
    }

    /** All who take part in a deadlock are named with what they hold and where they wait. */
    @Test
    void aDeadlockOfTwoLocksNamesBoth() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    Folio first = Objects.requireNonNull(kernel.pageCache().find(file, position / 8));
                    Folio second = Objects.requireNonNull(kernel.pageCache().find(file, 1 - position / 8));
                    first.lock();
                    second.waitUntilUnlocked();
                    first.unlock();
                    first.put();
                    second.put();
                    return write(kernel, file, position, from);
                }),
                tasks(1, "write(F@0, b+0:4)") + "task T2 in A\n  write(F@8, b+8:4)\n");
        assertThat(violation.law()).isEqualTo("deadlock");
        assertThat(String.join("\n", violation.details())).contains("F:0").contains("F:1");
    }
}
