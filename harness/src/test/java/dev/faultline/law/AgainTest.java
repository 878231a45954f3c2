package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.SamplePolicies;
import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Forwarding;
import dev.faultline.execution.Program;
import dev.faultline.execution.UnderPolicy;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.vm.Signals;
import dev.faultline.spi.vm.Vm;
import dev.faultline.strategy.BounceBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One machine is used for run after run. Nothing of a run is left in the next, whatever became of it. */
class AgainTest {
    private static final String TWO_TASKS = """
            machine page 8, 1 cpu
            file F 16: warm warm
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 1 page, rw, filled
            process B
              c = private F page 0, 2 pages, r
            task T1 in A
              write(F@0, b+0:8)
              store(a+0:2)
              load(b+0:8)
              mprotect(b, r)
            task T2 in B
              load(c+4:8)
              read(F@8, c+8:8)
              madvise_dontneed(c page 0, 1 page)
            task K1 kernel
              reclaim(F page 1)
            """;

    /** The same machine with less in it: what was mapped above is not here. */
    private static final String LESS = """
            machine page 8, 1 cpu
            file F 16: warm warm
            process A
              a = anonymous 1 page, r
              d = anonymous 2 pages, rw
            process B
              c = anonymous 1 page, rw
              e = private F page 0, 1 page, rw
            task T1 in A
              write(F@0, a+4:8)
              read(F@0, a+0:4)
              munmap(d page 0, 1 page)
              load(d+0:4)
            task T2 in B
              read(F@8, c+4:8)
              store(e+0:8)
            task K1 kernel
              reclaim(F page 1)
            """;

    private static @Nullable Violation run(Execution execution, Laws laws, Program program, int seed) {
        Ending ending = execution.run(program, new RandomWalk(seed), laws);
        return laws.judge(ending);
    }

    private static long fresh(String scenario, int seed) {
        try (Execution execution = new Execution(new BounceBuffer(), Backend.best())) {
            assertThat(run(execution, new Laws(Guarantee.BYTE), Program.of(Scenario.parse(scenario)), seed))
                    .isNull();
            return execution.fingerprint();
        }
    }

    @Test
    void programsTakeTurnsOnOneMachine() {
        Program[] programs = {Program.of(Scenario.parse(TWO_TASKS)), Program.of(Scenario.parse(LESS))};
        Laws laws = new Laws(Guarantee.BYTE);
        try (Execution execution = new Execution(new BounceBuffer(), Backend.best())) {
            for (int i = 0; i < 100; i++) {
                assertThat(run(execution, laws, programs[i % 2], i)).isNull();
                assertThat(execution.fingerprint()).isEqualTo(fresh(i % 2 == 0 ? TWO_TASKS : LESS, i));
            }
        }
    }

    /** What is mapped by a run is not mapped when the next begins. */
    @Test
    void mappingsOfARunAreGoneInTheNext() {
        Program program = Program.of(Scenario.parse("""
                machine page 8, 1 cpu
                file F 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  load(x+0:4)
                  madvise_dontneed(x page 0, 1 page)
                  x = mmap(shared F page 0, 1 page, rw)
                  store(x+0:4)
                """));
        Laws laws = new Laws(Guarantee.BYTE);
        List<Integer> results = new ArrayList<>();
        Forwarding watching = new Forwarding(laws) {
            @Override
            public void operationEnds(int task, int index, int result, int time) {
                results.add(result);
                super.operationEnds(task, index, result, time);
            }
        };
        try (Execution execution = new Execution(new BounceBuffer(), Backend.best())) {
            for (int i = 0; i < 3; i++) {
                results.clear();
                assertThat(laws.judge(execution.run(program, new RandomWalk(i), watching)))
                        .isNull();
                assertThat(results).containsExactly(Signals.SIGSEGV, Errno.ENOMEM, 0, 0);
            }
        }
    }

    /** Takes all that there is to take, and gives nothing back. */
    private static void takeAll(Kernel kernel, Inode file) {
        Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
        for (int i = 0; i < 4; i++) {
            kernel.cpu().kmap(folio);
        }
        file.lockRange(0, 16, true);
        file.lockShared();
        file.lockShared();
        file.lockInvalidationExclusive();
        kernel.pageTables().lockShared();
        folio.lock();
        kernel.cpu().kmapAtomic(folio);
        kernel.cpu().disableFaults();
    }

    @Test
    void whatALeakingRunTookIsFreeInTheNext() {
        boolean[] leaks = {true};
        Program program = Program.of(Scenario.parse("""
                machine page 8, 1 cpu
                file F 16: warm warm
                process A
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  write(F@0, b+0:8)
                  read(F@8, b+0:8)
                  munmap(b page 0, 1 page)
                task T2 in A
                  write(F@8, b+4:4)
                """));
        Laws laws = new Laws(Guarantee.BYTE);
        Culprit strategy = Culprit.writing((kernel, file, position, from) -> {
            if (leaks[0]) {
                takeAll(kernel, file);
                return Errno.EFAULT;
            }
            Folio folio = Objects.requireNonNull(kernel.pageCache().find(file, 0));
            for (int i = 0; i < 4; i++) {
                kernel.cpu().kmap(folio);
            }
            for (int i = 0; i < 4; i++) {
                kernel.cpu().kunmap(folio);
            }
            folio.put();
            file.lockShared();
            file.unlockShared();
            return new BounceBuffer().write(kernel, file, position, from);
        });
        for (int i = 0; i < 50; i++) {
            try (Execution execution = new Execution(strategy, Backend.best())) {
                leaks[0] = true;
                assertThat(run(execution, laws, program, i)).isNotNull();
                leaks[0] = false;
                for (int seed = 0; seed < 3; seed++) {
                    Violation violation = run(execution, laws, program, seed);
                    assertThat(violation == null || violation.law().equals("deadlock") && isOfSlots(violation))
                            .as(String.valueOf(violation))
                            .isTrue();
                }
            }
        }
    }

    /** A run that ends under a page table's lock. */
    @Test
    void aPageTableThatWasLockedIsFreeInTheNext() {
        String machine = """
                machine page 8, 1 cpu
                file F 8: warm
                process A
                  p = private F page 0, 1 page, rw
                task T1 in A
                  load(p+0:1)
                """;
        Program stores = Program.of(Scenario.parse(machine + "  store(p+0:8)\ntask T2 in A\n  load(p+0:1)\n"));
        Program loads = Program.of(Scenario.parse(machine + "task T2 in A\n  load(p+0:1)\n"));
        UnderPolicy strategy = new UnderPolicy(
                new SamplePolicies.Same() {
                    @Override
                    public boolean breakPrivate(Vm vm, int page, int old) {
                        vm.tables().enter(page);
                        vm.tables().hold(page);
                        vm.tables().enter(-1);
                        return true;
                    }
                },
                new BounceBuffer());
        Laws laws = new Laws(Guarantee.BYTE);
        try (Execution execution = new Execution(strategy, Backend.best())) {
            for (int i = 0; i < 20; i++) {
                assertThat(run(execution, laws, stores, i)).isNotNull();
                assertThat(run(execution, laws, loads, i)).isNull();
            }
        }
    }

    /** Two that each take all slots, one by one, may come to wait for each other. */
    private static boolean isOfSlots(Violation violation) {
        return String.join("\n", violation.details()).contains("a kmap slot")
                && !String.join("\n", violation.details()).contains("lock");
    }
}
