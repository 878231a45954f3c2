package dev.faultline.law;

import dev.faultline.execution.Ending;
import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.Oops;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.vm.Branch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All laws at once, watching executions one after the other. Ask {@link #judge} when an execution has ended. Keep one
 * for as long as executions are to be judged: it allocates only when the program changes or a law is broken.
 */
public final class Laws implements Observer {
    private final Guarantee guarantee;
    private final Docket docket = new Docket();
    private @Nullable Watch watch;

    /** @param guarantee what the strategy promises and is held to */
    public Laws(Guarantee guarantee) {
        this.guarantee = guarantee;
    }

    private Watch watch() {
        return Objects.requireNonNull(watch, "no execution has started");
    }

    @Override
    public void starts(Program program, Machine machine) {
        Watch last = watch;
        if (last == null || !last.isOf(program, machine)) {
            last = new Watch(Bench.of(program, machine, docket), guarantee);
            watch = last;
        }
        last.starts();
    }

    /** The laws that had something to judge in the last execution, one bit each, in the order of {@link LawBook#NAMES}. */
    public int heard() {
        return docket.heard();
    }

    @Override
    public void reached(Branch branch) {
        if (branch == Branch.ATOMIC_SECTION) {
            docket.hears(LawBook.SLEEP_IN_ATOMIC);
        } else if (branch == Branch.WAITED) {
            docket.hears(LawBook.DEADLOCK);
        }
    }

    @Override
    public void operationBegins(int task, int index, int time) {
        watch().begins(task, index);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        if (docket.isEmpty()) {
            watch().ends(task, index, result);
        }
    }

    @Override
    public void returnedToUser(int task) {
        if (docket.isEmpty()) {
            docket.hears(LawBook.LEAK | LawBook.LIVELOCK);
            watch().leaks().returned(task);
        }
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        if (docket.isEmpty()) {
            watch().loaded(task, space, address, cell);
        }
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        if (docket.isEmpty()) {
            watch().stored(task, space, address, cell);
        }
    }

    @Override
    public void pipeReferred(int task, int bytes) {
        if (docket.isEmpty()) {
            watch().pipeReferred(task, bytes);
        }
    }

    @Override
    public void pipeOffered(int task, int bytes) {
        if (docket.isEmpty()) {
            watch().pipeOffered(task, bytes);
        }
    }

    @Override
    public void pipeLoad(int task, int index, int cell) {
        if (docket.isEmpty()) {
            watch().pipeLoad(task, index, cell);
        }
    }

    @Override
    public void pipeTaken(int task, int bytes) {
        if (docket.isEmpty()) {
            watch().pipeTaken(task, bytes);
        }
    }

    @Override
    public void readFailed(int file, int index) {
        watch().readFailed();
    }

    @Override
    public void frameRefused(int task) {
        watch().frameRefused(task);
    }

    @Override
    public void transferredShort(int task) {
        watch().transferredShort(task);
    }

    @Override
    public void signalled(int task) {
        watch().signalled(task);
    }

    @Override
    public void spaceRefused(int task) {
        watch().spaceRefused(task);
    }

    @Override
    public void frameFreed(int frame) {
        if (docket.isEmpty()) {
            watch().tlbCoherence().freed(frame);
        }
    }

    @Override
    public void oops(int task, Oops.Kind kind, String what) {
        watch().kernelMisuse().oops(task, kind, what);
    }

    @Override
    public void atRest(int time) {
        if (docket.isEmpty()) {
            watch().atRest();
        }
    }

    @Override
    public boolean violated() {
        return !docket.isEmpty();
    }

    /** The first law that was broken in the last execution, which ended so; null when none was. */
    public @Nullable Violation judge(Ending ending) {
        Violation first = docket.first();
        if (first != null) {
            return first;
        }
        Program program = watch().program();
        if (ending instanceof Ending.Deadlocked deadlocked) {
            return new Liveness(program).deadlock(deadlocked);
        } else if (ending instanceof Ending.Livelocked livelocked) {
            return new Liveness(program).livelock(livelocked);
        } else if (ending instanceof Ending.Crashed crashed) {
            return new Breakdown(program).crash(crashed);
        } else if (ending instanceof Ending.Stuck stuck) {
            return new Breakdown(program).stuck(stuck);
        }
        return null;
    }
}
