package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.SamplePolicies;
import dev.faultline.execution.UnderPolicy;
import dev.faultline.spi.vm.Vm;
import dev.faultline.strategy.BounceBuffer;
import org.junit.jupiter.api.Test;

/** Lower page tables that a fork shares, and what becomes of entries that belong to two spaces. */
class SharedTablesTest {
    private static final String STORES = """
            machine page 8, shared tables
            process A
              a = anonymous 2 pages, rw, filled
            process B forked
            task T1 in A
              fork(B)
              store(a+0:2)
            task T2 in B
              load(a+0:2)
              load(a+0:2)
            """;

    private static final String TWO_THREADS = """
            machine page 8, shared tables
            process A
              a = anonymous 1 page, rw, filled
            process B forked
            task T1 in A
              store(a+0:1)
              store(a+0:1)
            task T2 in A
              fork(B)
            task T3 in B
              load(a+0:1)
              load(a+0:1)
            """;

    @Test
    void aStoreIntoATableThatIsSharedShowsInTheOther() {
        assertThat(Trial.accusation(exhibit("shared-table-in-place"), STORES).law())
                .isEqualTo("cow-isolation");
    }

    /** Both would see zeros; but the next store of either is let through. */
    @Test
    void aTableThatIsSharedLetsNoStoreThrough() {
        Violation violation = Trial.accusation(exhibit("shared-table-in-place"), """
                machine page 8, shared tables
                process A
                  a = anonymous 1 page, rw, filled
                  b = anonymous 1 page, rw
                process B forked
                task T1 in A
                  fork(B)
                  load(b+0:1)
                """);

        assertThat(violation.law()).isEqualTo("structure");
        assertThat(violation.title()).isEqualTo("a lower page table that is shared lets stores through");
    }

    @Test
    void aTranslationFromBeforeTheForkStoresIntoWhatIsShared() {
        assertThat(Trial.accusation(exhibit("table-shared-without-flush"), TWO_THREADS)
                        .law())
                .isIn("cow-isolation", "tlb-coherence");
    }

    @Test
    void whoIsLeftAloneWithATableMakesNoCopy() {
        UnderPolicy copying = new UnderPolicy(
                new SamplePolicies.Same() {
                    @Override
                    public boolean mayKeepTable(Vm vm, int page) {
                        return false;
                    }
                },
                new BounceBuffer());
        Violation violation = Trial.accusation(copying, """
                machine page 8, shared tables
                process A
                  a = anonymous 1 page, rw, filled
                process B forked
                task T1 in A
                  fork(B)
                  store(a+0:1)
                task T2 in B
                  store(a+0:1)
                """);

        assertThat(violation.law()).isEqualTo("misuse");
        assertThat(violation.actual()).startsWith("copies a lower page table that nobody would go on with");
    }

    @Test
    void whoSharesATableAndStoresIsOnItsOwn() {
        Trial.acquitsAll(STORES);
        Trial.acquitsAll(TWO_THREADS);
    }

    @Test
    void whatComesFromAFileMeansAllThatShareTheEntry() {
        Trial.acquitsAll("""
                machine page 8, shared tables
                file F 16: warm dirty
                process A
                  a = shared F page 0, 2 pages, rw
                  p = private F page 0, 2 pages, rw
                process B forked
                task T1 in A
                  store(a+4:8)
                  store(p+6:4)
                  fork(B)
                  ftruncate(F, 8)
                  load(p+0:8)
                task T2 in B
                  load(a+0:16)
                  store(a+0:2)
                  munmap(p page 0, 1 page)
                  exit()
                task K1 kernel
                  writeback(F page 0)
                  reclaim(F page 0)
                  reclaim(F page 1)
                """);
    }

    @Test
    void copiesAndPinsAfterAForkKeepToTheirOwnSide() {
        Trial.acquitsAll("""
                machine page 8, 2 cpus, shared tables
                file F 16: cold warm
                process A
                  b = anonymous 2 pages, rw, filled
                process B forked
                task T1 in A
                  fork(B)
                  read(F@0, b+0:8)
                  madvise_dontneed(b page 1, 1 page)
                task T2 in B
                  write(F@8, b+0:8)
                  mprotect(b, r)
                  poke(b+8:2)
                task T3 in A
                  read(F@8, b+8:8)
                  load(b+0:16)
                """);
    }
}
