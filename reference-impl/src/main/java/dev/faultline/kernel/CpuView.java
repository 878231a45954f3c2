package dev.faultline.kernel;

import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Cpu;
import dev.faultline.spi.Folio;

/** The CPU that the task runs on. */
final class CpuView implements Cpu {
    private final Machine machine;
    private final Task task;
    private int atomicKmaps;

    CpuView(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void reset() {
        atomicKmaps = 0;
    }

    int atomicKmaps() {
        return atomicKmaps;
    }

    @Override
    public void disableFaults() {
        task.changeFaultsDisabled(1);
        task.note("disables faults");
    }

    @Override
    public void enableFaults() {
        task.changeFaultsDisabled(-1);
        task.note("enables faults");
    }

    @Override
    public void disablePreemption() {
        task.changePreemptionDisabled(1);
        task.note("disables preemption");
    }

    @Override
    public void enablePreemption() {
        task.changePreemptionDisabled(-1);
        task.note("enables preemption");
    }

    private static CacheFolio folio(Folio folio) {
        return ((FolioHandle) folio).held("maps");
    }

    @Override
    public void kmapAtomic(Folio handle) {
        CacheFolio folio = folio(handle);
        task.step(StepKind.KMAP, task.number());
        task.changePreemptionDisabled(1);
        if (!task.cpu().pushSlot(folio.number())) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, "finds no atomic kmap slot left on its CPU for " + folio);
        }
        atomicKmaps++;
        task.note("maps in an atomic slot", folio);
    }

    @Override
    public void kunmapAtomic(Folio handle) {
        CacheFolio folio = folio(handle);
        if (!task.cpu().popSlot(folio.number())) {
            throw task.oops(
                    Oops.Kind.UNBALANCED, "unmaps " + folio + " from an atomic slot that holds another, or none");
        }
        atomicKmaps--;
        task.changePreemptionDisabled(-1);
        task.note("unmaps from its atomic slot", folio);
    }

    @Override
    public void kmap(Folio handle) {
        CacheFolio folio = folio(handle);
        task.step(StepKind.KMAP, task.number());
        task.mightSleep("maps a folio in a shared slot");
        machine.kmapPool().take(task);
        task.addKmap(folio.number());
        task.note("maps in a shared slot", folio);
    }

    @Override
    public void kunmap(Folio handle) {
        CacheFolio folio = folio(handle);
        if (!task.dropKmap(folio.number())) {
            throw task.oops(Oops.Kind.UNBALANCED, "unmaps " + folio + " from a shared slot where it is not mapped");
        }
        machine.kmapPool().give(task);
        task.note("unmaps from its shared slot", folio);
    }

    @Override
    public void sleepOn(Folio handle) {
        CacheFolio folio = folio(handle);
        task.step(StepKind.SLEEP, folio.place());
        task.mightSleep("sleeps");
        folio.sleep(task.bit());
        task.await(folio.wakeUp());
        folio.woken();
    }

    @Override
    public void wakeAll(Folio handle) {
        CacheFolio folio = folio(handle);
        task.step(StepKind.WAKE, folio.place());
        folio.wakeAll();
        task.note("wakes who sleeps on", folio);
    }

    @Override
    public void yield() {
        task.step(StepKind.YIELD, task.number());
        task.mightSleep("lets others run");
    }

    @Override
    public boolean signalPending() {
        return machine.procedures().signals().isPending(task);
    }
}
