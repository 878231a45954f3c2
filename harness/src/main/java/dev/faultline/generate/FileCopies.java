package dev.faultline.generate;

import dev.faultline.generate.Sketch.Task;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies from file to file. What is aimed at is the source or the target; the other is mostly another file, if there is one.
 * Half of those that come beside one of another task are that one the other way round: what each locks first the other locks last.
 */
final class FileCopies {
    private static final int PAGES_MAX = 4;

    private final Dice dice;
    private final Sketch sketch;
    private final int pageSize;

    FileCopies(Dice dice, Sketch sketch) {
        this.dice = dice;
        this.sketch = sketch;
        pageSize = sketch.pageSize();
    }

    Operation draw(Aim aim, Task task) {
        List<CopyFileRange> others = beside(task);
        if (!others.isEmpty() && dice.percent(50)) {
            CopyFileRange other = dice.pick(others);
            return new CopyFileRange(
                    other.to(), other.toPosition(), other.from(), other.fromPosition(), other.length());
        }
        int length = dice.percent(60) ? pageSize : dice.between(1, 2 * pageSize);
        int aimed = Math.max(0, aim.file());
        int files = sketch.files().size();
        int other = dice.percent(75) ? (aimed + 1) % files : aimed;
        int position = Math.min(aim.position(), PAGES_MAX * pageSize);
        int page = dice.below(Math.max(1, sketch.files().get(other).pages().size()));
        int within = dice.percent(60) ? position % pageSize : dice.percent(50) ? 0 : dice.below(pageSize);
        int partner = page * pageSize + within;
        return dice.percent(50)
                ? copy(aimed, position, other, partner, length)
                : copy(other, partner, aimed, position, length);
    }

    private CopyFileRange copy(int from, int fromPosition, int to, int toPosition, int length) {
        int size = sketch.files().get(from).size();
        int start = size == 0 || fromPosition < size ? fromPosition : size - 1;
        return new CopyFileRange(sketch.fileName(from), start, sketch.fileName(to), toPosition, length);
    }

    /** The copies of other tasks. */
    private List<CopyFileRange> beside(Task task) {
        List<CopyFileRange> copies = new ArrayList<>();
        for (Task other : sketch.tasks()) {
            for (Operation operation : other.operations()) {
                if (other != task && operation instanceof CopyFileRange copy) {
                    copies.add(copy);
                }
            }
        }
        return copies;
    }
}
