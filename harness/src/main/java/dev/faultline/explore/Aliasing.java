package dev.faultline.explore;

import dev.faultline.execution.Call;
import dev.faultline.execution.Program;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * The ways in which the operations of a program meet: where a copy's memory is the file that it copies, and where
 * another task has its hands on either. Judged from the program alone; whether they met in a run is another matter.
 */
final class Aliasing {
    /** A way to meet. */
    enum Shape {
        BUFFER_MAPS_SAME_PAGE,
        BUFFER_MAPS_SAME_FILE,
        BUFFER_MAPS_OTHER_FILE,
        PRIVATE_BUFFER_OF_SAME_PAGE,
        SEVERAL_SEGMENTS,
        CROSSED_COPIES,
        SAME_TARGET,
        SAME_BUFFER,
        BUFFER_CHANGED_BESIDE,
        BUFFER_MOVED_BESIDE,
        FILE_CUT_BESIDE,
        PAGE_RECLAIMED_BESIDE,
        FORKED_BESIDE,
        CROSSED_FILE_COPIES;

        private final String words = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** In kebab case, as reports have it. */
        @Override
        public String toString() {
            return words;
        }
    }

    static final List<String> SHAPES =
            Arrays.stream(Shape.values()).map(Shape::toString).toList();

    private static final int NOTHING = -1;
    private static final int FILE = 1 << 16;

    private final Program program;
    private final int pageSize;
    private final int[][] filePages;
    private final boolean[][] privates;
    private final List<Copy> copies = new ArrayList<>();
    private int found;

    /** A read or write, with the pages of files that it names and the virtual pages of its buffer. */
    private record Copy(int task, int process, Call call, int[] targets, int[] buffer) {}

    private Aliasing(Program program) {
        this.program = program;
        pageSize = program.geometry().pageSize();
        int processes = program.scenario().processes().size();
        filePages = new int[processes][program.geometry().pagesPerSpace()];
        privates = new boolean[processes][program.geometry().pagesPerSpace()];
        for (int process = 0; process < processes; process++) {
            place(program.layout(), process);
        }
    }

    private void place(Layout layout, int process) {
        for (int page = 0; page < filePages[process].length; page++) {
            MappingSpec mapping = layout.mappingAt(process, page);
            filePages[process][page] = NOTHING;
            if (mapping != null && mapping.file() != null) {
                int file = program.scenario().fileNumber(mapping.file());
                int index = mapping.filePage() + page - layout.page(mapping.name());
                filePages[process][page] = file * FILE + index;
                privates[process][page] = mapping.kind() == MappingSpec.Kind.PRIVATE;
            }
        }
    }

    /** The shapes in a program, one bit each. */
    static int of(Program program) {
        Aliasing aliasing = new Aliasing(program);
        aliasing.look();
        return aliasing.found;
    }

    private void look() {
        for (int task = 0; task < program.tasks(); task++) {
            for (int index = 0; index < program.operations(task); index++) {
                Call call = program.call(task, index);
                if (isCopy(call)) {
                    int process = program.processOf(task);
                    copies.add(new Copy(task, process, call, targets(call), buffer(call)));
                }
            }
        }
        for (Copy copy : copies) {
            lookAtBuffer(copy);
            lookBeside(copy);
        }
        for (int task = 0; task < program.tasks(); task++) {
            for (int other = 0; other < task; other++) {
                lookAtFileCopies(task, other);
            }
        }
    }

    /** Whether of two copies from file to file each has for a source what the other has for a target. */
    private void lookAtFileCopies(int task, int other) {
        for (int index = 0; index < program.operations(task); index++) {
            Call one = program.call(task, index);
            for (int otherIndex = 0; one.source() >= 0 && otherIndex < program.operations(other); otherIndex++) {
                Call two = program.call(other, otherIndex);
                note(
                        Shape.CROSSED_FILE_COPIES,
                        two.source() >= 0
                                && any(sources(one), targets(two), Integer::equals)
                                && any(targets(one), sources(two), Integer::equals));
            }
        }
    }

    private static boolean isCopy(Call call) {
        return call.kind() == Call.Kind.READ || call.kind() == Call.Kind.WRITE;
    }

    private int[] targets(Call call) {
        return pages(call.file(), call.position(), call.length());
    }

    private int[] sources(Call call) {
        return pages(call.source(), call.sourcePosition(), call.length());
    }

    private int[] pages(int file, int position, int length) {
        int first = position / pageSize;
        int last = (position + Math.max(1, length) - 1) / pageSize;
        int[] pages = new int[last - first + 1];
        Arrays.setAll(pages, i -> file * FILE + first + i);
        return pages;
    }

    private int[] buffer(Call call) {
        int[] pages = new int[0];
        for (int segment = 0; segment < call.segments(); segment++) {
            int first = call.address(segment) / pageSize;
            int last = (call.address(segment) + Math.max(1, call.length(segment)) - 1) / pageSize;
            for (int page = first; page <= last; page++) {
                pages = Arrays.copyOf(pages, pages.length + 1);
                pages[pages.length - 1] = page;
            }
        }
        return pages;
    }

    private void note(Shape shape, boolean isThere) {
        found |= isThere ? 1 << shape.ordinal() : 0;
    }

    private void lookAtBuffer(Copy copy) {
        note(Shape.SEVERAL_SEGMENTS, copy.call.segments() > 1);
        for (int page : copy.buffer) {
            int behind = behind(copy.process, page);
            if (behind != NOTHING) {
                boolean same = contains(copy.targets, behind);
                boolean sameFile = behind / FILE == copy.call.file();
                note(Shape.PRIVATE_BUFFER_OF_SAME_PAGE, same && privates[copy.process][page]);
                note(Shape.BUFFER_MAPS_SAME_PAGE, same && !privates[copy.process][page]);
                note(Shape.BUFFER_MAPS_SAME_FILE, sameFile && !same);
                note(Shape.BUFFER_MAPS_OTHER_FILE, !sameFile);
            }
        }
    }

    private int behind(int process, int page) {
        return process < 0 || page >= filePages[process].length ? NOTHING : filePages[process][page];
    }

    private void lookBeside(Copy copy) {
        for (Copy other : copies) {
            if (other.task != copy.task) {
                boolean crossed = liesUnder(copy, other) && liesUnder(other, copy);
                boolean sameTarget = any(copy.targets, other.targets, (a, b) -> a.equals(b));
                note(Shape.CROSSED_COPIES, crossed && !sameTarget);
                note(Shape.SAME_TARGET, sameTarget);
                boolean sameMemory = copy.process == other.process;
                note(Shape.SAME_BUFFER, sameMemory && any(copy.buffer, other.buffer, (a, b) -> a.equals(b)));
            }
        }
        for (int task = 0; task < program.tasks(); task++) {
            for (int index = 0; task != copy.task && index < program.operations(task); index++) {
                lookBeside(copy, program.processOf(task), program.call(task, index));
            }
        }
    }

    /** Whether one copy's target is mapped where the other's buffer is. */
    private boolean liesUnder(Copy one, Copy other) {
        return any(one.targets, other.buffer, (target, page) -> target == behind(other.process, page));
    }

    private void lookBeside(Copy copy, int process, Call call) {
        boolean sameProcess = process >= 0 && process == copy.process;
        switch (call.kind()) {
            case MUNMAP, MPROTECT, DONT_NEED, MMAP, MREMAP ->
                note(
                        call.kind() == Call.Kind.MREMAP ? Shape.BUFFER_MOVED_BESIDE : Shape.BUFFER_CHANGED_BESIDE,
                        sameProcess
                                && any(
                                        copy.buffer,
                                        new int[] {call.page()},
                                        (page, first) -> page >= first && page < first + call.pages()));
            case TRUNCATE -> note(Shape.FILE_CUT_BESIDE, touches(copy, page -> page / FILE == call.file()));
            case RECLAIM, WRITE_BACK -> {
                int reclaimed = call.file() * FILE + call.position();
                note(Shape.PAGE_RECLAIMED_BESIDE, touches(copy, page -> page == reclaimed));
            }
            case FORK -> note(Shape.FORKED_BESIDE, sameProcess);
            default -> {}
        }
    }

    private boolean touches(Copy copy, IntPredicate which) {
        return Arrays.stream(copy.targets).anyMatch(which)
                || Arrays.stream(copy.buffer)
                        .map(page -> behind(copy.process, page))
                        .filter(page -> page != NOTHING)
                        .anyMatch(which);
    }

    private static boolean contains(int[] pages, int page) {
        return Arrays.stream(pages).anyMatch(one -> one == page);
    }

    private static boolean any(int[] some, int[] others, BiPredicate<Integer, Integer> meet) {
        return Arrays.stream(some).anyMatch(one -> Arrays.stream(others).anyMatch(other -> meet.test(one, other)));
    }
}
