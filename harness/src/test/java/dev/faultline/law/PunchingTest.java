package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a punched hole does to those who look, and what it may not do. */
class PunchingTest {
    private static final String LOOKED_AT = """
            machine page 8
            file F 16: warm cold
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 1 page, rw, filled
            task T1 in A
              store(a+0:4)
              punch(F@0, 12)
              read(F@8, b+0:8)
            task T2 in A
              load(a+0:16)
              load(a+0:4)
            """;

    /** What was stored past the end was never content; but when the hole was made it was there, and a read has begun before. */
    @Test
    void aReadMaySeeWhatAHoleTookAwayWhenTheFileHasGrown() {
        Trial.acquitsInEvery(2, new Linux2624WriteBegin(), """
                machine page 8
                file F 1: cold
                process A
                  a = shared F page 0, 1 page, rw
                task T1 in A
                  store(a+0:8)
                  punch(F@0, 8)
                  write(F@0, a+0:8)
                task T2 in A
                  read(F@0, a+0:8)
                """);
    }

    /**
     * Between the cache and the disk the bytes of a page that is being punched out are nowhere: a call that ends there without
     * having taken a lock is not held to what lies about.
     */
    @Test
    void aCallThatFailsAtOnceBesideAPunchHasDoneNothing() {
        Trial.acquitsInEvery(1, new Linux6(), """
                machine page 8
                file F 8: dirty
                process A
                task T1 in A
                  copy_file_range(F@0, F@0, 8)
                task T2 in A
                  punch(F@0, 8)
                """);
        Trial.acquitsInEvery(1, new AsksBeforeItLocks(), """
                machine page 8
                file F 8: dirty
                process A
                  a = anonymous 1 page, rw
                task T1 in A
                  write(F@0, a+8:4)
                task T2 in A
                  punch(F@0, 8)
                """);
    }

    /** Says EFAULT of a source that is not there before it takes any lock. */
    private static final class AsksBeforeItLocks implements CopyStrategy {
        private final Linux6 copies = new Linux6();

        @Override
        public String name() {
            return "asks-before-it-locks";
        }

        @Override
        public Guarantee guarantee() {
            return copies.guarantee();
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            return copies.read(kernel, file, position, to);
        }

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            return kernel.userMemory().touch(from, 0) ? copies.write(kernel, file, position, from) : Errno.EFAULT;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"punch(F@4, 4)", "punch(F@2, 6)"})
    void whatIsStoredPastTheEndMayStayOrGo(String punch) {
        Trial.acquitsAll("""
                machine page 8
                file F 4: warm
                process A
                  a = shared F page 0, 1 page, rw
                task T1 in A
                  store(a+0:8)
                  %s
                  load(a+0:8)
                task T2 in A
                  load(a+4:4)
                """.formatted(punch));
    }

    @Test
    void aPunchBesideEverythingElse() {
        Trial.acquitsAll(LOOKED_AT);
        Trial.acquitsAll("""
                machine page 8
                file F 20: warm hole dirty
                process A
                  a = shared F page 0, 3 pages, rw
                  p = private F page 0, 2 pages, rw
                  b = anonymous 3 pages, rw, filled
                process B forked
                task T1 in A
                  punch(F@3, 15)
                  write(F@4, b+0:20)
                  punch(F@16, 8)
                task T2 in A
                  store(p+2:4)
                  fork(B)
                  read(F@0, a+8:8)
                  load(p+0:16)
                task T3 in B
                  load(p+0:16)
                  ftruncate(F, 24)
                task K1 kernel
                  writeback(F page 0)
                  reclaim(F page 1)
                """);
    }

    @Test
    void aPrivateCopyOverAHoleStays() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                process A
                  p = private F page 0, 1 page, rw
                task T1 in A
                  store(p+0:4)
                  punch(F@0, 8)
                  load(p+0:8)
                task T2 in A
                  load(p+0:8)
                """);
    }

    @Test
    void whoTakesPrivateCopiesIsAccused() {
        VmPolicy greedy = new Named() {
            @Override
            public void punchPage(Vm vm, VmInode inode, int index) {
                vm.inodes().unmapFrom(inode, index);
                vm.shootdown().flush();
                vm.shootdown().freeFrames();
                super.punchPage(vm, inode, index);
            }
        };

        assertThat(accusation(greedy, """
                machine page 8
                file F 8: warm
                process A
                  p = private F page 0, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  store(p+0:4)
                  punch(F@0, 8)
                  read(F@0, b+0:8)
                  load(p+0:8)
                """)).isEqualTo("cow-isolation");
    }

    @Test
    void whoLeavesTheBlockIsAccused() {
        VmPolicy forgetful = new Named() {
            @Override
            public void punchPage(Vm vm, VmInode inode, int index) {
                letGo(vm, takenOut(vm, inode, index));
            }
        };

        assertThat(accusation(forgetful, LOOKED_AT)).isIn("byte-rule", "structure");
    }

    @Test
    void whoUnmapsOnlyOnceIsAccused() {
        VmPolicy hasty = new Named() {
            @Override
            public void punchPage(Vm vm, VmInode inode, int index) {
                VmFolio folio = takenOut(vm, inode, index);
                vm.inodes().makeHole(inode, index);
                letGo(vm, folio);
            }
        };

        assertThat(accusation(hasty, LOOKED_AT)).isIn("byte-rule", "structure");
    }

    @Test
    void anErrorWithoutACauseIsAccused() {
        VmPolicy failing = new Named() {
            @Override
            public boolean punch(Vm vm, VmInode inode, int from, int to) {
                return false;
            }
        };

        assertThat(accusation(failing, LOOKED_AT)).isEqualTo("result");
    }

    /** The page's folio, unmapped once and then removed from the cache; still locked. */
    private static @Nullable VmFolio takenOut(Vm vm, VmInode inode, int index) {
        VmFolio folio = vm.folios().findLocked(inode, index);
        if (folio != null) {
            vm.tables().unmap(folio, folio.frame());
            vm.shootdown().flush();
            vm.shootdown().freeFrames();
            vm.folios().waitUntilWritten(folio);
            vm.folios().remove(folio);
        }
        return folio;
    }

    private static void letGo(Vm vm, @Nullable VmFolio folio) {
        if (folio != null) {
            vm.folios().unlock(folio);
            vm.folios().put(folio);
        }
    }

    private static String accusation(VmPolicy policy, String scenario) {
        return Trial.accusation(new UnderPolicy(policy, new Linux6()), scenario).law();
    }

    private abstract static class Named implements VmPolicy {
        @Override
        public String name() {
            return "punches-otherwise";
        }

        @Override
        public void punchPage(Vm vm, VmInode inode, int index) {
            REFERENCE.punchPage(vm, inode, index);
        }
    }
}
