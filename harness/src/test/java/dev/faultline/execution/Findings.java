package dev.faultline.execution;

import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.CacheFolio;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.law.Laws;
import dev.faultline.law.Violation;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * All the ways in which runs of a program came out: the law that was broken, or what each task saw and what was left in
 * files, on the disk and in memory.
 */
final class Findings extends Forwarding {
    final TreeSet<String> seen = new TreeSet<>();
    private final long[] sights = new long[32];
    int runs;

    /** Runs a program as long as there is another run, but not more often than {@code runsMax}. */
    Findings(
            Execution execution,
            CopyStrategy strategy,
            Program program,
            Scheduler scheduler,
            BooleanSupplier advance,
            int runsMax) {
        this(new Laws(strategy.guarantee()), execution, program, scheduler, advance, runsMax);
    }

    private Findings(
            Laws laws,
            Execution execution,
            Program program,
            Scheduler scheduler,
            BooleanSupplier advance,
            int runsMax) {
        super(laws);
        do {
            Arrays.fill(sights, 0);
            Ending ending = execution.run(program, scheduler, this);
            Violation violation = laws.judge(ending);
            runs++;
            if (violation != null) {
                seen.add(violation.law());
            } else if (!(ending instanceof Ending.Stopped)) {
                seen.add(Long.toHexString(Arrays.hashCode(sights) * 0x9E3779B97F4A7C15L ^ state(execution.machine())));
            }
        } while (runs < runsMax && advance.getAsBoolean());
    }

    private static long with(long hash, long value) {
        return (hash ^ value) * 0x9E3779B97F4A7C15L ^ hash >>> 29;
    }

    private static long state(Machine machine) {
        long hash = 0;
        for (FileInode file : machine.files()) {
            hash = with(hash, file.currentSize());
            for (int offset = 0; offset < file.pagesMax() * machine.pageSize(); offset++) {
                hash = with(with(hash, machine.fileCell(file, offset)), file.diskCell(offset));
            }
            for (int index = 0; index < file.pagesMax(); index++) {
                CacheFolio folio = file.folioAt(index);
                hash = with(hash, folio == null ? 1 : folio.references() * 8 + (folio.isUptodate() ? 4 : 0));
                hash = with(hash, folio != null && folio.isDirty() ? 1 : 0);
            }
        }
        for (AddressSpace space : machine.spaces()) {
            for (int address = 0; address < space.pages() * machine.pageSize(); address++) {
                hash = with(hash, machine.isMapped(space, address) ? machine.userCell(space, address) : -1);
            }
        }
        return hash;
    }

    private void sees(int task, int what, int value) {
        sights[task] = with(with(sights[task], what), value);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        sees(task, -index, result);
        super.operationEnds(task, index, result, time);
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        sees(task, address, cell);
        super.userLoad(task, space, address, cell);
    }

    @Override
    public void userStore(int task, int space, int address, int cell) {
        sees(task, ~address, cell);
        super.userStore(task, space, address, cell);
    }
}
