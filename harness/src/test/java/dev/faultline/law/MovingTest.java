package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.Tables;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux6;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those may see who look while memory moves, and what a move may not do. */
class MovingTest {
    private static final String BESIDE_A_TRUNCATION = """
            machine page 8
            file F 16: warm warm
            process A
              a = private F page 1, 1 page, rw
              b = anonymous 1 page, rw, filled
            task T1 in A
              store(a+0:8)
              c = mremap(a page 0, 1 page)
              load(c+0:8)
            task T2 in A
              store(a+2:2)
              load(a+0:8)
            task T3 in A
              ftruncate(F, 8)
              write(F@0, b+0:8)
            """;

    private static final String STORED_TO = """
            machine page 8
            file F 8: warm
            process A
              a = shared F page 0, 1 page, rw
            task T1 in A
              store(a+0:4)
              c = mremap(a page 0, 1 page)
              load(c+0:8)
            task K1 kernel
              writeback(F page 0)
              reclaim(F page 0)
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {"anonymous 1 page, rw, filled", "private F page 0, 1 page, rw", "shared F page 0, 1 page, rw"})
    void theBufferOfACopyMayMoveUnderIt(String mapping) {
        Trial.acquitsAll("""
                machine page 8
                file F 8: cold
                process A
                  a = %s
                task T1 in A
                  read(F@0, a+0:8)
                  write(F@4, a+0:4)
                  load(a+0:8)
                task T2 in A
                  c = mremap(a page 0, 1 page)
                  load(c+0:8)
                  store(c+2:4)
                  load(c+0:8)
                """.formatted(mapping));
    }

    @Test
    void aMoveBesideEverythingElse() {
        Trial.acquitsAll(BESIDE_A_TRUNCATION);
        Trial.acquitsAll(STORED_TO);
        Trial.acquitsAll("""
                machine page 8
                file F 20: warm hole dirty
                process A
                  a = shared F page 0, 2 pages, rw
                  p = private F page 1, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                process B forked
                task T1 in A
                  store(p+0:16)
                  c = mremap(p page 0, 2 pages)
                  fork(B)
                  store(c+6:4)
                  madvise_dontneed(p page 0, 1 page)
                  load(c+0:16)
                task T2 in A
                  read(F@0, p+0:12)
                  d = mremap(b page 1, 1 page)
                  mprotect(p, r)
                  read(F@4, d+0:8)
                task T3 in B
                  e = mremap(c page 1, 1 page)
                  load(e+0:8)
                  poke(c+0:8)
                task K1 kernel
                  reclaim(F page 0)
                  writeback(F page 2)
                """);
    }

    @Test
    void onlyOneOfTwoMovesGetsThePage() {
        Trial.acquitsAll("""
                machine page 8
                process A
                  a = anonymous 2 pages, rw, filled
                task T1 in A
                  c = mremap(a page 0, 2 pages)
                  load(c+0:16)
                task T2 in A
                  d = mremap(a page 1, 1 page)
                  store(d+0:8)
                  e = mremap(d page 0, 1 page)
                task T3 in A
                  mprotect(a, r)
                  madvise_dontneed(a page 1, 1 page)
                  store(a+8:8)
                """);
    }

    /** Reclaim finds the page at its new place only, and frees the frame that the old translation still leads to. */
    @Test
    void whoFlushesLateIsAccused() {
        VmPolicy late = new Named() {
            @Override
            public void moveEntries(Vm vm, int from, int to, int pages) {
                vm.tables().enter(from);
                moveEntry(vm, from, to);
            }

            @Override
            public void move(Vm vm, int from, int to, int pages) {
                super.move(vm, from, to, pages);
                vm.shootdown().flush();
            }
        };

        assertThat(accusation(late, STORED_TO)).isEqualTo("tlb-coherence");
    }

    @Test
    void whoNeverFlushesIsAccused() {
        VmPolicy never = new Named() {
            @Override
            public void moveEntries(Vm vm, int from, int to, int pages) {
                vm.tables().enter(from);
                vm.tables().move(from, to);
            }
        };

        assertThat(accusation(never, """
                machine page 8
                process A
                  a = anonymous 1 page, rw, filled
                task T1 in A
                  load(a+0:1)
                  c = mremap(a page 0, 1 page)
                """)).isEqualTo("tlb-coherence");
    }

    @Test
    void whoForgetsTheDirtyBitIsAccused() {
        VmPolicy forgetful = new Named() {
            @Override
            public void moveEntry(Vm vm, int from, int to) {
                Tables tables = vm.tables();
                super.moveEntry(vm, from, to);
                if (tables.isPresent(to)) {
                    tables.set(to, tables.entry(to) & ~Pte.DIRTY);
                }
            }
        };

        assertThat(accusation(forgetful, STORED_TO)).isIn("byte-rule", "structure");
    }

    /** A pinned page that is not exclusive any more is copied by the next store, away from under the read that fills it. */
    @Test
    void whoForgetsThatAPageIsExclusiveIsAccused() {
        VmPolicy forgetful = new Named() {
            @Override
            public void moveEntry(Vm vm, int from, int to) {
                Tables tables = vm.tables();
                super.moveEntry(vm, from, to);
                if (tables.isPresent(to)) {
                    tables.set(to, tables.entry(to) & ~(Pte.EXCLUSIVE | Pte.WRITABLE));
                }
            }
        };

        String scenario = """
                machine page 8
                file F 8: cold
                process A
                  a = anonymous 1 page, rw
                task T1 in A
                  read(F@0, a+0:8)
                task T2 in A
                  c = mremap(a page 0, 1 page)
                  store(c+0:1)
                """;
        assertThat(Trial.accusation(new UnderPolicy(forgetful, new FreeBsd()), scenario)
                        .law())
                .isEqualTo("cow-isolation");
    }

    /** The walk has passed the new place, which lies before the old one, and finds nothing at the old one any more. */
    @Test
    void whoMovesPastAWalkIsAccused() {
        VmPolicy unlocked = new Named() {
            @Override
            public void move(Vm vm, int from, int to, int pages) {
                moveEntries(vm, from, to, pages);
            }
        };

        assertThat(accusation(unlocked, """
                machine page 8
                file F 8: warm
                process A
                  z = private F page 0, 1 page, rw
                task T1 in A
                  c = mremap(a page 0, 1 page)
                  load(c+0:8)
                task T2 in A
                  a = mmap(private F page 0, 1 page, rw)
                  store(a+0:8)
                  store(z+0:1)
                  ftruncate(F, 0)
                  ftruncate(F, 8)
                """)).isEqualTo("byte-rule");
    }

    @Test
    void aRefusalWithoutACauseIsAccused() {
        VmPolicy keeping = new Named() {
            @Override
            public void moveEntries(Vm vm, int from, int to, int pages) {}
        };

        assertThat(accusation(keeping, """
                machine page 8
                process A
                  a = anonymous 1 page, rw, filled
                task T1 in A
                  c = mremap(a page 0, 1 page)
                  load(c+0:8)
                """)).isEqualTo("cow-isolation");
    }

    private static String accusation(VmPolicy policy, String scenario) {
        return Trial.accusation(new UnderPolicy(policy, new Linux6()), scenario).law();
    }

    private abstract static class Named implements VmPolicy {
        @Override
        public String name() {
            return "moves-otherwise";
        }

        @Override
        public void move(Vm vm, int from, int to, int pages) {
            VmPolicy.super.move(vm, from, to, pages);
        }

        @Override
        public void moveEntry(Vm vm, int from, int to) {
            VmPolicy.super.moveEntry(vm, from, to);
        }
    }
}
