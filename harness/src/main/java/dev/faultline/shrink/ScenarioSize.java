package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;

/**
 * How much of a scenario is pages, and how hard its values are to read. A number of whole pages is easier than any other, so that shrinking
 * rounds a length of 5 up to a page where the failure allows it, and 0 is easiest.
 */
final class ScenarioSize {
    /** The size of a page where nothing speaks for another. */
    static final int PLAIN_PAGE_SIZE = 8;

    private static final int PAGE = 100;

    private static final List<Class<? extends Operation>> PLAINEST_FIRST = List.of(
            Operation.Load.class,
            Operation.Store.class,
            Operation.Read.class,
            Operation.Write.class,
            Operation.Munmap.class,
            Operation.Truncate.class,
            Operation.Punch.class,
            KernelWork.Reclaim.class,
            KernelWork.WriteBack.class,
            Operation.Fsync.class,
            Operation.DontNeed.class,
            Operation.Mprotect.class,
            Operation.Mmap.class,
            Mremap.class,
            Operation.Fork.class);

    private final int pageSize;
    private int values;

    private ScenarioSize(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Pages of files, mappings and pipes, and an address space counts as one more. */
    static int pages(Scenario scenario) {
        int pages = scenario.processes().size();
        for (PipeSpec pipe : scenario.machine().pipes()) {
            pages += pipe.pages();
        }
        for (FileSpec file : scenario.files()) {
            pages += file.pages().size();
        }
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            pages += mapping.pages();
        }
        for (Operation operation : Draft.of(scenario).operations()) {
            pages += operation instanceof Mremap move ? move.pages() : 0;
        }
        return pages;
    }

    static int values(Scenario scenario) {
        ScenarioSize size = new ScenarioSize(scenario.pageSize());
        Buffer guard = scenario.machine().guard();
        size.values = scenario.machine().cpus()
                + scenario.machine().frames()
                + (scenario.machine().reclaims() ? PAGE : 0)
                + (scenario.machine().weakMemory() ? PAGE : 0)
                + (scenario.machine().sharedTables() ? PAGE : 0)
                + (guard == null ? 0 : PAGE + guard.offset() + guard.length())
                + (scenario.pageSize() == PLAIN_PAGE_SIZE ? 0 : 10 * PAGE);
        for (PipeSpec pipe : scenario.machine().pipes()) {
            size.values += PAGE * pipe.pages();
        }
        for (FileSpec file : scenario.files()) {
            size.number(file.size());
            for (PageState state : file.pages()) {
                size.values += state.ordinal();
            }
        }
        for (ProcessSpec process : scenario.processes()) {
            process.mappings().forEach(size::mapping);
            size.order(process.mappings());
        }
        for (int i = 0; i < scenario.tasks().size(); i++) {
            size.task(i, scenario.tasks().get(i));
        }
        return size.values;
    }

    /** Files first: the further behind a file is mapped, the more. */
    private void order(List<MappingSpec> mappings) {
        for (int i = 0; i < mappings.size(); i++) {
            values += mappings.get(i).file() == null ? 0 : i;
        }
    }

    /** Busier tasks first, kernel threads last. */
    private void task(int position, TaskSpec task) {
        for (Operation operation : task.operations()) {
            operation(operation);
            int rank = rank(operation);
            values += PAGE * rank + (task.isKernelThread() ? 0 : position * rank);
        }
    }

    /** How much a reader has to know about an operation. */
    static int rank(Operation operation) {
        for (int i = 0; i < PLAINEST_FIRST.size(); i++) {
            if (PLAINEST_FIRST.get(i).isInstance(operation)) {
                return i + 1;
            }
        }
        return PLAINEST_FIRST.size() + 1;
    }

    private void operation(Operation operation) {
        if (operation instanceof Operation.Transfer transfer) {
            number(transfer.position());
            values += PAGE * (transfer.buffers().size() - 1);
        } else if (operation instanceof PipeOperation.OfFile splice) {
            number(splice.position());
            number(splice.length());
        } else if (operation instanceof PipeOperation.Vmsplice lent) {
            values += lent.gift() ? 1 : 0;
        } else if (operation instanceof Operation.Mmap mmap) {
            mapping(mmap.mapping());
            values += mmap.populate() ? 1 : 0;
        } else if (operation instanceof Operation.Truncate truncate) {
            number(truncate.size());
        } else if (operation instanceof Operation.Punch punch) {
            number(punch.position());
            number(punch.length());
        } else if (operation instanceof CopyFileRange copy) {
            number(copy.fromPosition());
            number(copy.toPosition());
            number(copy.length());
        } else if (operation instanceof Operation.RangeOperation range) {
            values += PAGE * (range.page() + range.pages());
        } else if (operation instanceof KernelWork work) {
            values += PAGE * work.page();
        } else if (operation instanceof Operation.Mprotect mprotect) {
            protection(mprotect.readable(), mprotect.writable());
        }
        for (Buffer buffer : operation.buffers()) {
            number(buffer.offset());
            number(buffer.length());
        }
    }

    private void mapping(MappingSpec mapping) {
        values += PAGE * mapping.filePage() + (mapping.filled() ? 1 : 0);
        values += switch (mapping.kind()) {
            case ANONYMOUS -> 0;
            case SHARED -> 2;
            case PRIVATE -> 3;
        };
        protection(mapping.readable(), mapping.writable());
    }

    private void protection(boolean readable, boolean writable) {
        values += readable && writable ? 0 : 1;
    }

    private void number(int number) {
        int rest = number % pageSize;
        values += number / pageSize * PAGE + (rest == 0 ? 0 : PAGE + rest);
    }
}
