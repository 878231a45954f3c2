package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import dev.faultline.schedule.Replay;
import dev.faultline.schedule.Schedule;
import dev.faultline.schedule.Scheduler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hand-made program for the conductor, without a machine: each task is a list of pieces of code that take steps and
 * locks.
 */
final class Tiny implements Subject {
    /** One operation. */
    interface Code {
        void run(Steps steps);
    }

    /** How a run came out. */
    record Outcome(Ending ending, Schedule schedule, String log, int steps, long fingerprint) {}

    private final List<List<Code>> tasks = new ArrayList<>();
    private final List<Lock> locks = new ArrayList<>();
    private final Footprint footprint = new Footprint();
    private final int[] variables = new int[256];
    private Conductor conductor;
    private int exist;
    private int diskLeft;
    private Bounds bounds = new Bounds(1000, 5000);

    private Tiny() {}

    static Tiny program() {
        return new Tiny();
    }

    static Stream<Backend> backends() {
        return Stream.of(Backend.values()).filter(Backend::isAvailable);
    }

    /** Adds a task. */
    Tiny task(Code... operations) {
        exist |= 1 << tasks.size();
        tasks.add(List.of(operations));
        return this;
    }

    /** Adds a task that begins only when another one spawns it. */
    Tiny sleepingTask(Code... operations) {
        tasks.add(List.of(operations));
        return this;
    }

    Tiny bounds(int soft, int hard) {
        bounds = new Bounds(soft, hard);
        return this;
    }

    Lock lock(String name) {
        Lock lock = new Lock(name, 256 + locks.size());
        locks.add(lock);
        return lock;
    }

    /** One run, recorded in words. */
    Outcome run(Scheduler scheduler, Backend backend) {
        return run(scheduler, backend, new Observer() {
            @Override
            public boolean recording() {
                return true;
            }
        });
    }

    Outcome run(Scheduler scheduler, Backend backend, Observer observer) {
        conductor = new Conductor(this, Math.max(8, tasks.size()), backend);
        try {
            return again(scheduler, observer);
        } finally {
            conductor.close();
        }
    }

    /** Another run on the same coroutines. Only while they are open. */
    Outcome again(Scheduler scheduler, Observer observer) {
        Ending ending = conductor.run(tasks.size(), scheduler, observer);
        return new Outcome(
                ending,
                conductor.schedule().copy(),
                conductor.log().toString(),
                conductor.time(),
                conductor.fingerprint());
    }

    Conductor open(Backend backend) {
        conductor = new Conductor(this, Math.max(8, tasks.size()), backend);
        return conductor;
    }

    /** Goes back to coroutines that are open. */
    void reopen(Conductor open) {
        conductor = open;
    }

    /** A run that is decided as the text says. */
    Outcome replay(String schedule, Backend backend) {
        Replay replay = new Replay(Schedule.parse(schedule));
        Outcome outcome = run(replay, backend);
        if (replay.divergence() != null) {
            throw new AssertionError(replay.divergence() + "\n" + outcome.log());
        }
        return outcome;
    }

    /** What the variables hold now. */
    String state() {
        return Arrays.toString(variables);
    }

    @Override
    public int begin() {
        locks.forEach(lock -> lock.owner = Lock.NOBODY);
        diskLeft = 0;
        Arrays.fill(variables, 0);
        return exist;
    }

    @Override
    public int operations(int task) {
        return tasks.get(task).size();
    }

    @Override
    public int perform(int task, int index) {
        tasks.get(task).get(index).run(new Steps(task));
        return 0;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public boolean diskPending() {
        return diskLeft > 0;
    }

    @Override
    public int diskStep() {
        return Step.of(StepKind.DISK_IO, diskLeft);
    }

    @Override
    public void advanceDisk() {
        footprint.writes(Footprint.DISK_HEAD);
        diskLeft--;
    }

    @Override
    public Footprint footprint() {
        return footprint;
    }

    @Override
    public String holdings(int task) {
        List<String> held = new ArrayList<>();
        for (Lock lock : locks) {
            if (lock.owner == task) {
                held.add(lock.name);
            }
        }
        return String.join(", ", held);
    }

    @Override
    public String describe(int task, int index) {
        return "operation " + index;
    }

    /** What a task's code can do. */
    final class Steps {
        private final int task;

        Steps(int task) {
            this.task = task;
        }

        int task() {
            return task;
        }

        /** Takes a step that means nothing. */
        Steps step() {
            conductor.preempt(task, Step.of(StepKind.YIELD, task));
            return this;
        }

        Steps steps(int count) {
            for (int i = 0; i < count; i++) {
                step();
            }
            return this;
        }

        Steps lock(Lock lock) {
            conductor.asks(task, lock.object, true);
            conductor.preempt(task, Step.of(StepKind.LOCK_FOLIO, locks.indexOf(lock)), lock);
            footprint.reads(lock.object);
            if (lock.owner != Lock.NOBODY) {
                conductor.await(task, lock);
            }
            take(lock);
            return this;
        }

        /** Asks for a lock in one step, whether or not it is free, and takes it in another. */
        Steps askFor(Lock lock) {
            step();
            conductor.await(task, lock);
            take(lock);
            return this;
        }

        boolean tryLock(Lock lock) {
            conductor.preempt(task, Step.of(StepKind.TRY_LOCK_FOLIO, locks.indexOf(lock)));
            footprint.reads(lock.object);
            if (lock.owner != Lock.NOBODY) {
                return false;
            }
            take(lock);
            return true;
        }

        private void take(Lock lock) {
            footprint.writes(lock.object);
            footprint.takes(lock.object);
            lock.owner = task;
            conductor.takes(task, lock.object, true);
        }

        int read(int variable) {
            step();
            footprint.reads(variable);
            return variables[variable];
        }

        Steps write(int variable, int value) {
            step();
            footprint.writes(variable);
            variables[variable] = value;
            return this;
        }

        /** Reads and, if it finds what it expects, writes in one step. */
        boolean compareAndSet(int variable, int expected, int value) {
            step();
            footprint.reads(variable);
            if (variables[variable] != expected) {
                return false;
            }
            footprint.writes(variable);
            variables[variable] = value;
            return true;
        }

        Steps unlock(Lock lock) {
            conductor.preempt(task, Step.of(StepKind.UNLOCK_FOLIO, locks.indexOf(lock)));
            footprint.writes(lock.object);
            footprint.frees(lock.object);
            lock.owner = Lock.NOBODY;
            conductor.drops(task, lock.object);
            return this;
        }

        Steps await(Waitable waitable) {
            step();
            conductor.await(task, waitable);
            return this;
        }

        int choose(int alternatives) {
            return conductor.choose(task, alternatives);
        }

        /** Gives the disk that many steps to take. */
        Steps submit(int steps) {
            step();
            footprint.writes(Footprint.DISK_HEAD);
            diskLeft += steps;
            return this;
        }

        /** Waits until a variable is not zero, and reads it in the step that this makes possible. */
        Steps awaitNonZero(int variable) {
            conductor.await(task, new Waitable() {
                @Override
                public boolean ready(int waiter) {
                    return variables[variable] != 0;
                }

                @Override
                public int holders(int waiter) {
                    return 0;
                }

                @Override
                public String describe() {
                    return "variable " + variable;
                }
            });
            footprint.reads(variable);
            return this;
        }

        Steps awaitDisk() {
            return await(new Waitable() {
                @Override
                public boolean ready(int waiter) {
                    return diskLeft == 0;
                }

                @Override
                public int holders(int waiter) {
                    return 1 << Nondeterminism.DISK;
                }

                @Override
                public String describe() {
                    return "the disk";
                }
            });
        }

        void spawn(int other) {
            conductor.spawn(1 << other);
        }
    }

    /** A lock with an owner and no queue. */
    static final class Lock implements Waitable {
        private static final int NOBODY = -1;

        private final String name;
        private final int object;
        private int owner = NOBODY;

        private Lock(String name, int object) {
            this.name = name;
            this.object = object;
        }

        @Override
        public int lock() {
            return object;
        }

        @Override
        public boolean ready(int task) {
            return owner == NOBODY;
        }

        @Override
        public int holders(int task) {
            return owner == NOBODY ? 0 : 1 << owner;
        }

        @Override
        public int mark() {
            return object;
        }

        @Override
        public String describe() {
            return name;
        }
    }
}
