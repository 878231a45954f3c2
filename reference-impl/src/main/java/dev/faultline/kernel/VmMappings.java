package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Mappings;
import dev.faultline.spi.vm.VmMapping;
import org.jspecify.annotations.Nullable;

/** The mappings for one task's procedures. */
final class VmMappings implements Mappings {
    private final Machine machine;
    private final Task task;

    VmMappings(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    private AddressSpace space(int page) {
        machine.requirePage(task, page, "looks at the mapping of");
        return machine.spaceOf(page);
    }

    @Override
    public void enter(int page) {
        task.step(StepKind.READ_VMA, space(page).number());
    }

    @Override
    public @Nullable VmMapping find(int page) {
        return space(page).vma(machine.virtualPageOf(page));
    }

    @Override
    public boolean allows(int page, boolean store) {
        return (space(page).protection(machine.virtualPageOf(page)) & (store ? Vma.WRITE : Vma.READ)) != 0;
    }

    @Override
    public boolean isAnonymous(int page) {
        machine.requirePage(task, page, "looks at the mapping of");
        return machine.procedures().reverseMap().isAnonymous(page);
    }

    @Override
    public int index(VmMapping mapping, int page) {
        return ((Vma) mapping).fileIndex(machine.virtualPageOf(page));
    }
}
