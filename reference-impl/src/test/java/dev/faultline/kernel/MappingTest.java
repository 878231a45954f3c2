package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Pte;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.Test;

/** {@code mmap}, {@code munmap}, {@code mprotect}, {@code madvise(DONTNEED)} and {@code exit}. */
class MappingTest extends Scene {

    @Test
    void aMappingIsFilledByFaultsOrAtOnceWhenPopulated() {
        int page = page(NOTHING);

        calls.mmap(task, "lazy", Vma.Kind.SHARED, page, 1, file, 0, READ_WRITE, false);
        assertThat(pte(task, NOTHING)).isEqualTo(Pte.ABSENT);
        calls.munmap(task, page, 1);
        calls.mmap(task, "eager", Vma.Kind.SHARED, page, 1, file, 0, READ_WRITE, true);

        assertThat(frame(task, NOTHING)).isEqualTo(folio(0).frame());
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void populatingPastTheEndOfTheFileLeavesAHole() {
        calls.mmap(task, "eager", Vma.Kind.SHARED, page(NOTHING), 1, file, 3, Vma.READ, true);

        assertThat(calls.load(task, NOTHING, 1)).isEqualTo(Signals.SIGBUS);
    }

    @Test
    void anUnmappedPageGivesItsFrameBack() {
        int frame = frame(task, ANONYMOUS);

        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(calls.load(task, ANONYMOUS, 1)).isEqualTo(Signals.SIGSEGV);
        assertThat(load(task, ANONYMOUS + PAGE)).isEqualTo(filled(PAGE));
        assertThat(watch.freedFrames).containsExactly(frame);
    }

    @Test
    void unmappingASharedPageRemembersThatItWasStoredTo() {
        store(task, SHARED, stored(1));

        calls.munmap(task, page(SHARED), 1);

        assertThat(folio(0).isDirty()).isTrue();
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
    }

    @Test
    void aProtectedPageRefusesStoresFromEveryCpu() {
        store(other, ANONYMOUS, stored(1));

        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);

        assertThat(calls.store(other, ANONYMOUS, 1, stored(2))).isEqualTo(Signals.SIGSEGV);
        assertThat(load(other, ANONYMOUS)).isEqualTo(stored(1));
    }

    @Test
    void aForbiddenPageKeepsItsBytes() {
        store(task, ANONYMOUS, stored(1));

        calls.mprotect(task, page(ANONYMOUS), 1, 0);
        assertThat(calls.load(task, ANONYMOUS, 1)).isEqualTo(Signals.SIGSEGV);
        calls.mprotect(task, page(ANONYMOUS), 1, READ_WRITE);

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
    }

    @Test
    void memoryFilledBehindForbiddenPagesIsForbiddenFromTheStart() {
        machine.map(process, "locked away", Vma.Kind.ANONYMOUS, page(NOTHING), 1, null, 0, 0, 1);

        assertThat(calls.load(task, NOTHING, 1)).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void aRightToStoreThatComesBackCostsNoCopy() {
        int frame = frame(task, ANONYMOUS);
        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);
        calls.mprotect(task, page(ANONYMOUS), 1, READ_WRITE);

        store(task, ANONYMOUS, stored(1));

        assertThat(frame(task, ANONYMOUS)).isEqualTo(frame);
    }

    @Test
    void aChangeOfProtectionStopsAtTheFirstPageThatIsNotMapped() {
        calls.munmap(task, page(SHARED) + 1, 1);

        assertThat(calls.mprotect(task, page(SHARED), 3, Vma.READ)).isEqualTo(Errno.ENOMEM);
        assertThat(process.protection(page(SHARED))).isEqualTo(Vma.READ);
        assertThat(process.protection(page(SHARED) + 2)).isEqualTo(READ_WRITE);
    }

    @Test
    void dontNeedDropsWhatIsMappedAndSaysThatNotAllIs() {
        store(task, ANONYMOUS, stored(1));
        store(task, ANONYMOUS + PAGE, stored(2));
        calls.munmap(task, page(ANONYMOUS), 1);

        assertThat(calls.dontNeed(task, page(ANONYMOUS), 2)).isEqualTo(Errno.ENOMEM);
        assertThat(load(task, ANONYMOUS + PAGE)).isZero();
    }

    @Test
    void whatIsNotNeededReadsAsIfNeverTouched() {
        store(task, PRIVATE, stored(1));

        calls.dontNeed(task, page(ANONYMOUS), 1);
        calls.dontNeed(task, page(PRIVATE), 1);

        assertThat(load(task, ANONYMOUS)).isZero();
        assertThat(load(task, PRIVATE)).isEqualTo(onDisk(0));
    }

    @Test
    void notNeedingASharedPageLosesNoStore() {
        store(task, SHARED, stored(1));

        calls.dontNeed(task, page(SHARED), 1);

        assertThat(load(task, SHARED)).isEqualTo(stored(1));
    }

    @Test
    void theLastTaskTakesTheMappingsWithIt() {
        load(task, SHARED);
        load(other, UNTOUCHED);

        calls.exit(task);
        assertThat(load(other, ANONYMOUS)).isEqualTo(filled(0));
        calls.exit(other);

        assertThat(process.vma(page(SHARED))).isNull();
        assertThat(machine.memory().freeFrames()).isEqualTo(31);
        assertThat(machine.memory().mappings(folio(0).frame())).isZero();
        assertThat(task.cpu().tlb().pages() | other.cpu().tlb().pages()).isZero();
    }
}
