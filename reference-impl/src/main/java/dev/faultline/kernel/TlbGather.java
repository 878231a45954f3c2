package dev.faultline.kernel;

import dev.faultline.hardware.Core;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Shootdown;

/**
 * What a task has taken out of page tables and not yet out of the TLBs (Linux's {@code mmu_gather}): the pages to
 * flush, and the frames that must outlive the flush. The shootdown is one step for each CPU that holds one of the
 * entries; frames are dropped only after it.
 */
final class TlbGather implements Shootdown {
    private final Machine machine;
    private final Task task;
    private int[] frames = new int[16];
    private int frameCount;
    private long pages;

    TlbGather(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void reset() {
        frameCount = 0;
        pages = 0;
    }

    /** Forgets flushes that the last call still owed; the TLBs keep the stale entries. */
    void forgetPages() {
        pages = 0;
    }

    /** Frames that are still to be freed. */
    int frames() {
        return frameCount;
    }

    void addPage(int page) {
        pages |= 1L << page;
    }

    /** Takes over the reference that a page-table entry had to a frame. */
    void addFrame(int frame) {
        if (frameCount == frames.length) {
            frames = java.util.Arrays.copyOf(frames, 2 * frameCount);
        }
        frames[frameCount++] = frame;
    }

    @Override
    public void add(int page) {
        machine.requirePage(task, page, "flushes");
        addPage(page);
    }

    @Override
    public void flush() {
        if (pages == 0) {
            return;
        }
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            Core core = machine.core(cpu);
            if (core.tlb().holdsAny(pages)) {
                task.step(StepKind.FLUSH_TLB, cpu);
                core.tlb().flush(pages);
                if (core != task.cpu()) {
                    task.reached(Branch.SHOOTDOWN);
                }
                if (task.recording()) {
                    task.note("flushes the TLB of CPU " + cpu);
                }
            }
        }
        pages = 0;
    }

    @Override
    public void freeFrames() {
        for (int i = 0; i < frameCount; i++) {
            machine.putFrame(frames[i]);
        }
        frameCount = 0;
    }
}
