package dev.faultline.generate;

import dev.faultline.generate.Sketch.Task;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.PipeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls on the one pipe that there is, once one is wanted. What a call finds in the pipe is what others left there, so each makes another likelier: what was
 * written is read, what was read makes room for a reference to a page, and behind such a reference there is something to write.
 */
final class Pipes {
    /** By the call before, none first: how often to splice, vmsplice, read, write, and splice out. */
    private static final int[][] WEIGHTS = {
        {30, 15, 15, 40, 10}, {12, 8, 35, 45, 30}, {40, 20, 10, 30, 8}, {20, 10, 55, 15, 25}
    };

    private final Dice dice;
    private final Sketch sketch;
    private final int pageSize;

    Pipes(Dice dice, Sketch sketch) {
        this.dice = dice;
        this.sketch = sketch;
        pageSize = sketch.pageSize();
    }

    private static int[] weightsAfter(Task task) {
        int last = task.operations().size() - 1;
        Operation before = last < 0 ? null : task.operations().get(last);
        if (before instanceof PipeOperation.PipeWrite) {
            return WEIGHTS[3];
        } else if (before instanceof PipeOperation.PipeRead || before instanceof PipeOperation.SpliceOut) {
            return WEIGHTS[2];
        }
        return WEIGHTS[before instanceof PipeOperation ? 1 : 0];
    }

    /** @param memory what it reads or writes unless a file is on the other side */
    Operation draw(Aim aim, Task task, Buffer memory) {
        if (sketch.pipes().isEmpty()) {
            sketch.pipes().add(new PipeSpec("P", dice.percent(70) ? 1 : 2));
        }
        String pipe = sketch.pipes().get(0).name();
        Operation sequel = afterGift(aim, task, pipe);
        if (sequel != null) {
            return sequel;
        }
        int[] weights = weightsAfter(task);
        return switch (dice.weighted(weights, weights.length)) {
            case 0 -> splice(aim, pipe);
            case 1 -> lend(pipe, task, memory);
            case 2 -> new PipeOperation.PipeRead(pipe, memory);
            case 3 -> new PipeOperation.PipeWrite(pipe, part(memory));
            default -> spliceOut(aim, task, pipe);
        };
    }

    /** Often to where it came from, which copies a page onto itself. */
    private Operation spliceOut(Aim aim, Task task, String pipe) {
        if (task.last() instanceof PipeOperation.Splice in && dice.percent(50)) {
            return new PipeOperation.SpliceOut(pipe, in.file(), in.position(), in.length());
        }
        int page = Math.min(aim.position() / pageSize, 3) * pageSize;
        int position = dice.percent(60) ? page : page + dice.below(pageSize);
        int length = dice.percent(60) ? dice.between(1, pageSize) : 2 * pageSize;
        return new PipeOperation.SpliceOut(pipe, sketch.fileName(Math.max(0, aim.file())), position, length);
    }

    /** Sometimes a whole page, given away, mostly of memory that is the process's own. */
    private Operation lend(String pipe, Task task, Buffer memory) {
        if (dice.percent(50)) {
            return new PipeOperation.Vmsplice(pipe, memory, false);
        }
        List<Memory> own = sketch.memory().stream()
                .filter(one -> one.family() == task.family() && one.spec().kind() != MappingSpec.Kind.SHARED)
                .toList();
        if (own.isEmpty() || dice.percent(20)) {
            int start = memory.offset() / pageSize * pageSize;
            return new PipeOperation.Vmsplice(pipe, new Buffer(memory.mapping(), start, pageSize), true);
        }
        Memory given = dice.pick(own);
        int start = dice.below(given.spec().pages()) * pageSize;
        return new PipeOperation.Vmsplice(pipe, new Buffer(given.name(), start, pageSize), true);
    }

    /** Who has given a page away mostly unmaps or drops it, and then it is moved into a file. */
    private @Nullable Operation afterGift(Aim aim, Task task, String pipe) {
        int last = task.operations().size() - 1;
        Operation before = last < 0 ? null : task.operations().get(last);
        boolean given = before instanceof PipeOperation.Vmsplice lent && lent.gift();
        boolean dropped = before instanceof Operation.RangeOperation
                && last > 0
                && task.operations().get(last - 1) instanceof PipeOperation.Vmsplice lent
                && lent.gift();
        if (before instanceof PipeOperation.Vmsplice lent && lent.gift() && dice.percent(50)) {
            Buffer page = lent.buffer();
            int index = page.offset() / pageSize;
            if (index < sketch.find(page.mapping()).spec().pages()) {
                return dice.percent(50)
                        ? new Operation.Munmap(page.mapping(), index, 1)
                        : new Operation.DontNeed(page.mapping(), index, 1);
            }
        }
        if ((given || dropped) && dice.percent(85)) {
            int position = Math.min(aim.position() / pageSize, 3) * pageSize;
            return new PipeOperation.SpliceOut(pipe, sketch.fileName(Math.max(0, aim.file())), position, pageSize);
        }
        return null;
    }

    private Operation splice(Aim aim, String pipe) {
        int file = Math.max(0, aim.file());
        int size = sketch.files().get(file).size();
        int position = size > 0 ? Math.min(aim.position(), size - 1) : 0;
        int length = dice.percent(60) ? dice.between(1, pageSize) : Math.min(aim.length(), 2 * pageSize);
        return new PipeOperation.Splice(sketch.fileName(file), position, pipe, Math.max(1, length));
    }

    /** Often so little that it fits behind what is in the pipe. */
    private Buffer part(Buffer buffer) {
        int length = dice.percent(70) ? dice.between(1, Math.max(1, pageSize / 2)) : buffer.length();
        return new Buffer(buffer.mapping(), buffer.offset(), Math.min(length, buffer.length()));
    }
}
