package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Puts operations of a plainer kind in the place of others, and makes their numbers small or whole pages. */
final class SimplerOperations extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (int task = 0; task < scenario.tasks().size(); task++) {
            List<Operation> operations = scenario.tasks().get(task).operations();
            for (int index = 0; index < operations.size(); index++) {
                List<Operation> ideas = plainer(operations.get(index));
                ideas.addAll(simpler(operations.get(index), scenario.pageSize()));
                for (Operation simpler : ideas) {
                    Draft draft = Draft.of(scenario);
                    List<Operation> changed = new ArrayList<>(operations);
                    changed.set(index, simpler);
                    draft.tasks.set(task, Draft.withOperations(scenario.tasks().get(task), changed));
                    propose(draft);
                }
            }
        }
    }

    /** Operations of a plainer kind on the same memory or file. */
    private static List<Operation> plainer(Operation operation) {
        List<Operation> plainer = new ArrayList<>();
        for (Buffer buffer : operation.buffers()) {
            plainer.add(new Operation.Load(buffer.mapping(), buffer.offset(), buffer.length()));
            plainer.add(new Operation.Store(buffer.mapping(), buffer.offset(), buffer.length()));
        }
        if (operation instanceof Operation.Write write) {
            plainer.add(new Operation.Read(write.file(), write.position(), write.buffers()));
        }
        if (operation instanceof Operation.DontNeed || operation instanceof Operation.Mprotect) {
            plainer.add(new Operation.Munmap(operation.mappingNames().get(0), 0, 1));
        }
        if (operation instanceof Mremap move) {
            plainer.add(new Operation.Munmap(move.mapping(), move.page(), move.pages()));
        }
        if (operation instanceof KernelWork.WriteBack work) {
            plainer.add(new KernelWork.Reclaim(work.file(), work.page()));
        }
        if (operation instanceof CopyFileRange copy) {
            plainer.add(new Operation.Punch(copy.to(), copy.toPosition(), copy.length()));
        }
        plainer.removeIf(other -> ScenarioSize.rank(other) >= ScenarioSize.rank(operation));
        return plainer;
    }

    private static List<Operation> simpler(Operation operation, int pageSize) {
        List<Operation> simpler = new ArrayList<>();
        if (operation instanceof Operation.Transfer transfer) {
            addTransfers(simpler, transfer, pageSize);
        } else if (operation instanceof Operation.Access access) {
            for (Buffer buffer : simpler(access.buffers().get(0), pageSize)) {
                simpler.add(Rewrite.buffers(operation, old -> buffer));
            }
        } else if (operation instanceof PipeOperation.OfMemory pipe) {
            for (Buffer buffer : simpler(pipe.buffer(), pageSize)) {
                simpler.add(pipe.on(buffer));
            }
            if (pipe instanceof PipeOperation.Vmsplice given && given.gift()) {
                simpler.add(new PipeOperation.Vmsplice(given.pipe(), given.buffer(), false));
            }
        } else if (operation instanceof PipeOperation.OfFile splice) {
            add(simpler, splice.position(), pageSize, at -> splice.with(splice.file(), at, splice.length()));
            for (int length : simpler(splice.length(), pageSize)) {
                if (length > 0) {
                    simpler.add(splice.with(splice.file(), splice.position(), length));
                }
            }
        } else if (operation instanceof Operation.Truncate truncate) {
            add(simpler, truncate.size(), pageSize, size -> new Operation.Truncate(truncate.file(), size));
        } else if (operation instanceof Operation.Punch punch) {
            add(simpler, punch.position(), pageSize, position -> punch.with(position, punch.length()));
            add(simpler, punch.length(), pageSize, length -> punch.with(punch.position(), Math.max(1, length)));
        } else if (operation instanceof Mremap move) {
            simpler.add(move.with(0, 1));
            simpler.add(move.with(move.page(), 1));
        } else if (operation instanceof CopyFileRange copy) {
            addCopies(simpler, copy, pageSize);
        } else if (operation instanceof Operation.Mprotect mprotect) {
            simpler.add(new Operation.Mprotect(mprotect.mapping(), true, true));
        }
        return simpler;
    }

    private static void addTransfers(List<Operation> simpler, Operation.Transfer transfer, int pageSize) {
        List<Buffer> buffers = transfer.buffers();
        for (int i = 0; buffers.size() > 1 && i < buffers.size(); i++) {
            List<Buffer> fewer = new ArrayList<>(buffers);
            fewer.remove(i);
            simpler.add(transfer.with(transfer.position(), fewer));
        }
        add(simpler, transfer.position(), pageSize, position -> transfer.with(position, buffers));
        for (int i = 0; i < buffers.size(); i++) {
            for (Buffer buffer : simpler(buffers.get(i), pageSize)) {
                List<Buffer> changed = new ArrayList<>(buffers);
                changed.set(i, buffer);
                simpler.add(transfer.with(transfer.position(), changed));
                if (transfer.position() % pageSize != 0) {
                    simpler.add(transfer.with(transfer.position() - transfer.position() % pageSize, changed));
                }
            }
        }
    }

    private static void addCopies(List<Operation> simpler, CopyFileRange copy, int pageSize) {
        int source = copy.fromPosition();
        int target = copy.toPosition();
        add(simpler, source, pageSize, position -> copy.with(position, target, copy.length()));
        add(simpler, target, pageSize, position -> copy.with(source, position, copy.length()));
        add(simpler, copy.length(), pageSize, length -> copy.with(source, target, Math.max(1, length)));
        simpler.add(copy.with(source - source % pageSize, target - target % pageSize, pageSize));
    }

    private static void add(List<Operation> simpler, int number, int pageSize, IntFunction<Operation> with) {
        for (int value : simpler(number, pageSize)) {
            simpler.add(with.apply(value));
        }
    }

    private static List<Buffer> simpler(Buffer buffer, int pageSize) {
        List<Buffer> simpler = new ArrayList<>();
        UnaryOperator<Buffer> round =
                old -> new Buffer(old.mapping(), old.offset() - old.offset() % pageSize, pageSize);
        simpler.add(new Buffer(buffer.mapping(), 0, pageSize));
        simpler.add(round.apply(buffer));
        for (int length : simpler(buffer.length(), pageSize)) {
            if (length > 0) {
                simpler.add(new Buffer(buffer.mapping(), buffer.offset(), length));
            }
        }
        for (int offset : simpler(buffer.offset(), pageSize)) {
            simpler.add(new Buffer(buffer.mapping(), offset, buffer.length()));
        }
        return simpler;
    }

    /** 0, the whole pages around, 1, half and one less. */
    static List<Integer> simpler(int number, int pageSize) {
        TreeSet<Integer> simpler = new TreeSet<>();
        int down = number - number % pageSize;
        for (int value :
                new int[] {0, pageSize, down - pageSize, down, down + pageSize, 1, down + 1, number / 2, number - 1}) {
            if (value >= 0 && value != number) {
                simpler.add(value);
            }
        }
        return List.copyOf(simpler);
    }
}
