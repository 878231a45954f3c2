package dev.faultline.law;

import dev.faultline.hardware.Pte;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.Machine;

/**
 * No TLB and no page table leads to a frame that was given back: the next owner's bytes would be read and overwritten
 * through it. When all is at rest, TLBs agree with page tables, so that no store can go where the page table does not
 * point.
 */
final class TlbCoherence {
    private final Bench bench;
    private final Machine machine;

    TlbCoherence(Bench bench) {
        this.bench = bench;
        machine = bench.machine();
    }

    void freed(int frame) {
        bench.docket().hears(LawBook.TLB_COHERENCE);
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            for (long pages = machine.core(cpu).tlb().pages(); pages != 0; pages &= pages - 1) {
                int page = Long.numberOfTrailingZeros(pages);
                int entry = machine.core(cpu).tlb().look(page);
                if (Pte.isPresent(entry) && Pte.frame(entry) == frame) {
                    accuse(
                            "frame " + frame + " was freed under a TLB",
                            "no TLB leads to a free frame",
                            cpu,
                            page,
                            entry);
                }
            }
        }
        if (machine.memory().mappings(frame) != 0) {
            int page = Long.numberOfTrailingZeros(machine.memory().mappings(frame));
            bench.docket()
                    .accuse(new Violation(
                            Violation.TLB_COHERENCE,
                            "frame " + frame + " was freed while it was mapped",
                            "no page table leads to a free frame",
                            name(page) + " leads to frame " + frame));
        }
    }

    void atRest() {
        for (int cpu = 0; cpu < machine.cpus(); cpu++) {
            for (long pages = machine.core(cpu).tlb().pages(); pages != 0; pages &= pages - 1) {
                int page = Long.numberOfTrailingZeros(pages);
                int cached = machine.core(cpu).tlb().look(page);
                bench.docket().hears(LawBook.TLB_COHERENCE);
                if (Pte.isPresent(cached) && !agrees(cached, entry(page))) {
                    accuse(
                            "a TLB does not agree with the page table",
                            "what the page table says, or nothing",
                            cpu,
                            page,
                            cached);
                }
            }
        }
    }

    private static boolean agrees(int cached, int entry) {
        return Pte.isPresent(entry)
                && Pte.frame(entry) == Pte.frame(cached)
                && (!Pte.isWritable(cached) || Pte.isWritable(entry));
    }

    private int entry(int page) {
        AddressSpace space = machine.spaces().get(page / bench.shadow().map().pagesPerSpace());
        return space.pageTable().walk(page % bench.shadow().map().pagesPerSpace());
    }

    private String name(int page) {
        MemoryMap map = bench.shadow().map();
        return bench.wording().userByte(page / map.pagesPerSpace(), page % map.pagesPerSpace() * map.pageSize());
    }

    private void accuse(String title, String expected, int cpu, int page, int entry) {
        String writable = Pte.isWritable(entry) ? " for writing" : "";
        bench.docket()
                .accuse(new Violation(
                        Violation.TLB_COHERENCE,
                        title,
                        expected,
                        "CPU " + cpu + "'s TLB leads " + name(page) + writable + " to frame " + Pte.frame(entry)));
    }
}
