package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.PageTable;
import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.HeldPage;
import dev.faultline.spi.vm.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lower tables that a fork shares. With four entries each, {@link #SHARED} is in the first of the process, {@link #PRIVATE} in
 * the second, {@link #ANONYMOUS} and {@link #UNTOUCHED} in the third.
 */
class SharedTableTest extends Scene {

    @BeforeEach
    void shares() {
        machine.settings().useSharedTables();
    }

    /** A task in a child of any process. */
    private Task childOf(Task parent) {
        int number = calls.fork(parent);
        return machine.createTask(8, machine.spaces().get(number), 4);
    }

    private boolean share(Task one, Task another, int address) {
        int sharers = one.user().pageTable().sharers(page(address));
        return (sharers & 1 << another.user().number()) != 0;
    }

    private int references(Task task, int address) {
        return machine.memory().references(frame(task, address));
    }

    private void assertListed(int frame, Task... tasks) {
        long pages = 0;
        for (Task each : tasks) {
            pages |= 1L << machine.geometry().page(each.user().number(), page(ANONYMOUS));
        }
        assertThat(machine.memory().mappings(frame)).isEqualTo(pages);
    }

    @Test
    void aForkSharesWhatHasEntriesAndCountsAnEntryOnce() {
        load(task, PRIVATE);

        Task child = fork();

        assertThat(share(task, child, ANONYMOUS)).isTrue();
        assertThat(share(task, child, PRIVATE)).isTrue();
        assertThat(share(task, child, SHARED)).isFalse();
        assertThat(references(task, ANONYMOUS)).isOne();
        assertListed(frame(task, ANONYMOUS), task, child);
    }

    @Test
    void withoutTheSettingNoneIsShared() {
        machine.reset();
        AddressSpace alone = machine.createSpace();
        machine.map(alone, "a", Vma.Kind.ANONYMOUS, 0, 1, null, 0, READ_WRITE, 0);

        int child = calls.fork(machine.createTask(0, alone, 0));

        assertThat(machine.spaces().get(child).pageTable().sharers(0)).isEqualTo(0b10);
    }

    @Test
    void bothSeeTheSameBytesUntilOneStores() {
        Task child = fork();

        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(share(task, child, ANONYMOUS)).isTrue();
        store(task, ANONYMOUS, stored(1));
        store(child, ANONYMOUS + 1, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(task, ANONYMOUS + 1)).isEqualTo(filled(1));
        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(child, ANONYMOUS + 1)).isEqualTo(stored(2));
    }

    @Test
    void whoStoresGetsATableOfItsOwnAndTheNeighboursCountTwice() {
        Task child = fork();
        int neighbour = ANONYMOUS + PAGE;

        store(child, ANONYMOUS, stored(1));

        assertThat(share(task, child, ANONYMOUS)).isFalse();
        assertThat(references(task, neighbour)).isEqualTo(2);
        assertThat(frame(child, neighbour)).isEqualTo(frame(task, neighbour));
        assertThat(pte(task, neighbour) & (Pte.WRITABLE | Pte.EXCLUSIVE)).isZero();
        assertThat(pte(child, neighbour) & (Pte.WRITABLE | Pte.EXCLUSIVE)).isZero();
        assertListed(frame(task, ANONYMOUS), task);
    }

    @Test
    void whoIsLeftAloneKeepsTheTable() {
        Task child = fork();
        store(child, ANONYMOUS, stored(1));
        int frame = frame(task, ANONYMOUS);

        store(task, ANONYMOUS, stored(2));

        assertThat(frame(task, ANONYMOUS)).isEqualTo(frame);
        assertThat(task.user().pageTable().isWriteProtected(page(ANONYMOUS))).isFalse();
    }

    @Test
    void noCpuOfTheParentStoresWithoutALookAtTheDirectory() {
        store(other, ANONYMOUS, stored(1));

        Task child = fork();
        store(other, ANONYMOUS, stored(2));

        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(1));
    }

    @Test
    void aReadFaultTakesACopyToo() {
        Task child = fork();

        assertThat(load(child, UNTOUCHED)).isZero();

        assertThat(share(task, child, UNTOUCHED)).isFalse();
        assertThat(Pte.isPresent(pte(task, UNTOUCHED))).isFalse();
    }

    @Test
    void aStoreToASharedMappingIsSeenByBoth() {
        store(task, SHARED, stored(1));
        Task child = fork();
        assertThat(share(task, child, SHARED)).isTrue();

        store(child, SHARED, stored(2));

        assertThat(load(task, SHARED)).isEqualTo(stored(2));
        calls.fsync(task, file);
        assertThat(file.diskCell(0)).isEqualTo(stored(2));
    }

    @Test
    void writebackProtectsTheEntryForAllThatShareIt() {
        store(task, SHARED, stored(1));
        Task child = fork();

        calls.fsync(task, file);
        store(task, SHARED, stored(2));
        store(child, SHARED, stored(3));
        calls.fsync(task, file);

        assertThat(file.diskCell(0)).isEqualTo(stored(3));
    }

    @Test
    void reclaimTakesTheEntryFromAllThatShareIt() {
        load(task, SHARED);
        Task child = fork();
        load(child, SHARED);

        assertThat(calls.reclaim(kernelThread, file, 0)).isOne();

        assertThat(Pte.isPresent(pte(child, SHARED))).isFalse();
        assertThat(share(task, child, SHARED)).isTrue();
        assertThat(machine.core(0).tlb().pages()).isZero();
        assertThat(machine.core(3).tlb().pages()).isZero();
        assertThat(load(child, SHARED)).isEqualTo(onDisk(0));
    }

    @Test
    void reclaimFindsAChildThatWasForkedWhileItUnmapped() {
        load(task, SHARED);
        Task first = fork();
        store(first, SHARED + 1, stored(1));
        Task[] second = new Task[1];
        story.before(StepKind.CHANGE_PTE).of(kernelThread).number(2).run(() -> {
            second[0] = childOf(first);
            store(second[0], SHARED + 2, stored(2));
        });

        calls.reclaim(kernelThread, file, 0);

        assertThat(story.isOver()).isTrue();
        assertThat(Pte.isPresent(pte(second[0], SHARED))).isFalse();
        assertThat(load(first, SHARED + 2)).isEqualTo(stored(2));
    }

    @Test
    void truncationTakesPrivateCopiesFromAllThatShareThem() {
        store(task, PRIVATE + PAGE, stored(1));
        int frame = frame(task, PRIVATE + PAGE);
        Task child = fork();

        calls.truncate(other, file, PAGE);

        assertThat(calls.load(task, PRIVATE + PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertThat(calls.load(child, PRIVATE + PAGE, 1)).isEqualTo(Signals.SIGBUS);
        assertThat(watch.freedFrames).contains(frame);
    }

    @Test
    void munmapMprotectAndDontNeedLeaveTheOtherAlone() {
        Task child = fork();
        Task second = fork();
        Task third = childOf(task);

        calls.munmap(child, page(ANONYMOUS), 1);
        calls.dontNeed(second, page(ANONYMOUS), 1);
        calls.mprotect(third, page(ANONYMOUS), 1, Vma.READ);

        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(second, ANONYMOUS)).isZero();
        assertThat(load(third, ANONYMOUS)).isEqualTo(filled(0));
        store(task, ANONYMOUS, stored(1));
        assertThat(load(third, ANONYMOUS)).isEqualTo(filled(0));
    }

    /** The flush that ends the unsharing is not the one for the entry that changes next. */
    @Test
    void mprotectFlushesWhatWasLoadedSinceTheTableIsItsOwn() {
        store(other, SHARED, stored(1));
        fork();
        story.before(StepKind.CHANGE_PTE).of(task).number(4).run(() -> store(other, SHARED, stored(2)));

        calls.mprotect(task, page(SHARED), 1, 0);

        assertThat(story.isOver()).isTrue();
        assertThat(calls.store(other, SHARED, 1, stored(3))).isEqualTo(Signals.SIGSEGV);
    }

    @Test
    void aForcedStoreStaysWithWhoForcedIt() {
        Task child = fork();

        assertThat(calls.poke(child, ANONYMOUS, 1, stored(1))).isOne();

        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
    }

    @Test
    void aTableWithAPinnedPageIsNotShared() {
        inKernel(task, ANONYMOUS, 1, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, true);
            int pinned = frame(task, ANONYMOUS);

            Task child = fork();

            assertThat(share(task, child, ANONYMOUS)).isFalse();
            assertThat(frame(task, ANONYMOUS)).isEqualTo(pinned);
            assertThat(frame(child, ANONYMOUS)).isNotEqualTo(pinned);
            held.release();
        });
    }

    @Test
    void aPinAfterTheForkIsOnAFrameOfItsOwn() {
        Task child = fork();

        inKernel(child, ANONYMOUS, 1, (kernel, vector) -> {
            HeldPage held = kernel.userMemory().hold(vector, false);
            assertThat(frame(child, ANONYMOUS)).isNotEqualTo(frame(task, ANONYMOUS));
            held.release();
        });
    }

    @Test
    void aTableIsSharedOnWithAGrandchild() {
        Task child = fork();
        Task grandchild = childOf(child);
        assertThat(Integer.bitCount(task.user().pageTable().sharers(page(ANONYMOUS))))
                .isEqualTo(3);

        store(child, ANONYMOUS, stored(1));
        store(grandchild, ANONYMOUS, stored(2));

        assertThat(load(task, ANONYMOUS)).isEqualTo(filled(0));
        assertThat(load(child, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(grandchild, ANONYMOUS)).isEqualTo(stored(2));
    }

    @Test
    void nobodyChangesASharedEntryWhileItIsCopied() {
        load(task, SHARED);
        Task child = fork();
        story.before(StepKind.CHANGE_PTE)
                .of(child)
                .number(2)
                .run(() -> assertThatThrownBy(() -> calls.reclaim(kernelThread, file, 0))
                        .isInstanceOf(Story.Stuck.class)
                        .hasMessageContaining("page table lock"));

        store(child, SHARED, stored(1));

        assertThat(story.isOver()).isTrue();
    }

    @Test
    void whenAllHaveEndedEveryFrameIsFreeAgain() {
        load(task, SHARED);
        store(task, PRIVATE, stored(1));
        Task child = fork();
        store(child, ANONYMOUS, stored(2));
        load(child, UNTOUCHED);

        calls.exit(child);
        calls.exit(task);
        calls.exit(other);
        calls.truncate(kernelThread, file, 0);

        assertThat(machine.memory().freeFrames()).isEqualTo(machine.memory().frames());
    }

    @Test
    void aMachineThatIsResetSharesNothing() {
        Task child = fork();
        PageTable table = child.user().pageTable();

        machine.reset();

        assertThat(table.sharers(page(ANONYMOUS))).isEqualTo(0b10);
        assertThat(table.get(page(ANONYMOUS))).isEqualTo(Pte.ABSENT);
    }
}
