package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Core;
import dev.faultline.spi.Cpu;
import dev.faultline.spi.Folio;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CpuViewTest extends Scene {

    @BeforeEach
    void cache() {
        machine.cache(file, 0, false);
    }

    private void with(Task task, BiConsumer<Cpu, Folio> body) {
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = kernel.pageCache().find(inode, 0);
            body.accept(kernel.cpu(), folio);
        });
    }

    @Test
    void disablingFaultsNestsAndBalances() {
        with(task, (cpu, folio) -> {
            cpu.disableFaults();
            cpu.disableFaults();
            cpu.enableFaults();
            assertThat(task.faultsDisabled()).isOne();
            cpu.enableFaults();
            assertThatThrownBy(cpu::enableFaults).hasMessage("enables faults that are not disabled");
        });
    }

    @Test
    void withPreemptionDisabledNoOtherTaskOfTheCpuRuns() {
        Task neighbour = machine.createTask(7, process, task.cpu().number());
        with(task, (cpu, folio) -> {
            cpu.disablePreemption();
            assertThat(machine.mayRun(neighbour.number())).isFalse();
            assertThat(machine.mayRun(task.number())).isTrue();
            assertThat(machine.mayRun(other.number())).isTrue();
            cpu.enablePreemption();
            assertThat(machine.mayRun(neighbour.number())).isTrue();
        });
    }

    @Test
    void nothingSleepsInAtomicContext() {
        with(task, (cpu, folio) -> {
            cpu.kmapAtomic(folio);
            assertThatThrownBy(folio::lock).hasMessage("locks a folio in atomic context");
            assertThatThrownBy(cpu::yield).hasMessage("lets others run in atomic context");
            assertThat(folio.tryLock()).isTrue();
        });
    }

    @Test
    void faultingInIsForbiddenWhileFaultsAreDisabled() {
        inKernel(task, ANONYMOUS, 1, (kernel, vector) -> {
            kernel.cpu().disableFaults();
            assertThatThrownBy(() -> kernel.userMemory().faultInReadable(vector, 1))
                    .hasMessage("faults user pages in with faults disabled");
        });
    }

    @Test
    void atomicSlotsAreFreedInReverseOrder() {
        machine.cache(file, 1, false);
        inCall(task, (kernel, inode, vector) -> {
            Folio first = kernel.pageCache().find(inode, 0);
            Folio second = kernel.pageCache().find(inode, 1);
            kernel.cpu().kmapAtomic(first);
            kernel.cpu().kmapAtomic(second);
            assertThatThrownBy(() -> kernel.cpu().kunmapAtomic(first)).isInstanceOf(Oops.class);
            kernel.cpu().kunmapAtomic(second);
            kernel.cpu().kunmapAtomic(first);
            assertThat(task.kmapsHeld()).isZero();
        });
    }

    @Test
    void aCpuHasFewAtomicSlots() {
        with(task, (cpu, folio) -> {
            for (int i = 0; i < Core.SLOTS; i++) {
                cpu.kmapAtomic(folio);
            }
            assertThatThrownBy(() -> cpu.kmapAtomic(folio))
                    .hasMessage("finds no atomic kmap slot left on its CPU for folio F:0");
        });
    }

    @Test
    void theSharedPoolIsSmallAndItsUsersWaitForEachOther() {
        with(task, (cpu, folio) -> {
            for (int i = 0; i < KmapPool.SLOTS; i++) {
                cpu.kmap(folio);
            }
            story.whenStuck().of(other).run(() -> cpu.kunmap(folio));
            with(other, Cpu::kmap);
            assertThat(task.kmapsHeld()).isEqualTo(KmapPool.SLOTS - 1);
            assertThat(other.kmapsHeld()).isOne();
        });
    }

    @Test
    void whoTakesTheWholePoolAndWantsMoreWaitsForHimself() {
        with(task, (cpu, folio) -> {
            for (int i = 0; i < KmapPool.SLOTS; i++) {
                cpu.kmap(folio);
            }
            assertThatThrownBy(() -> cpu.kmap(folio)).isInstanceOf(Story.Stuck.class);
            assertThat(machine.kmapPool().holders(task.number())).isEqualTo(task.bit());
        });
    }

    @Test
    void onlyWhatWasMappedCanBeUnmapped() {
        with(task, (cpu, folio) -> {
            assertThatThrownBy(() -> cpu.kunmap(folio)).isInstanceOf(Oops.class);
            assertThatThrownBy(() -> cpu.kunmapAtomic(folio)).isInstanceOf(Oops.class);
            assertThat(watch.oopses).containsExactly(Oops.Kind.UNBALANCED, Oops.Kind.UNBALANCED);
        });
    }

    @Test
    void aSleeperIsWokenByALaterWakeUpOnly() {
        with(other, (theirs, same) -> {
            theirs.wakeAll(same);
            story.whenStuck().of(task).run(() -> theirs.wakeAll(same));
            with(task, Cpu::sleepOn);
        });
        assertThat(story.isOver()).isTrue();
    }

    @Test
    void aWakeUpThatComesBeforeTheSleepIsLost() {
        with(other, Cpu::wakeAll);

        with(task, (cpu, folio) -> assertThatThrownBy(() -> cpu.sleepOn(folio)).isInstanceOf(Story.Stuck.class));
        assertThat(folio(0).wakeUp().holders(task.number())).isZero();
    }
}
