package dev.faultline.export;

import dev.faultline.hardware.Cell;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of a task in C. */
final class CCalls {
    private final Story story;
    private final Layout layout;
    private final int task;
    private final String name;

    CCalls(Story story, Layout layout, int task) {
        this.story = story;
        this.layout = layout;
        this.task = task;
        name = "task_" + story.scenario().tasks().get(task).name();
    }

    /** The statements for the operation that begins as number {@code n}. */
    List<String> of(int n, Operation operation) {
        if (operation instanceof Operation.Read read) {
            return read(n, transfer("pread", read), read.buffers());
        }
        if (operation instanceof PipeOperation.PipeRead read) {
            return read(n, onPipe(read), read.buffers());
        }
        if (operation instanceof Operation.Exit) {
            return List.of("over(" + n + ", " + name + ", 0);", "return NULL;");
        }
        return List.of("over(" + n + ", " + name + ", " + result(n, operation) + ");");
    }

    /** Whether its result is a number of bytes. */
    static boolean counts(Operation operation) {
        return operation instanceof Operation.Transfer
                || operation instanceof PipeOperation
                || operation instanceof CopyFileRange
                || operation instanceof Operation.Poke;
    }

    private List<String> read(int n, String call, List<Buffer> buffers) {
        String result = "result_" + n;
        List<String> statements = new ArrayList<>();
        statements.add("long " + result + " = " + call + ";");
        int before = 0;
        for (Buffer buffer : buffers) {
            statements.add("look_after(" + n + ", " + result + ", " + before + ", " + at(buffer) + ", "
                    + buffer.length() + ");");
            before += buffer.length();
        }
        statements.add("over(" + n + ", " + name + ", " + result + ");");
        return statements;
    }

    private String result(int n, Operation operation) {
        if (operation instanceof Operation.Write write) {
            return transfer("pwrite", write);
        } else if (operation instanceof Operation.Load load) {
            return "look(" + n + ", " + at(load.buffers().get(0)) + ", " + load.length() + ")";
        } else if (operation instanceof Operation.Store store) {
            return "store(" + stored(n, store);
        } else if (operation instanceof Operation.Poke poke) {
            return "poke(" + stored(n, poke);
        } else if (operation instanceof PipeOperation call) {
            return onPipe(call);
        } else if (operation instanceof Operation.Munmap munmap) {
            return "called(munmap(" + pages(munmap) + "))";
        } else if (operation instanceof Mremap mremap) {
            String length = mremap.pages() + " * PAGE * unit";
            return "called(mremap(" + pages(mremap) + ", " + length + ", MREMAP_MAYMOVE | MREMAP_FIXED, at(map_"
                    + mremap.name() + ", 0)) == MAP_FAILED ? -1 : 0)";
        } else if (operation instanceof Operation.DontNeed dontNeed) {
            return "called(madvise(" + pages(dontNeed) + ", MADV_DONTNEED))";
        } else if (operation instanceof Operation.Mprotect mprotect) {
            int pages = layout.mapping(layout.mappingNumber(mprotect.mapping())).pages();
            return "called(mprotect(at(map_" + mprotect.mapping() + ", 0), " + pages + " * PAGE * unit, "
                    + protection(mprotect.readable(), mprotect.writable()) + "))";
        } else if (operation instanceof Operation.Mmap mmap) {
            return mmap(mmap);
        } else if (operation instanceof Operation.Fork fork) {
            return "fork_into(process_" + fork.process() + ", " + tasksOf(story.scenario(), fork.process()) + ")";
        }
        return onFile(operation);
    }

    private static String onFile(Operation operation) {
        String fd = "fds[file_" + operation.fileName() + "]";
        if (operation instanceof Operation.Truncate truncate) {
            return "called(ftruncate(" + fd + ", " + truncate.size() + " * unit))";
        } else if (operation instanceof Operation.Punch punch) {
            return "called(fallocate(" + fd + ", FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, " + punch.position()
                    + " * unit, " + punch.length() + " * unit))";
        } else if (operation instanceof CopyFileRange copy) {
            return "called(copy_file_range(fds[file_" + copy.from() + "], &(off_t) {" + copy.fromPosition()
                    + " * unit}, " + fd + ", &(off_t) {" + copy.toPosition() + " * unit}, " + copy.length()
                    + " * unit, 0))";
        } else if (operation instanceof KernelWork.Reclaim reclaim) {
            return "reclaim(" + fd + ", " + reclaim.page() + ")";
        } else if (operation instanceof KernelWork.WriteBack writeBack) {
            return "called(sync_file_range(" + fd + ", " + writeBack.page() + " * PAGE * unit, PAGE * unit,"
                    + " SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER))";
        } else if (operation instanceof Operation.Fsync) {
            return "called(fsync(" + fd + "))";
        }
        throw new AssertionError(operation);
    }

    /** Where, how many, and which bytes. */
    private String stored(int n, Operation.Access store) {
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < store.length(); i++) {
            bytes.add(story.values()
                    .of(Cell.of(Cell.Origin.STORE, task, story.moments().get(n).index(), i)));
        }
        return at(store.buffers().get(0)) + ", " + store.length() + ", (const unsigned char[]) {" + values(bytes)
                + "})";
    }

    private static String onPipe(PipeOperation operation) {
        String pipe = "pipes[pipe_" + operation.pipe() + "]";
        if (operation instanceof PipeOperation.Splice splice) {
            return "called(splice(fds[file_" + splice.file() + "], &(off_t) {" + splice.position() + " * unit}, " + pipe
                    + "[1], NULL, " + splice.length() + " * unit, SPLICE_F_NONBLOCK))";
        }
        if (operation instanceof PipeOperation.SpliceOut splice) {
            return "called(splice(" + pipe + "[0], NULL, fds[file_" + splice.file() + "], &(off_t) {"
                    + splice.position() + " * unit}, " + splice.length() + " * unit, SPLICE_F_NONBLOCK))";
        }
        Buffer buffer = operation.buffers().get(0);
        String memory = at(buffer) + ", " + buffer.length() + " * unit";
        if (operation instanceof PipeOperation.Vmsplice lent) {
            String flags = lent.gift() ? "SPLICE_F_NONBLOCK | SPLICE_F_GIFT" : "SPLICE_F_NONBLOCK";
            return "called(vmsplice(" + pipe + "[1], &(const struct iovec) {" + memory + "}, 1, " + flags + "))";
        }
        boolean reads = operation instanceof PipeOperation.PipeRead;
        return "called(" + (reads ? "read(" + pipe + "[0], " : "write(" + pipe + "[1], ") + memory + "))";
    }

    private String mmap(Operation.Mmap mmap) {
        MappingSpec mapping = mmap.mapping();
        return "called(mmap(at(map_" + mapping.name() + ", 0), " + mapping.pages() + " * PAGE * unit, "
                + protection(mapping.readable(), mapping.writable()) + ", " + flags(mapping) + " | MAP_FIXED"
                + (mmap.populate() ? " | MAP_POPULATE" : "") + ", " + descriptor(mapping) + ", " + mapping.filePage()
                + " * PAGE * unit) == MAP_FAILED ? -1 : 0)";
    }

    private String transfer(String call, Operation.Transfer transfer) {
        String fd = "fds[file_" + transfer.file() + "]";
        String position = transfer.position() + " * unit";
        List<Buffer> buffers = transfer.buffers();
        if (buffers.size() == 1) {
            return "called(" + call + "(" + fd + ", " + at(buffers.get(0)) + ", "
                    + buffers.get(0).length() + " * unit, " + position + "))";
        }
        String vector = buffers.stream()
                .map(buffer -> "{" + at(buffer) + ", " + buffer.length() + " * unit}")
                .collect(Collectors.joining(", "));
        return "called(" + call + "v(" + fd + ", (const struct iovec[]) {" + vector + "}, " + buffers.size() + ", "
                + position + "))";
    }

    private static String at(Buffer buffer) {
        return "at(map_" + buffer.mapping() + ", " + buffer.offset() + ")";
    }

    private static String pages(Operation.RangeOperation range) {
        return "at(map_" + range.mapping() + " + " + range.page() + ", 0), " + range.pages() + " * PAGE * unit";
    }

    static String descriptor(MappingSpec mapping) {
        return mapping.file() == null ? "-1" : "fds[file_" + mapping.file() + "]";
    }

    static String flags(MappingSpec mapping) {
        return switch (mapping.kind()) {
            case SHARED -> "MAP_SHARED";
            case PRIVATE -> "MAP_PRIVATE";
            case ANONYMOUS -> "MAP_PRIVATE | MAP_ANONYMOUS";
        };
    }

    static String protection(boolean readable, boolean writable) {
        if (!readable && !writable) {
            return "PROT_NONE";
        }
        return readable && writable ? "PROT_READ | PROT_WRITE" : readable ? "PROT_READ" : "PROT_WRITE";
    }

    /** The tasks of a process, or the kernel threads, and how many they are: two arguments. */
    static String tasksOf(Scenario scenario, @Nullable String process) {
        List<String> tasks = scenario.tasks().stream()
                .filter(task -> Objects.equals(task.process(), process))
                .map(TaskSpec::name)
                .map(task -> "run_" + task)
                .toList();
        return "(body *const[]) {" + (tasks.isEmpty() ? "NULL" : String.join(", ", tasks)) + "}, " + tasks.size();
    }

    /** The inside of an array; C wants at least one element. */
    static String values(List<Integer> bytes) {
        return bytes.isEmpty() ? "0" : bytes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
