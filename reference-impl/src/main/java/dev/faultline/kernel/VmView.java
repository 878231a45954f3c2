package dev.faultline.kernel;

import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Folios;
import dev.faultline.spi.vm.Frames;
import dev.faultline.spi.vm.Inodes;
import dev.faultline.spi.vm.LowerTables;
import dev.faultline.spi.vm.Mappings;
import dev.faultline.spi.vm.Shootdown;
import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmPolicy;

/**
 * The kernel as handed to its own procedures, bound to one task. Numbers that come from there are not trusted: a frame
 * that is free, or a page that does not exist, is an {@link Oops}.
 */
final class VmView implements Vm {
    private final Machine machine;
    private final Task task;
    private final VmMappings mappings;
    private final VmInodes inodes;
    private final Tables tables;
    private final LowerTables lowerTables;
    private final Frames frames;
    private final Folios folios;

    VmView(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
        mappings = new VmMappings(machine, task);
        inodes = new VmInodes(machine, task);
        tables = new VmTables(machine, task);
        lowerTables = new VmLowerTables(machine, task);
        frames = new VmFrames(machine, task);
        folios = new VmFolios(machine, task);
    }

    @Override
    public VmPolicy policy() {
        return machine.policy();
    }

    @Override
    public Mappings mappings() {
        return mappings;
    }

    @Override
    public Inodes inodes() {
        return inodes;
    }

    @Override
    public Tables tables() {
        return tables;
    }

    @Override
    public LowerTables lowerTables() {
        return lowerTables;
    }

    @Override
    public Frames frames() {
        return frames;
    }

    @Override
    public Folios folios() {
        return folios;
    }

    @Override
    public Shootdown shootdown() {
        return task.gather();
    }

    @Override
    public int pageSize() {
        return machine.pageSize();
    }

    @Override
    public void reached(Branch branch) {
        task.reached(branch);
    }

    @Override
    public void note(String text) {
        task.note(text);
    }

    @Override
    public void note(String verb, VmFolio folio) {
        task.note(verb, folio);
    }

    @Override
    public void note(String verb, int page) {
        machine.procedures().reverseMap().note(task, verb, machine.spaceOf(page), machine.virtualPageOf(page));
    }
}
