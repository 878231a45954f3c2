package dev.faultline.fsx;

import dev.faultline.fsx.Scale.Range;
import dev.faultline.hardware.Geometry;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A scenario in the making, operation by operation of a log. */
final class FsxDraft {
    private static final String FILE = "F";
    private static final String MAPPING = "f";

    private final Scale scale;
    private final int page;
    private final int sizeBefore;
    private final List<List<Operation>> tasks = new ArrayList<>();
    private final int[] bufferPages;
    private int size;
    private int fileEnd;
    private int mappedEnd;
    private int added;
    private int empty;

    FsxDraft(Scale scale, int tasks, long fileSize) {
        this.scale = scale;
        page = scale.to();
        sizeBefore = scale.position(fileSize);
        size = sizeBefore;
        fileEnd = size;
        bufferPages = new int[tasks];
        for (int i = 0; i < tasks; i++) {
            this.tasks.add(new ArrayList<>());
        }
    }

    /** The next operation, for the task whose turn it is. */
    void add(FsxEntry entry) {
        int turn = added % tasks.size();
        List<Operation> task = tasks.get(turn);
        switch (entry.kind()) {
            case TRUNCATE -> resize(task, scale.position(entry.length()));
            case FSYNC -> task.add(new Operation.Fsync(FILE));
            default -> {
                if (entry.length() == 0 || !move(entry, turn, task)) {
                    empty++;
                    return;
                }
            }
        }
        added++;
    }

    /** False when nothing is left to do. */
    private boolean move(FsxEntry entry, int turn, List<Operation> task) {
        Range range = scale.range(entry.offset(), entry.end());
        fileEnd = Math.max(fileEnd, range.end());
        if (!fits()) {
            return true;
        }
        switch (entry.kind()) {
            case READ, READ_DONTCACHE ->
                task.add(new Operation.Read(FILE, range.start(), List.of(buffer(turn, 0, range.length()))));
            case WRITE, WRITE_DONTCACHE -> {
                Buffer buffer = buffer(turn, range.start() % page, range.length());
                task.add(new Operation.Store(buffer.mapping(), buffer.offset(), buffer.length()));
                task.add(new Operation.Write(FILE, range.start(), List.of(buffer)));
                size = Math.max(size, range.end());
            }
            case MAPREAD -> {
                int end = Math.min(range.end(), size);
                if (end <= range.start()) {
                    return false;
                }
                task.add(new Operation.Load(MAPPING, range.start(), end - range.start()));
                mappedEnd = Math.max(mappedEnd, end);
            }
            case MAPWRITE -> {
                if (range.end() > size) {
                    resize(task, range.end());
                }
                task.add(new Operation.Store(MAPPING, range.start(), range.length()));
                task.add(new Operation.Fsync(FILE));
                mappedEnd = Math.max(mappedEnd, range.end());
            }
            case COPY_RANGE -> copy(entry, range, task);
            default -> throw new AssertionError(entry.kind());
        }
        return true;
    }

    private void copy(FsxEntry entry, Range source, List<Operation> task) {
        Range target = scale.range(entry.second(), entry.second() + entry.length());
        int length = Math.min(source.length(), target.length());
        fileEnd = Math.max(fileEnd, target.start() + length);
        if (fits()) {
            task.add(new CopyFileRange(FILE, source.start(), FILE, target.start(), length));
            size = Math.max(size, target.start() + length);
        }
    }

    private void resize(List<Operation> task, int newSize) {
        fileEnd = Math.max(fileEnd, newSize);
        size = newSize;
        if (fits()) {
            task.add(new Operation.Truncate(FILE, newSize));
        }
    }

    private Buffer buffer(int task, int offset, int length) {
        bufferPages[task] = Math.max(bufferPages[task], pages(offset + length));
        return new Buffer("b" + (task + 1), offset, length);
    }

    private int pages(int bytes) {
        return (int) ((bytes + page - 1L) / page);
    }

    /** Operations of the task that has most. */
    int longest() {
        return tasks.stream().mapToInt(List::size).max().orElse(0);
    }

    /** How many of those added came to nothing. */
    int empty() {
        return empty;
    }

    /** Whether file and memory have as many pages as the machine has room for, or fewer. Once false it stays so. */
    boolean fits() {
        int virtual = mappedEnd == 0 ? 0 : pages(mappedEnd) + 1;
        for (int buffer : bufferPages) {
            virtual += buffer == 0 ? 0 : buffer + 1;
        }
        return pages(fileEnd) <= Scenario.FILE_PAGES_MAX && virtual <= Geometry.PAGES_MAX;
    }

    Scenario scenario() {
        List<MappingSpec> mappings = new ArrayList<>();
        if (mappedEnd > 0) {
            mappings.add(MappingSpec.shared(MAPPING, FILE, 0, pages(mappedEnd)));
        }
        List<TaskSpec> specs = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (bufferPages[i] > 0) {
                mappings.add(MappingSpec.anonymous("b" + (i + 1), bufferPages[i], false));
            }
            if (!tasks.get(i).isEmpty()) {
                specs.add(new TaskSpec("T" + (i + 1), "A", tasks.get(i)));
            }
        }
        FileSpec file = new FileSpec(FILE, sizeBefore, Collections.nCopies(pages(sizeBefore), PageState.COLD));
        return new Scenario(
                MachineSpec.ofPage(page), List.of(file), List.of(new ProcessSpec("A", false, mappings)), specs);
    }
}
