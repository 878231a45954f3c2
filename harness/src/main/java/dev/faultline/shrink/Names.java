package dev.faultline.shrink;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.PipeSpec;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names things in order of declaration: files F, G, …; processes A, B, …; mappings a, b, …; tasks T1, T2, … and K1, … for kernel threads. */
final class Names {
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> processes = new LinkedHashMap<>();
    private final Map<String, String> mappings = new LinkedHashMap<>();
    private final Map<String, String> pipes = new LinkedHashMap<>();

    private Names(Scenario scenario) {
        for (FileSpec file : scenario.files()) {
            files.put(file.name(), letter('F', files.size()));
        }
        for (PipeSpec pipe : scenario.machine().pipes()) {
            pipes.put(pipe.name(), letter('P', pipes.size()));
        }
        for (ProcessSpec process : scenario.processes()) {
            processes.put(process.name(), letter('A', processes.size()));
        }
        scenario.processes().forEach(process -> process.mappings().forEach(mapping -> declare(mapping.name())));
        for (Operation operation : Draft.of(scenario).operations()) {
            if (operation instanceof Operation.Mmap mmap) {
                declare(mmap.mapping().name());
            } else if (operation instanceof Mremap move) {
                declare(move.name());
            }
        }
    }

    private void declare(String mapping) {
        mappings.put(mapping, letter('a', mappings.size()));
    }

    /** The scenario under plain names, everything in its place. */
    static Scenario plain(Scenario scenario) {
        Names names = new Names(scenario);
        Draft draft = Draft.of(scenario);
        Buffer guard = scenario.machine().guard();
        if (guard != null) {
            draft.machine =
                    draft.machine.withGuard(new Buffer(names.mapping(guard.mapping()), guard.offset(), guard.length()));
        }
        draft.files.replaceAll(file -> new FileSpec(names.file(file.name()), file.size(), file.pages()));
        draft.machine = draft.machine.withPipes(draft.machine.pipes().stream()
                .map(pipe -> new PipeSpec(names.pipe(pipe.name()), pipe.pages()))
                .toList());
        draft.processes.replaceAll(process -> new ProcessSpec(
                names.process(process.name()),
                process.forked(),
                process.mappings().stream().map(names::mapping).toList()));
        int user = 0;
        int kernel = 0;
        for (int i = 0; i < draft.tasks.size(); i++) {
            TaskSpec task = draft.tasks.get(i);
            String name = task.isKernelThread() ? "K" + ++kernel : "T" + ++user;
            String process = task.process() == null ? null : names.process(task.process());
            draft.tasks.set(
                    i,
                    new TaskSpec(
                            name,
                            process,
                            task.operations().stream().map(names::operation).toList()));
        }
        return draft.build().orElse(scenario);
    }

    private static String letter(char first, int index) {
        return Character.toString(first + index);
    }

    private String file(String name) {
        return files.getOrDefault(name, name);
    }

    private String process(String name) {
        return processes.getOrDefault(name, name);
    }

    private String pipe(String name) {
        return pipes.getOrDefault(name, name);
    }

    private String mapping(String name) {
        return mappings.getOrDefault(name, name);
    }

    private MappingSpec mapping(MappingSpec old) {
        @Nullable String file = old.file() == null ? null : file(old.file());
        return new MappingSpec(
                mapping(old.name()),
                old.kind(),
                file,
                old.filePage(),
                old.pages(),
                old.readable(),
                old.writable(),
                old.filled());
    }

    private Operation operation(Operation old) {
        if (old instanceof Operation.Mmap mmap) {
            return new Operation.Mmap(mapping(mmap.mapping()), mmap.populate());
        }
        if (old instanceof Operation.Fork fork) {
            return new Operation.Fork(process(fork.process()));
        }
        if (old instanceof Operation.Munmap range) {
            return new Operation.Munmap(mapping(range.mapping()), range.page(), range.pages());
        }
        if (old instanceof Mremap move) {
            return new Mremap(mapping(move.name()), mapping(move.mapping()), move.page(), move.pages());
        }
        if (old instanceof Operation.DontNeed range) {
            return new Operation.DontNeed(mapping(range.mapping()), range.page(), range.pages());
        }
        if (old instanceof Operation.Mprotect protect) {
            return new Operation.Mprotect(mapping(protect.mapping()), protect.readable(), protect.writable());
        }
        if (old instanceof CopyFileRange copy) {
            return new CopyFileRange(
                    file(copy.from()), copy.fromPosition(), file(copy.to()), copy.toPosition(), copy.length());
        }
        Operation onPipe = old instanceof PipeOperation pipe ? pipe.onPipe(pipe(pipe.pipe())) : old;
        String file = old.fileName();
        Operation renamed = file == null ? onPipe : Rewrite.file(onPipe, file, file(file));
        return Rewrite.buffers(
                renamed, buffer -> new Buffer(mapping(buffer.mapping()), buffer.offset(), buffer.length()));
    }
}
