package dev.faultline.generate;

import dev.faultline.generate.Sketch.Task;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws what the next operation is about. Half of the time that is something that an earlier operation of the same task did, to look at its
 * outcome or to build on it, or of another task, to get in its way; otherwise it is the page that the scenario is about, or any other.
 */
final class Aims {
    private final Dice dice;
    private final Sketch sketch;

    Aims(Dice dice, Sketch sketch) {
        this.dice = dice;
        this.sketch = sketch;
    }

    Aim next(Task task) {
        int roll = dice.below(100);
        Operation earlier = roll < 34 ? task.last() : roll < 74 ? another(task) : null;
        Aim aim = earlier == null ? null : of(earlier);
        return aim == null ? fresh() : aim;
    }

    /** For a copy: what {@link #next} gives, or the source of another task's copy, with its target as partner. */
    Aim nextForCopy(Task task) {
        if (dice.percent(16) && another(task) instanceof Operation.Transfer transfer) {
            Aim memory = memoryOf(transfer);
            if (memory.hasFile()) {
                return Aim.atFile(memory.file(), memory.position(), memory.length())
                        .withPartner(targetOf(transfer));
            }
        }
        return next(task);
    }

    /** What the task just changed: the memory that it read into, the file that it wrote. */
    Aim changed(Task task) {
        Operation last = task.last();
        if (last instanceof Operation.Transfer transfer && dice.percent(70)) {
            return transfer instanceof Operation.Read ? memoryOf(transfer) : targetOf(transfer);
        }
        Aim aim = last == null ? null : of(last);
        return aim == null ? fresh() : aim;
    }

    /** Something that another task does. */
    private @Nullable Operation another(Task task) {
        List<Task> tasks = sketch.tasks();
        Task other = tasks.get(dice.below(tasks.size()));
        if (other == task || other.operations().isEmpty()) {
            return task.last();
        }
        return dice.pick(other.operations());
    }

    /** A buffer that another task of the process copies from or to, or what {@link #next} gives. */
    Aim nextForMove(Task task) {
        for (Task other : sketch.tasks()) {
            boolean beside = other != task && other.process() == task.process();
            if (beside && dice.percent(80)) {
                for (Operation operation : other.operations()) {
                    if (operation instanceof Operation.Transfer transfer && dice.percent(70)) {
                        return memoryOf(transfer);
                    }
                }
            }
        }
        return next(task);
    }

    Aim fresh() {
        int file = dice.percent(76) ? 0 : dice.below(sketch.files().size());
        FileSpec spec = sketch.files().get(file);
        int page = file == 0 && dice.percent(76)
                ? sketch.hotPage()
                : dice.below(spec.pages().size() + 1);
        return Aim.atFile(file, page * sketch.pageSize(), sketch.pageSize());
    }

    /** Memory that the sides of a fork have apart, where there is some. */
    Aim split(int family) {
        List<Memory> all = sketch.memory();
        int[] weights = new int[all.size()];
        for (int i = 0; i < weights.length; i++) {
            boolean apart = all.get(i).spec().kind() != MappingSpec.Kind.SHARED;
            weights[i] = all.get(i).family() == family ? (apart ? 12 : 1) : 0;
        }
        Memory memory = all.get(dice.weighted(weights, weights.length));
        int pageSize = sketch.pageSize();
        return Aim.atMemory(memory, dice.below(2), dice.between(1, pageSize), pageSize);
    }

    /** One of the things that the operation is about; null when it is about nothing in particular. */
    private @Nullable Aim of(Operation operation) {
        int pageSize = sketch.pageSize();
        if (operation instanceof Operation.Transfer transfer) {
            return of(transfer);
        }
        if (operation instanceof Operation.Truncate truncate) {
            int position = Math.max(0, truncate.size() - dice.below(pageSize));
            return Aim.atFile(sketch.fileNumber(truncate.file()), position, pageSize);
        }
        if (operation instanceof Operation.Punch punch) {
            return Aim.atFile(sketch.fileNumber(punch.file()), punch.position(), pageSize);
        }
        if (operation instanceof CopyFileRange copy) {
            Aim source = Aim.atFile(sketch.fileNumber(copy.from()), copy.fromPosition(), copy.length());
            Aim target = Aim.atFile(sketch.fileNumber(copy.to()), copy.toPosition(), copy.length());
            return dice.percent(40) ? source : target;
        }
        if (operation instanceof KernelWork work) {
            return Aim.atFile(sketch.fileNumber(work.file()), work.page() * pageSize, pageSize);
        }
        if (operation instanceof Operation.Access access) {
            Memory memory = sketch.find(access.mapping());
            return Aim.atMemory(memory, access.offset(), access.length(), pageSize);
        }
        if (operation instanceof Mremap move) {
            return Aim.atMemory(sketch.find(move.name()), 0, pageSize, pageSize);
        }
        if (operation instanceof Operation.RangeOperation range) {
            Memory memory = sketch.find(range.mapping());
            return Aim.atMemory(memory, range.page() * pageSize, pageSize, pageSize);
        }
        List<String> names = operation.mappingNames();
        return names.isEmpty() ? null : Aim.atMemory(sketch.find(names.get(0)), 0, pageSize, pageSize);
    }

    private Aim of(Operation.Transfer transfer) {
        Aim target = targetOf(transfer);
        Aim memory = memoryOf(transfer);
        boolean atMemory = dice.percent(transfer instanceof Operation.Read ? 66 : 45);
        return atMemory ? memory.withPartner(target) : target.withPartner(memory);
    }

    private Aim targetOf(Operation.Transfer transfer) {
        return Aim.atFile(sketch.fileNumber(transfer.file()), transfer.position(), transfer.length());
    }

    private Aim memoryOf(Operation.Transfer transfer) {
        Buffer buffer = dice.pick(transfer.buffers());
        return Aim.atMemory(sketch.find(buffer.mapping()), buffer.offset(), buffer.length(), sketch.pageSize());
    }

    /** The pages that are in use, for the kernel's threads: those of every copy and access, each as often as it occurs. */
    List<Aim> filePages() {
        List<Aim> pages = new ArrayList<>();
        for (Task task : sketch.tasks()) {
            for (Operation operation : task.operations()) {
                Aim aim = of(operation);
                if (aim != null && aim.hasFile()) {
                    pages.add(aim);
                }
            }
        }
        return pages;
    }
}
