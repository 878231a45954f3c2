package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.faultline.spi.Folio;
import dev.faultline.spi.Kernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All that may sleep or fault is reported in atomic context, though here none of it ever has to. */
class SleepInAtomicTest {
    private static Arguments says(String words, Handed call) {
        return arguments(words, call);
    }

    static Stream<Arguments> whatMaySleep() {
        return Stream.of(
                says("takes a sleeping lock", (k, file, memory, locked, other) -> file.lock()),
                says("takes a sleeping lock", (k, file, memory, locked, other) -> file.lockShared()),
                says("takes a sleeping lock", (k, file, memory, locked, other) -> file.lockInvalidation()),
                says("takes a sleeping lock", (k, file, memory, locked, other) -> file.lockInvalidationExclusive()),
                says(
                        "takes a sleeping lock",
                        (k, file, memory, locked, other) -> k.pageTables().lock()),
                says(
                        "takes a sleeping lock",
                        (k, file, memory, locked, other) -> k.pageTables().lockShared()),
                says("takes a range lock", (k, file, memory, locked, other) -> file.lockRange(0, 4, false)),
                says("locks a folio", (k, file, memory, locked, other) -> other.lock()),
                says(
                        "locks a folio",
                        (k, file, memory, locked, other) -> k.pageCache().findLocked(file, 1)),
                says(
                        "locks a folio",
                        (k, file, memory, locked, other) -> k.pageCache().grab(file, 1)),
                says("waits for a folio lock", (k, file, memory, locked, other) -> other.waitUntilUnlocked()),
                says("waits for writeback", (k, file, memory, locked, other) -> locked.waitUntilWritten()),
                says("waits for writeback", (k, file, memory, locked, other) -> file.prepareWrite(locked, 0, 8)),
                says("reads from the disk", (k, file, memory, locked, other) -> locked.readIn()),
                says(
                        "writes back",
                        (k, file, memory, locked, other) -> k.pageCache().writeBack(file, 0, 1)),
                says(
                        "invalidates a folio",
                        (k, file, memory, locked, other) -> k.pageCache().invalidate(file, 1, 2)),
                says(
                        "allocates a frame",
                        (k, file, memory, locked, other) -> k.pageCache().allocate()),
                says("allocates kernel memory", (k, file, memory, locked, other) -> k.allocate(4)),
                says(
                        "maps a folio in a shared slot",
                        (k, file, memory, locked, other) -> k.cpu().kmap(other)),
                says("sleeps", (k, file, memory, locked, other) -> k.cpu().sleepOn(other)),
                says(
                        "lets others run",
                        (k, file, memory, locked, other) -> k.cpu().yield()),
                says(
                        "faults user pages in",
                        (k, file, memory, locked, other) -> k.userMemory().faultInReadable(memory, 4)),
                says(
                        "faults user pages in",
                        (k, file, memory, locked, other) -> k.userMemory().faultInWriteable(memory, 4)),
                says(
                        "faults user pages in",
                        (k, file, memory, locked, other) -> k.userMemory().faultInBytes(memory, 4, true)),
                says(
                        "holds a user page",
                        (k, file, memory, locked, other) -> k.userMemory().hold(memory, false)),
                says(
                        "copies from user memory, faults enabled,",
                        (k, file, memory, locked, other) -> k.userMemory().copyFromUser(locked, 0, memory, 4)),
                says(
                        "copies to user memory, faults enabled,",
                        (k, file, memory, locked, other) -> k.userMemory().copyToUser(memory, locked, 0, 4)),
                says(
                        "touches user memory, faults enabled,",
                        (k, file, memory, locked, other) -> k.userMemory().touch(memory, 0)),
                says(
                        "touches user memory, faults enabled,",
                        (k, file, memory, locked, other) -> k.userMemory().touchAndStoreBack(memory, 0)),
                says(
                        "stores to user memory, faults enabled,",
                        (k, file, memory, locked, other) -> k.userMemory().storeZero(memory, 0)));
    }

    @ParameterizedTest
    @MethodSource("whatMaySleep")
    void isReportedWithPreemptionDisabled(String words, Handed call) {
        Violation violation = Handed.accusation((kernel, file, memory, locked, other) -> {
            kernel.cpu().disablePreemption();
            call.use(kernel, file, memory, locked, other);
            kernel.cpu().enablePreemption();
        });

        assertThat(violation.law()).isEqualTo("sleep-in-atomic");
        assertThat(violation.actual()).isEqualTo(words + " in atomic context");
    }

    @ParameterizedTest
    @MethodSource("whatMaySleep")
    void isReportedInAnAtomicMapping(String words, Handed call) {
        Violation violation = Handed.accusation((kernel, file, memory, locked, other) -> {
            kernel.cpu().kmapAtomic(other);
            call.use(kernel, file, memory, locked, other);
            kernel.cpu().kunmapAtomic(other);
        });

        assertThat(violation.law()).isEqualTo("sleep-in-atomic");
    }

    /** A folio more than a call may keep is refused, but that is found out where an allocation may sleep. */
    @Test
    void anAllocationThatIsRefusedMightHaveSleptToo() {
        Violation violation = Handed.accusation((kernel, file, memory, locked, other) -> {
            Folio spare = kernel.pageCache().allocate();
            while (spare != null) {
                spare = kernel.pageCache().allocate();
            }
            kernel.cpu().disablePreemption();
            kernel.pageCache().allocate();
        });

        assertThat(violation.law()).isEqualTo("sleep-in-atomic");
        assertThat(violation.actual()).isEqualTo("allocates a frame in atomic context");
    }

    /** With faults disabled a copy is atomic, but who wants a page brought in wants the fault. */
    @ParameterizedTest
    @MethodSource("whatWantsTheFault")
    void isReportedWithFaultsDisabled(String words, Handed call) {
        Violation violation = Handed.accusation((kernel, file, memory, locked, other) -> {
            kernel.cpu().disableFaults();
            call.use(kernel, file, memory, locked, other);
        });

        assertThat(violation.law()).isEqualTo("sleep-in-atomic");
        assertThat(violation.actual()).isEqualTo(words + " with faults disabled");
    }

    static Stream<Arguments> whatWantsTheFault() {
        return whatMaySleep()
                .filter(use -> use.get()[0].equals("faults user pages in") || use.get()[0].equals("holds a user page"));
    }

    /** What has no business with sleeping may be done in atomic context. */
    @Test
    void theRestIsAllowed() {
        Handed.allows((kernel, file, memory, locked, other) -> {
            kernel.cpu().kmapAtomic(other);
            kernel.cpu().disableFaults();
            doesNotSleep(kernel, locked, other);
            kernel.userMemory().copyFromUser(locked, 0, memory, 4);
            memory.rewind(4);
            kernel.cpu().enableFaults();
            kernel.cpu().kunmapAtomic(other);
        });
    }

    private static void doesNotSleep(Kernel kernel, Folio locked, Folio other) {
        assertThat(other.tryLock()).isTrue();
        other.unlock();
        locked.get();
        locked.put();
        assertThat(locked.isUptodate()).isTrue();
        locked.markUptodate();
        kernel.copy(locked, 0, other, 0, 0);
        kernel.cpu().wakeAll(other);
    }
}
