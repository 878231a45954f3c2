package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.Kernel;
import org.junit.jupiter.api.Test;

/** What others see of a folio that is being filled, on a machine with weak memory and on one without. */
class StoreBufferTest extends Scene {
    private boolean seenUptodate;
    private int seenByte;

    /** Another task, which looks at the flag and at the first byte of page 0. */
    private void looks() {
        seenUptodate = folio(0).isUptodate();
        seenByte = machine.memory().read(folio(0).frame(), 0);
    }

    private Folio filled(Kernel kernel, Inode inode) {
        Folio folio = kernel.pageCache().grab(inode, 0);
        kernel.zero(folio, 0, PAGE);
        return folio;
    }

    private static void letGo(Folio folio) {
        folio.unlock();
        folio.put();
    }

    @Test
    void storesToAFolioThatIsNotUptodateAreNotSeenBeforeSomethingOrdersThem() {
        machine.settings().useWeakMemory();
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            looks();
            assertThat(Cell.isPoison(seenByte)).isTrue();
            letGo(folio);
            looks();
            assertThat(seenByte).isEqualTo(Cell.ZERO);
        });
    }

    @Test
    void theTaskItselfSeesThem() {
        machine.settings().useWeakMemory();
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            var buffer = kernel.allocate(PAGE);
            kernel.copy(buffer, 0, folio, 0, PAGE);
            assertThat(((BufferHandle) buffer).read(0)).isEqualTo(Cell.ZERO);
            buffer.release();
            letGo(folio);
        });
    }

    @Test
    void theFlagMayOvertakeThemWhereNothingOrdersTheTwo() {
        machine.settings().useWeakMemory();
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            story.chooseOtherwise(1);
            folio.markUptodateUnordered();
            looks();
            letGo(folio);
        });
        assertThat(seenUptodate).isTrue();
        assertThat(Cell.isPoison(seenByte)).isTrue();
    }

    @Test
    void itNeedNot() {
        machine.settings().useWeakMemory();
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            folio.markUptodateUnordered();
            looks();
            letGo(folio);
        });
        assertThat(seenByte).isEqualTo(Cell.ZERO);
    }

    @Test
    void theOrderedFlagNeverDoes() {
        machine.settings().useWeakMemory();
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            story.chooseOtherwise(1);
            folio.markUptodate();
            looks();
            letGo(folio);
        });
        assertThat(seenUptodate).isTrue();
        assertThat(seenByte).isEqualTo(Cell.ZERO);
    }

    @Test
    void onAPlainMachineEverybodySeesAStoreAtOnce() {
        story.before(StepKind.WRITE_FLAGS).of(task).run(this::looks);
        inCall(task, (kernel, inode, vector) -> {
            Folio folio = filled(kernel, inode);
            story.chooseOtherwise(1);
            folio.markUptodateUnordered();
            letGo(folio);
        });
        assertThat(seenByte).isEqualTo(Cell.ZERO);
    }
}
