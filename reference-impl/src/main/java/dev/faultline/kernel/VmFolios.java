package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Folios;
import dev.faultline.spi.vm.VmFolio;

/** Folios for one task's procedures. */
final class VmFolios implements Folios {
    private final Machine machine;
    private final Task task;

    VmFolios(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    private CacheFolio locked(VmFolio folio, String verb) {
        CacheFolio mine = (CacheFolio) folio;
        FolioIo.requireLocked(task, mine, verb);
        return mine;
    }

    @Override
    public void enter(VmFolio folio) {
        task.step(StepKind.WRITE_FLAGS, ((CacheFolio) folio).number());
    }

    @Override
    public void setCopyOnWrite(VmFolio folio, boolean copyOnWrite) {
        locked(folio, "marks").setCopyOnWrite(copyOnWrite);
    }

    @Override
    public void setFrame(VmFolio folio, int frame) {
        machine.requireLive(task, frame, "gives a folio");
        locked(folio, "moves").setFrame(frame);
    }
}
