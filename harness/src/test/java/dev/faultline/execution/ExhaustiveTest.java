package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Tiny.Lock;
import dev.faultline.execution.Tiny.Outcome;
import dev.faultline.schedule.Exhaustive;
import dev.faultline.schedule.Scheduler;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Exhaustive} runs each Mazurkiewicz trace once, of programs for which their number is known. */
class ExhaustiveTest {
    private static final Backend BACKEND = Backend.best();
    private static final int RUNS_MAX = 3000;
    private static final int PROGRAMS = Integer.getInteger("faultline.test.programs", 250);

    @Test
    void tasksThatHaveNothingToDoWithEachOtherNeedOneRun() {
        Tiny program = Tiny.program();
        for (int i = 0; i < 5; i++) {
            int own = i;
            program.task(s -> s.write(own, s.read(own) + 1));
        }

        Search search = new Search(program);

        assertThat(search.traces).hasSize(1);
        assertThat(search.policy.traces()).isEqualTo(1);
    }

    /** Any two writes conflict, so that every order of the n of them is a trace. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,6", "4,24", "5,120"})
    void writersOfOneVariable(int writers, int orders) {
        Tiny program = Tiny.program();
        for (int i = 0; i < writers; i++) {
            int value = i;
            program.task(s -> s.write(0, value));
        }

        assertEach(program, orders);
    }

    /** "readers" of Abdulla et al. (POPL 2014): each of n readers comes before the one writer or after it. */
    @ParameterizedTest
    @CsvSource({"2,4", "8,256"})
    void readersAndAWriter(int readers, int subsets) {
        Tiny program = Tiny.program().task(s -> s.write(0, 1));
        for (int i = 0; i < readers; i++) {
            int own = 1 + i;
            program.task(s -> s.write(own, s.read(0)));
        }

        assertEach(program, subsets);
    }

    /** n writes of one variable come in any order, and each of r reads before, between or after them: n! (n + 1)^r. */
    @ParameterizedTest
    @CsvSource({"1,3,8", "2,2,18", "2,3,54", "3,2,96"})
    void readersAndWriters(int writers, int readers, int orders) {
        Tiny program = Tiny.program();
        for (int i = 0; i < writers; i++) {
            int value = 1 + i;
            program.task(s -> s.write(0, value));
        }
        for (int i = 0; i < readers; i++) {
            int own = 1 + i;
            program.task(s -> s.write(own, s.read(0)));
        }

        assertEach(program, orders);
    }

    /**
     * A shared counter without a lock: the writes come in any of n! orders, and what a task that is the k-th to write
     * has read before is one of k values, which makes n! n! traces.
     */
    @ParameterizedTest
    @CsvSource({"2,4", "3,36", "4,576"})
    void sharedCounter(int tasks, int orders) {
        Tiny program = Tiny.program();
        for (int i = 0; i < tasks; i++) {
            program.task(s -> s.write(0, s.read(0) + 1));
        }

        Search search = assertEach(program, orders);
        assertThat(search.outcomes).hasSize(tasks);
    }

    /** Critical sections of one lock come in any order. */
    @ParameterizedTest
    @CsvSource({"2,2", "3,6", "4,24"})
    void countersUnderALock(int tasks, int orders) {
        Tiny program = Tiny.program();
        Lock lock = program.lock("lock");
        for (int i = 0; i < tasks; i++) {
            program.task(s -> s.lock(lock).write(0, s.read(0) + 1).unlock(lock));
        }

        assertEach(program, orders);
    }

    /**
     * Each fork is taken first by its left or by its right neighbour, and that is all there is to tell: 2^n ways. All
     * taken first by who reaches for them first is the deadlock; all taken first by who reaches for them second would
     * need each philosopher to be done before the next, around the table, and cannot be.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void diningPhilosophers(int philosophers) {
        Tiny program = Tiny.program();
        Lock[] forks = new Lock[philosophers];
        for (int i = 0; i < philosophers; i++) {
            forks[i] = program.lock("fork " + i);
        }
        for (int i = 0; i < philosophers; i++) {
            Lock first = forks[i];
            Lock second = forks[(i + 1) % philosophers];
            program.task(s -> s.lock(first).lock(second).unlock(second).unlock(first));
        }

        Search search = assertEach(program, (1 << philosophers) - 1);
        assertThat(search.endings).containsEntry("Deadlocked", 1).containsEntry("Completed", (1 << philosophers) - 2);
    }

    /**
     * "file system" of Flanagan and Godefroid (POPL 2005): 26 blocks, and task t begins its search at block 2t. Up to 13
     * tasks nobody meets; each more meets one other at its block: published 2, 8, 32 and 64 traces for 14, 16, 18 and 19.
     */
    @ParameterizedTest
    @CsvSource({"13,1", "14,2", "16,8", "18,32", "19,64"})
    void fileSystem(int tasks, int published) {
        int blocks = 26;
        Tiny program = Tiny.program();
        Lock[] inodeLocks = new Lock[tasks];
        Lock[] blockLocks = new Lock[blocks];
        for (int i = 0; i < tasks; i++) {
            inodeLocks[i] = program.lock("inode " + i);
        }
        for (int b = 0; b < blocks; b++) {
            blockLocks[b] = program.lock("block " + b);
        }
        for (int t = 0; t < tasks; t++) {
            int inode = t;
            program.task(s -> {
                s.lock(inodeLocks[inode]);
                int block = inode * 2 % blocks;
                while (s.lock(blockLocks[block]).read(block) != 0) {
                    s.unlock(blockLocks[block]);
                    block = (block + 1) % blocks;
                }
                s.write(block, 1).write(blocks + inode, block + 1);
                s.unlock(blockLocks[block]).unlock(inodeLocks[inode]);
            });
        }

        assertEach(program, published);
    }

    /**
     * "indexer" of the same paper: each task puts 4 words into a hash table of 128 places. Up to 11 tasks no words meet,
     * with 12 three pairs do: published 8 traces, with 13 published 64.
     */
    @ParameterizedTest
    @CsvSource({"11,1", "12,8", "13,64"})
    void indexer(int tasks, int published) {
        Tiny program = Tiny.program();
        for (int t = 0; t < tasks; t++) {
            int task = t;
            program.task(s -> {
                for (int m = 1; m <= 4; m++) {
                    int word = m * 11 + task;
                    int hash = word * 7 % 128;
                    while (!s.compareAndSet(hash, 0, word)) {
                        hash = (hash + 1) % 128;
                    }
                }
            });
        }

        assertEach(program, published);
    }

    /**
     * "last zero" of Abdulla et al. (POPL 2014): one task looks from above for the last zero in an array of n + 1 places
     * while n others each set a place to one more than the place below it. Published 64 traces for n = 5 and 3328 for n =
     * 10, which is (n + 3) 2^(n-2).
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 10})
    void lastZero(int n) {
        Tiny program = Tiny.program().task(s -> {
            int i = n;
            while (s.read(i) != 0) {
                i--;
            }
        });
        for (int j = 1; j <= n; j++) {
            int place = j;
            program.task(s -> s.write(place, s.read(place - 1) + 1));
        }

        Search search = new Search(program);

        assertThat(search.traces).hasSize((n + 3) << n >> 2);
        assertThat(search.policy.traces()).isEqualTo(search.traces.size());
    }

    @Test
    void everyAlternativeOfAChoiceIsABranch() {
        Tiny program = Tiny.program()
                .task(s -> s.write(0, s.choose(3)))
                .task(s -> s.read(1))
                .task(s -> s.write(0, 9));

        assertEach(program, 6);
    }

    @Test
    void theDiskIsATask() {
        Tiny program = Tiny.program().task(s -> s.submit(2).awaitDisk()).task(s -> s.write(0, 1));

        assertThat(new Search(program).traces).isEqualTo(naive(program).traces);
    }

    /**
     * Where one task waits for a lock of another that waits for one of its own, a run ends, though a third could go on.
     * What that third would have done is not lost: here it settles in which order the first takes its locks.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeadlockHidesNothingThatOthersCouldStillDo(boolean asks) {
        Tiny program = Tiny.program();
        Lock one = program.lock("one");
        Lock two = program.lock("two");
        program.task(s -> {
            Lock first = s.read(0) == 0 ? one : two;
            Lock second = first == one ? two : one;
            take(s.lock(first), second, asks);
            s.unlock(second).unlock(first);
        });
        program.task(s -> {
            take(s.lock(two), one, asks);
            s.unlock(one).unlock(two);
        });
        program.task(s -> s.write(0, 1));

        Search search = new Search(program);
        Search naive = new Search(program, new EveryInterleaving(), 100_000);

        assertThat(naive.endings).containsOnlyKeys("Completed", "Deadlocked");
        assertThat(search.completed()).isEqualTo(naive.completed());
        assertThat(search.finals()).isEqualTo(naive.finals());
    }

    private static void take(Tiny.Steps steps, Lock lock, boolean asks) {
        if (asks) {
            steps.askFor(lock);
        } else {
            steps.lock(lock);
        }
    }

    /** Small random programs of reads, writes, locks, conditions and choices, against running every interleaving. */
    @Test
    void likeNaiveSearchOnRandomPrograms() {
        Random random = new Random(1);
        int compared = 0;
        int deadlocks = 0;
        long interleavings = 0;
        long traces = 0;
        while (compared < PROGRAMS) {
            Tiny program = randomProgram(random);

            Search naive = naive(program);
            if (naive.runs == RUNS_MAX) {
                continue;
            }
            Search search = new Search(program);
            compared++;
            deadlocks += naive.endings.containsKey("Deadlocked") ? 1 : 0;
            interleavings += naive.runs;
            traces += search.policy.traces();

            assertThat(search.completed()).isEqualTo(naive.completed());
            assertThat(search.outcomes.keySet()).isEqualTo(naive.outcomes.keySet());
            assertThat(naive.traces).containsAll(search.traces);
        }
        System.out.printf(
                "%d programs, %d of them with deadlocks: %d interleavings, %d traces%n",
                compared, deadlocks, interleavings, traces);
        assertThat(deadlocks).isGreaterThan(PROGRAMS / 20);
    }

    private static Tiny randomProgram(Random random) {
        Tiny program = Tiny.program();
        Lock[] locks = {program.lock("one"), program.lock("two")};
        int tasks = 2 + random.nextInt(2);
        for (int t = 0; t < tasks; t++) {
            int[] code = random.ints(tasks == 2 ? 2 : 1, 0, 12).toArray();
            program.task(s -> {
                for (int instruction : code) {
                    switch (instruction) {
                        case 0, 1 -> s.write(instruction, 1 + s.task());
                        case 2, 3 -> s.read(instruction - 2);
                        case 4 -> s.write(2, s.choose(2));
                        case 5 ->
                            s.lock(locks[0]).lock(locks[1]).unlock(locks[1]).unlock(locks[0]);
                        case 6 ->
                            s.lock(locks[1]).lock(locks[0]).unlock(locks[0]).unlock(locks[1]);
                        case 7 -> s.submit(1);
                        case 8 -> s.awaitNonZero(0);
                        case 10 -> {
                            if (s.tryLock(locks[0])) {
                                s.write(0, 7).unlock(locks[0]);
                            }
                        }
                        case 9 -> s.awaitNonZero(1).write(1, 0);
                        default -> s.compareAndSet(0, 0, 5);
                    }
                }
            });
        }
        return program;
    }

    private static Search assertEach(Tiny program, int expected) {
        Search search = new Search(program);
        assertThat(search.traces).hasSize(expected);
        assertThat(search.policy.traces()).as("runs").isEqualTo(expected);
        return search;
    }

    private static Search naive(Tiny program) {
        return new Search(program, new EveryInterleaving(), RUNS_MAX);
    }

    private static final class Search {
        private final Exhaustive policy = new Exhaustive();
        private final TreeSet<String> traces = new TreeSet<>();
        private final Map<String, Integer> endings = new HashMap<>();
        private int runs;
        private final Map<String, Integer> outcomes = new HashMap<>();

        Search(Tiny program) {
            run(program, policy, policy::advance, Integer.MAX_VALUE);
            assertThat(policy.isComplete()).isTrue();
        }

        Search(Tiny program, EveryInterleaving naive, int runsMax) {
            run(program, naive, naive::advance, runsMax);
        }

        /** The traces that came to their end; where a deadlock cuts a run short, how far the others were does not matter. */
        private TreeSet<String> completed() {
            TreeSet<String> completed = new TreeSet<>(traces);
            completed.removeIf(trace -> !trace.endsWith("Completed"));
            return completed;
        }

        /** What was left when all that could be done was done. */
        private TreeSet<String> finals() {
            TreeSet<String> finals = new TreeSet<>(outcomes.keySet());
            finals.removeIf(outcome -> !outcome.startsWith("Completed"));
            return finals;
        }

        private void run(Tiny program, Scheduler scheduler, BooleanSupplier advance, int runsMax) {
            TraceRecorder recorder = new TraceRecorder(scheduler);
            Conductor conductor = program.open(BACKEND);
            do {
                Outcome outcome = program.again(recorder, new Observer() {});
                String ending = outcome.ending().getClass().getSimpleName();
                if (!(outcome.ending() instanceof Ending.Stopped)) {
                    traces.add(recorder.trace() + ending);
                    endings.merge(ending, 1, Integer::sum);
                    outcomes.merge(ending + program.state(), 1, Integer::sum);
                }
                runs++;
            } while (advance.getAsBoolean() && runs < runsMax);
            conductor.close();
        }
    }
}
