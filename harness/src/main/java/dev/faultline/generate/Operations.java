package dev.faultline.generate;

import dev.faultline.generate.Sketch.Task;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws an operation of a given kind that hits what is aimed at, as far as the task can reach it. */
final class Operations {
    private final Dice dice;
    private final Distributions odds;
    private final Sketch sketch;
    private final Shape shape;
    private final Copies copies;
    private final Pipes pipes;
    private final FileCopies fileCopies;
    private final int pageSize;
    private final int[] weights = new int[16];

    Operations(Dice dice, Distributions odds, Sketch sketch, Shape shape) {
        this.dice = dice;
        this.odds = odds;
        this.sketch = sketch;
        this.shape = shape;
        copies = new Copies(dice, odds, sketch);
        pipes = new Pipes(dice, sketch);
        fileCopies = new FileCopies(dice, sketch);
        pageSize = sketch.pageSize();
    }

    /** The operation, or null when the address space has no room for a new mapping. */
    @Nullable
    Operation draw(Kind kind, Aim aim, Task task) {
        return switch (kind) {
            case READ, WRITE -> copies.draw(kind == Kind.READ, aim, task.family());
            case LOAD, STORE, POKE -> access(kind, aim, task.family());
            case TRUNCATE -> truncate(aim, task);
            case PUNCH -> punch(aim);
            case MUNMAP, DONTNEED -> range(kind == Kind.MUNMAP, aim, task.family());
            case PIPE ->
                pipes.draw(
                        aim,
                        task,
                        access(Kind.LOAD, aim, task.family()).buffers().get(0));
            case FILE_COPY -> fileCopies.draw(aim, task);
            case MPROTECT -> mprotect(aim, task.family());
            case MMAP -> mmap(aim, task.family());
            case MREMAP -> mremap(aim, task.family());
            case FSYNC -> new Operation.Fsync(sketch.fileName(Math.max(0, aim.file())));
            case EXIT -> new Operation.Exit();
        };
    }

    private Operation access(Kind kind, Aim aim, int family) {
        Memory memory = kind == Kind.POKE ? memoryToForce(aim, family) : memoryFor(aim, family);
        int bytes = memory.bytes(pageSize);
        int offset;
        if (aim.memory() == memory) {
            offset = dice.percent(70) ? aim.offset() : aim.offset() / pageSize * pageSize + dice.below(pageSize);
        } else if (memory.covers(aim.file(), aim.position(), pageSize)) {
            offset = aim.position() - memory.positionOf(0, pageSize);
            offset = dice.percent(70) ? offset : offset / pageSize * pageSize + dice.below(pageSize);
        } else {
            offset = dice.below(bytes);
        }
        int length = dice.percent(55) ? Math.min(aim.length(), 2 * pageSize) : dice.between(1, pageSize);
        if (!dice.percent(4)) {
            offset = Math.min(offset, bytes - 1);
            length = Math.min(length, bytes - offset);
        }
        int room = bytes + pageSize;
        offset = Math.min(offset, room - 1);
        length = Math.min(length, room - offset);
        return switch (kind) {
            case LOAD -> new Operation.Load(memory.name(), offset, length);
            case STORE -> new Operation.Store(memory.name(), offset, length);
            default -> new Operation.Poke(memory.name(), offset, length);
        };
    }

    /** The memory aimed at, else some that maps the page aimed at, else any. */
    private Memory memoryFor(Aim aim, int family) {
        List<Memory> all = sketch.memory();
        for (int i = 0; i < all.size(); i++) {
            Memory memory = all.get(i);
            int weight = 4;
            if (aim.memory() == memory) {
                weight = 60;
            } else if (memory.covers(aim.file(), aim.position(), pageSize)) {
                weight = 30;
            }
            weights[i] = memory.family() == family ? weight : 0;
        }
        return all.get(dice.weighted(weights, all.size()));
    }

    /** Memory of a file that may only be read, private: there forcing makes a difference. Else any. */
    private Memory memoryToForce(Aim aim, int family) {
        boolean there = false;
        for (Memory memory : sketch.memory()) {
            there |= memory.family() == family && isForced(memory);
        }
        if (!there && dice.percent(70)) {
            MappingSpec drawn = shape.mapping(
                    sketch,
                    family,
                    MappingSpec.Kind.PRIVATE,
                    Math.max(0, aim.file()),
                    Math.min(aim.position() / pageSize, 3),
                    true);
            if (drawn != null) {
                sketch.addMemory(drawn.withProtection(true, false), family, true);
            }
        }
        for (Memory memory : sketch.memory()) {
            if (memory.family() == family && isForced(memory) && dice.percent(85)) {
                return memory;
            }
        }
        return memoryFor(aim, family);
    }

    private static boolean isForced(Memory memory) {
        return memory.spec().kind() == MappingSpec.Kind.PRIVATE
                && !memory.spec().writable();
    }

    /** Down into the page aimed at; after a truncation of the same file mostly to the other side of its size. */
    private Operation truncate(Aim aim, Task task) {
        int file = Math.max(0, aim.file());
        int size = sketch.files().get(file).size();
        if (task.last() instanceof Operation.Truncate before
                && before.file().equals(sketch.fileName(file))
                && dice.percent(80)) {
            size = before.size();
        }
        int page = Math.min(aim.position() / pageSize, 3) * pageSize;
        int smaller = Math.min(dice.percent(55) ? page : page + dice.below(pageSize), size);
        int larger = dice.percent(50) ? (size / pageSize + 1) * pageSize : size + dice.between(1, pageSize);
        boolean down = task.last() instanceof Operation.Truncate ? dice.percent(20) : dice.percent(80);
        int target = Math.min(down ? smaller : larger, 5 * pageSize);
        return new Operation.Truncate(sketch.fileName(file), target);
    }

    /** The page aimed at, the bytes aimed at, or from there across the end of the page. */
    private Operation punch(Aim aim) {
        int start = Math.min(aim.position() / pageSize, 3) * pageSize;
        int within = dice.percent(60) ? 0 : dice.below(pageSize);
        int length = within == 0 && dice.percent(80) ? pageSize : dice.between(1, 2 * pageSize);
        return new Operation.Punch(sketch.fileName(Math.max(0, aim.file())), start + within, length);
    }

    private Operation range(boolean munmap, Aim aim, int family) {
        Memory memory = memoryFor(aim, family);
        int pages = memory.spec().pages();
        int aimed = aim.offset() + (dice.percent(50) ? Math.max(0, aim.length() - 1) : 0);
        int page = aim.memory() == memory ? Math.min(aimed / pageSize, pages - 1) : dice.below(pages);
        int count = dice.percent(50) ? 1 : pages - page;
        return munmap
                ? new Operation.Munmap(memory.name(), page, count)
                : new Operation.DontNeed(memory.name(), page, count);
    }

    private Operation mprotect(Aim aim, int family) {
        Memory memory = memoryFor(aim, family);
        int roll = dice.below(100);
        boolean restore = !memory.spec().writable() && roll < 60;
        boolean readable = restore || roll < 80;
        return new Operation.Mprotect(memory.name(), readable, restore || roll >= 90);
    }

    private @Nullable Operation mmap(Aim aim, int family) {
        MappingSpec.Kind kind = dice.draw(odds.mappingKind);
        int page = Math.min(aim.position() / pageSize, 3);
        MappingSpec mapping = shape.mapping(sketch, family, kind, Math.max(0, aim.file()), page, false);
        if (mapping == null) {
            return null;
        }
        sketch.addMemory(mapping, family, false);
        return new Operation.Mmap(mapping, dice.percent(55));
    }

    /** Pages of the memory aimed at, mostly all of it that is left from there. */
    private @Nullable Operation mremap(Aim aim, int family) {
        Memory memory = memoryFor(aim, family);
        int pages = memory.spec().pages();
        int page = aim.memory() == memory ? Math.min(aim.offset() / pageSize, pages - 1) : dice.below(pages);
        int count = dice.percent(50) ? 1 : pages - page;
        String name = sketch.nameFor(count, family);
        if (name == null) {
            return null;
        }
        Mremap move = new Mremap(name, memory.name(), page, count);
        sketch.addMemory(move.moved(memory.spec()), family, false);
        return move;
    }
}
