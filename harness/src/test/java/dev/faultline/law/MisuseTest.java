package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.faultline.spi.HeldPage;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a strategy may not do with what it is handed, call by call, and how the report puts it. */
class MisuseTest {
    private static Arguments says(String words, Handed misuse) {
        return arguments(words, misuse);
    }

    static Stream<Arguments> withoutTheLock() {
        return Stream.of(
                says(
                        "marks uptodate folio F:1 without holding its lock",
                        (k, f, m, locked, other) -> other.markUptodate()),
                says(
                        "marks uptodate folio F:1 without holding its lock",
                        (k, f, m, locked, other) -> other.markUptodateUnordered()),
                says("shares folio F:1 without holding its lock", (k, f, m, locked, other) -> other.shareCopyOnWrite()),
                says(
                        "starts a read of folio F:1 without holding its lock",
                        (k, f, m, locked, other) -> other.submitRead()),
                says("reads folio F:1 without holding its lock", (k, f, m, locked, other) -> other.readIn()),
                says(
                        "prepares folio F:1 without holding its lock",
                        (k, f, m, locked, other) -> f.prepareWrite(other, 0, 8)),
                says(
                        "commits folio F:1 without holding its lock",
                        (k, f, m, locked, other) -> f.commitWrite(other, 0, 8)),
                says(
                        "unlocks the lock of folio F:1, which it does not hold",
                        (k, f, m, locked, other) -> other.unlock()),
                says("drops the inode lock of F, which it does not hold", (k, f, m, locked, other) -> f.unlock()),
                says(
                        "drops the inode lock of F shared, which it does not hold so",
                        (k, f, m, locked, other) -> f.unlockShared()),
                says("drops bytes [0, 4) of", (k, f, m, locked, other) -> {
                    f.lockRange(0, 8, true);
                    f.unlockRange(0, 4);
                }),
                says("drops bytes [0, 8) of", (k, f, m, locked, other) -> {
                    f.lockRange(0, 8, true);
                    f.unlockRange(0, 8);
                    f.unlockRange(0, 8);
                }),
                says("drops bytes [4, 8) of", (k, f, m, locked, other) -> {
                    f.lockRange(0, 8, true);
                    f.unlockRange(4, 8);
                }),
                says(
                        "looks at the page tables without holding the mmap lock",
                        (k, f, m, locked, other) -> k.pageTables().isPresent(m, false)),
                says(
                        "looks at the page tables without holding the mmap lock",
                        (k, f, m, locked, other) -> k.pageTables().isMappingOf(m, f)),
                says(
                        "clears the page tables without holding the mmap lock",
                        (k, f, m, locked, other) -> k.pageTables().clear(m)),
                says("maps folio F:1 without holding its lock", (k, f, m, locked, other) -> {
                    k.pageTables().lock();
                    k.pageTables().mapCopyOnWrite(m, other);
                }));
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                says(
                        "uses bytes [4, 12) of folio F:0, which has 8",
                        (k, f, m, locked, other) -> k.userMemory().copyFromUser(locked, 4, m, 8)),
                says(
                        "uses bytes [4, 12) of folio F:0, which has 8",
                        (k, f, m, locked, other) -> k.userMemory().copyToUser(m, locked, 4, 8)),
                says("uses bytes [-1, 3) of folio F:0, which has 8", (k, f, m, locked, other) -> k.zero(locked, -1, 4)),
                says("uses bytes [4, 3) of folio F:0, which has 8", (k, f, m, locked, other) -> k.zero(locked, 4, -1)),
                says(
                        "uses bytes [1, 9) of folio F:0, which has 8",
                        (k, f, m, locked, other) -> k.copy(locked, 1, other, 0, 8)),
                says(
                        "uses bytes [1, 9) of folio F:1, which has 8",
                        (k, f, m, locked, other) -> k.copy(locked, 0, other, 1, 8)),
                says("sets the size of F to -1", (k, f, m, locked, other) -> f.setSize(-1)),
                says("sets the size of F to ", (k, f, m, locked, other) -> f.setSize(1000)),
                says("sets the size of F to 17", (k, f, m, locked, other) -> f.setSize(17)),
                says("reads page 2 of F", (k, f, m, locked, other) -> f.readDirect(2, k.allocate(8))),
                says("asks for the block of page -1 of F", (k, f, m, locked, other) -> f.isHole(-1)),
                says("locks bytes [-1, 4) of F", (k, f, m, locked, other) -> f.lockRange(-1, 4, false)),
                says("locks bytes [4, 4) of F", (k, f, m, locked, other) -> f.lockRange(4, 4, false)),
                says("locks bytes [4, 3) of F", (k, f, m, locked, other) -> f.lockRange(4, 3, false)),
                says("reads page -1 of F", (k, f, m, locked, other) -> f.readDirect(-1, k.allocate(8))),
                says("reads page 99 of F", (k, f, m, locked, other) -> f.readDirect(99, k.allocate(8))),
                says("writes page 99 of F", (k, f, m, locked, other) -> f.writeDirect(99, k.allocate(8))),
                says(
                        "uses bytes [0, 8) of a kernel buffer, which has 7",
                        (k, f, m, locked, other) -> f.readDirect(0, k.allocate(7))),
                says(
                        "stores to a page that it holds for reading",
                        (k, f, m, locked, other) -> f.readDirect(
                                0, Objects.requireNonNull(k.userMemory().hold(m, false)))),
                says("prepares bytes [-1, 4) of folio F:0", (k, f, m, locked, other) -> f.prepareWrite(locked, -1, 4)),
                says("prepares bytes [4, 9) of folio F:0", (k, f, m, locked, other) -> f.prepareWrite(locked, 4, 9)),
                says("commits bytes [5, 4) of folio F:0", (k, f, m, locked, other) -> f.commitWrite(locked, 5, 4)),
                says("advances a vector with 16 bytes left by 17", (k, f, m, locked, other) -> m.advance(17)),
                says("advances a vector with 16 bytes left by -1", (k, f, m, locked, other) -> m.advance(-1)),
                says("rewinds a vector by 1 that has moved by 0", (k, f, m, locked, other) -> m.rewind(1)),
                says(
                        "looks 16 bytes ahead in a vector with 16 left",
                        (k, f, m, locked, other) -> k.userMemory().touch(m, 16)),
                says(
                        "looks -1 bytes ahead in a vector with 16 left",
                        (k, f, m, locked, other) -> k.userMemory().touch(m, -1)),
                says("looks -1 bytes ahead in a vector with 8 left", (k, f, m, locked, other) -> {
                    m.advance(8);
                    k.userMemory().touch(m, -1);
                }),
                says("clears a page-table entry at unaligned address", (k, f, m, locked, other) -> {
                    m.advance(3);
                    k.pageTables().lock();
                    k.pageTables().clear(m);
                }));
    }

    static Stream<Arguments> slots() {
        return Stream.of(
                says("finds no atomic kmap slot left on its CPU", (k, f, m, locked, other) -> {
                    for (int i = 0; i < 5; i++) {
                        k.cpu().kmapAtomic(locked);
                    }
                }),
                says(
                        "unmaps folio F:0 from an atomic slot that holds another, or none",
                        (k, f, m, locked, other) -> k.cpu().kunmapAtomic(locked)),
                says("unmaps folio F:0 from an atomic slot that holds another, or none", (k, f, m, locked, other) -> {
                    k.cpu().kmapAtomic(locked);
                    k.cpu().kmapAtomic(other);
                    k.cpu().kunmapAtomic(locked);
                }),
                says("unmaps folio F:1 from a shared slot where it is not mapped", (k, f, m, locked, other) -> {
                    k.cpu().kmap(locked);
                    k.cpu().kunmap(other);
                }));
    }

    static Stream<Arguments> afterGivingBack() {
        return Stream.of(
                says(
                        "asks the index of folio F:1 after dropping its last reference to it",
                        (k, f, m, locked, other) -> {
                            other.put();
                            other.index();
                        }),
                says(
                        "drops a reference to folio F:1 after dropping its last reference to it",
                        (k, f, m, locked, other) -> {
                            other.get();
                            other.put();
                            other.put();
                            other.put();
                        }),
                says("uses a held page after releasing it", (k, f, m, locked, other) -> {
                    HeldPage held = Objects.requireNonNull(k.userMemory().hold(m, true));
                    held.release();
                    held.release();
                }));
    }

    @ParameterizedTest
    @MethodSource({"withoutTheLock", "outOfRange", "slots", "afterGivingBack"})
    void isReported(String words, Handed misuse) {
        Violation violation = Handed.accusation(misuse);

        assertThat(violation.law()).isEqualTo("misuse");
        assertThat(violation.actual()).startsWith(words);
    }

    /** The last that is still within each range. */
    @Test
    void whatJustFitsIsAllowed() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            file.setSize(0);
            file.setSize(16);
            file.lockRange(0, 1, true);
            file.unlockRange(0, 1);
            assertThat(file.isHole(0)).isFalse();
            assertThat(file.prepareWrite(locked, 0, 0)).isZero();
            assertThat(file.prepareWrite(locked, 8, 8)).isZero();
            file.commitWrite(locked, 8, 8);
            kernel.zero(locked, 8, 0);
            kernel.zero(locked, 0, 8);
            memory.advance(16);
            memory.rewind(16);
            assertThat(kernel.userMemory().touch(memory, 0)).isTrue();
            assertThat(kernel.userMemory().touch(memory, 15)).isTrue();
            for (int i = 0; i < 4; i++) {
                kernel.cpu().kmapAtomic(locked);
            }
            for (int i = 0; i < 4; i++) {
                kernel.cpu().kunmapAtomic(locked);
            }
        });
    }
}
