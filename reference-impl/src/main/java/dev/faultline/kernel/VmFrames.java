package dev.faultline.kernel;

import dev.faultline.hardware.PhysicalMemory;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Frames;

/** Physical memory for one task's procedures. */
final class VmFrames implements Frames {
    private final Machine machine;
    private final Task task;

    VmFrames(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    private PhysicalMemory live(int frame, String verb) {
        machine.requireLive(task, frame, verb);
        return machine.memory();
    }

    @Override
    public void enter() {
        task.step(StepKind.ALLOCATE, 0);
        machine.procedures().directReclaim().makeRoom(task);
    }

    @Override
    public int allocate() {
        return machine.allocateFrame(task);
    }

    @Override
    public void get(int frame) {
        live(frame, "takes a reference to").get(frame);
    }

    @Override
    public void put(int frame) {
        live(frame, "drops a reference to");
        machine.putFrame(frame);
    }

    @Override
    public void pin(int frame) {
        PhysicalMemory memory = live(frame, "pins");
        memory.get(frame);
        memory.pin(frame);
        task.addHeldPage();
    }

    @Override
    public void unpin(int frame) {
        PhysicalMemory memory = live(frame, "unpins");
        if (memory.pins(frame) == 0) {
            throw task.oops(Oops.Kind.UNBALANCED, "unpins a frame that is not pinned");
        }
        memory.unpin(frame);
        task.dropHeldPage();
        machine.putFrame(frame);
    }

    @Override
    public int references(int frame) {
        return live(frame, "counts the references to").references(frame);
    }

    @Override
    public int pins(int frame) {
        return live(frame, "counts the pins of").pins(frame);
    }

    @Override
    public void clear(int frame) {
        live(frame, "zeroes").zero(frame, 0, machine.pageSize());
    }

    @Override
    public void copy(int to, int from) {
        int unit = machine.geometry().copyUnit();
        for (int offset = 0; offset < machine.pageSize(); offset += unit) {
            task.step(StepKind.COPY, from);
            PhysicalMemory memory = live(to, "copies to");
            live(from, "copies from");
            memory.copy(to, offset, from, offset, Math.min(unit, machine.pageSize() - offset));
            task.note("copies a piece of a frame");
        }
    }
}
