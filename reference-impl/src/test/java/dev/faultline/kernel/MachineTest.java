package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.hardware.Geometry;
import org.junit.jupiter.api.Test;

class MachineTest extends Scene {

    @Test
    void aMachineAloneNeedsNothingButItsSizes() {
        Machine alone = new Machine(new Geometry(PAGE, 4, 1, 1, 2, 4));
        FileInode f = alone.createFile("F", PAGE, 1);
        AddressSpace space = alone.createSpace();
        alone.map(space, "m", Vma.Kind.SHARED, 0, 1, f, 0, READ_WRITE, -1);
        Task t = alone.createTask(0, space, 0);

        assertThat(alone.calls().store(t, 3, 1, stored(1))).isZero();
        assertThat(alone.calls().fsync(t, f)).isZero();

        assertThat(f.diskCell(3)).isEqualTo(stored(1));
    }

    @Test
    void aTaskAloneThatWaitsForEverIsTold() {
        Machine alone = new Machine(new Geometry(PAGE, 4, 1, 1, 2, 4));
        FileInode f = alone.createFile("F", PAGE, 1);
        Task t = alone.createTask(0, null, 0);
        f.inodeLock().lockExclusive(t);

        assertThatThrownBy(() -> f.inodeLock().lockExclusive(t))
                .hasMessage("task 0 would wait for ever for the inode lock of F");
    }

    @Test
    void aLookAtAFilePrefersTheCacheToTheDisk() {
        assertThat(machine.fileCell(file, 3)).isEqualTo(onDisk(3));

        store(task, SHARED + 3, stored(1));

        assertThat(machine.fileCell(file, 3)).isEqualTo(stored(1));
        assertThat(file.diskCell(3)).isEqualTo(onDisk(3));
    }

    @Test
    void aLookAtUserMemoryTakesNoFault() {
        assertThat(machine.userCell(process, SHARED + 3)).isEqualTo(onDisk(3));
        assertThat(machine.userCell(process, UNTOUCHED)).isZero();
        assertThat(machine.userCell(process, ANONYMOUS)).isEqualTo(filled(0));

        assertThat(file.folioAt(0)).isNull();
        assertThat(machine.memory().freeFrames()).isEqualTo(30);
    }

    @Test
    void anAddressIsMappedWhenALoadWouldRaiseNoSignal() {
        assertThat(machine.isMapped(process, SHARED)).isTrue();
        assertThat(machine.isMapped(process, SHARED + 2 * PAGE)).isFalse();
        assertThat(machine.isMapped(process, NOTHING)).isFalse();
        calls.mprotect(task, page(ANONYMOUS), 1, 0);
        assertThat(machine.isMapped(process, ANONYMOUS)).isFalse();
    }

    @Test
    void aMachineThatWasResetIsAsNew() {
        store(task, SHARED, stored(1));
        machine.procedures().cacheIndex().grab(task, file, 1);
        process.mmapLock().lockExclusive(task);

        machine.reset();

        assertThat(machine.memory().freeFrames()).isEqualTo(32);
        assertThat(machine.files()).isEmpty();
        assertThat(machine.spaces()).isEmpty();
        FileInode fresh = machine.createFile("G", PAGE, 4);
        assertThat(machine.fileCell(fresh, 0)).isEqualTo(onDisk(0));
        Task again = machine.createTask(0, machine.createSpace(), 0);
        assertThat(again.holdsNothing()).isTrue();
        again.user().mmapLock().lockExclusive(again);
    }
}
