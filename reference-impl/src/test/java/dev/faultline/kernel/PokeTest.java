package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Errno;
import org.junit.jupiter.api.Test;

/** Stores that are forced into memory which its owner may only read. */
class PokeTest extends Scene {

    @Test
    void aReadOnlyPrivatePageGetsACopyOfItsOwnAndTheFileStaysAsItWas() {
        calls.mprotect(task, page(PRIVATE), 1, Vma.READ);

        assertThat(calls.poke(task, PRIVATE + 1, 2, stored(1))).isEqualTo(2);

        assertThat(load(task, PRIVATE)).isEqualTo(onDisk(0));
        assertThat(load(other, PRIVATE + 1)).isEqualTo(stored(1));
        assertThat(load(task, SHARED + 1)).isEqualTo(onDisk(1));
        assertThat(folio(0).isDirty()).isFalse();
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void thePageStaysReadOnly() {
        calls.mprotect(task, page(PRIVATE), 1, Vma.READ);
        calls.poke(task, PRIVATE, 1, stored(1));

        assertThat(calls.store(task, PRIVATE, 1, stored(2))).isNegative();
    }

    @Test
    void aSharedMappingIsForcedOnlyWhereItMayBeWritten() {
        assertThat(calls.poke(task, SHARED, 1, stored(1))).isEqualTo(1);
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
        assertThat(folio(0).isDirty()).isTrue();

        calls.mprotect(task, page(SHARED), 1, Vma.READ);
        assertThat(calls.poke(task, SHARED, 1, stored(2))).isEqualTo(Errno.EIO);
        assertThat(machine.fileCell(file, 0)).isEqualTo(stored(1));
    }

    @Test
    void whatLiesPastTheMappingOrMayNotBeReadIsOutOfReach() {
        calls.mprotect(task, page(ANONYMOUS), 1, 0);

        assertThat(calls.poke(task, UNTOUCHED + PAGE - 2, 4, stored(1))).isEqualTo(2);
        assertThat(calls.poke(task, NOTHING, 1, stored(1))).isEqualTo(Errno.EIO);
        assertThat(calls.poke(task, ANONYMOUS, 1, stored(1))).isEqualTo(Errno.EIO);
    }

    @Test
    void aChildDoesNotSeeWhatIsForcedIntoItsParent() {
        calls.mprotect(task, page(ANONYMOUS), 1, Vma.READ);
        Task child = fork();

        calls.poke(task, ANONYMOUS, 1, stored(1));

        assertThat(load(task, ANONYMOUS)).isEqualTo(stored(1));
        assertThat(load(child, ANONYMOUS)).isEqualTo(filled(0));
    }

    @Test
    void aCopyThatIsDroppedBeforeItIsPinnedIsMadeAgain() {
        calls.mprotect(task, page(PRIVATE), 1, Vma.READ);
        load(task, PRIVATE);
        story.before(StepKind.CHANGE_PTE).of(task).number(4).run(() -> calls.dontNeed(other, page(PRIVATE), 1));

        assertThat(calls.poke(task, PRIVATE, 1, stored(1))).isEqualTo(1);

        assertThat(story.isOver()).isTrue();
        assertThat(machine.fileCell(file, 0)).isEqualTo(onDisk(0));
        assertThat(load(task, PRIVATE)).isEqualTo(stored(1));
    }
}
