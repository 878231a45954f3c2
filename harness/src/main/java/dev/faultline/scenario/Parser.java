package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scenario line by line. The first line is the machine's; then come files, processes with their mappings, and tasks with their
 * operations, each beginning with its own word, so that indentation is for the eye. {@code #} starts a comment.
 */
final class Parser {
    private final List<Line> lines = new ArrayList<>();
    private final Map<Object, Line> origins = new IdentityHashMap<>();
    private final List<FileSpec> files = new ArrayList<>();
    private final List<ProcessSpec> processes = new ArrayList<>();
    private final List<TaskSpec> tasks = new ArrayList<>();
    private MachineSpec spec = MachineSpec.ofPage(8);
    private int next;

    Parser(String text) {
        String[] all = text.split("\\R", -1);
        for (int i = 0; i < all.length; i++) {
            Line line = new Line(i + 1, all[i]);
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
    }

    Scenario parse() {
        if (lines.isEmpty()) {
            throw new ScenarioException("the scenario is empty: expected \"machine page 8\" or the like");
        }
        Line machine = lines.get(next++);
        blaming(machine, () -> spec = MachineSpec.parse(machine));
        while (next < lines.size()) {
            section(lines.get(next++));
        }
        try {
            return new Scenario(spec, files, processes, tasks);
        } catch (ScenarioException e) {
            Line origin = origins.get(e.culprit());
            throw origin == null ? e : origin.error(e.reason());
        }
    }

    private void section(Line line) {
        if (line.take("file")) {
            add(line, files, () -> file(line));
        } else if (line.take("process")) {
            process(line);
        } else if (line.take("pipe")) {
            blaming(line, () -> spec = spec.withPipes(pipes(line)));
        } else if (line.take("inject")) {
            injection(line);
        } else if (line.take("guard")) {
            Buffer guard = OperationParser.memory(line);
            origins.put(guard, line);
            spec = spec.withGuard(guard);
        } else if (line.take("task")) {
            task(line);
        } else {
            throw line.expected("file, pipe, process, inject, guard or task");
        }
    }

    private void injection(Line line) {
        int count = line.number("a number of times");
        if (line.take("no")) {
            line.expect("space");
            blaming(line, () -> spec = spec.withNoSpace(count));
        } else if (line.take("read")) {
            if (!line.take("error")) {
                line.expect("errors");
            }
            blaming(line, () -> spec = spec.withReadErrors(count));
        } else if (line.take("signal") || line.take("signals")) {
            blaming(line, () -> spec = spec.withSignals(count));
        } else if (line.take("short")) {
            if (!line.take("transfer")) {
                line.expect("transfers");
            }
            blaming(line, () -> spec = spec.withShortTransfers(count));
        } else {
            throw line.expected("read errors, no space, signals or short transfers");
        }
        line.expectEnd();
    }

    private static FileSpec file(Line line) {
        String name = line.name("file");
        int size = line.number("a size in bytes");
        List<PageState> pages = new ArrayList<>();
        if (line.take(":")) {
            while (!line.atEnd()) {
                pages.add(pageState(line));
            }
        }
        line.expectEnd();
        return new FileSpec(name, size, pages);
    }

    private List<PipeSpec> pipes(Line line) {
        List<PipeSpec> pipes = new ArrayList<>(spec.pipes());
        PipeSpec pipe = new PipeSpec(line.name("pipe"), line.number("how many pages it can have"));
        line.expectEnd();
        pipes.add(pipe);
        origins.put(pipe, line);
        return pipes;
    }

    private static PageState pageState(Line line) {
        for (PageState state : PageState.values()) {
            if (line.take(state.toString())) {
                return state;
            }
        }
        throw line.expected("cold, warm, dirty, bad or hole");
    }

    private void process(Line line) {
        String name = line.name("process");
        boolean forked = line.take("forked");
        line.expectEnd();
        List<MappingSpec> mappings = new ArrayList<>();
        while (next < lines.size() && !startsSection(lines.get(next))) {
            Line mapping = lines.get(next++);
            add(mapping, mappings, () -> OperationParser.mapping(mapping));
        }
        add(line, processes, () -> new ProcessSpec(name, forked, mappings));
    }

    private void task(Line line) {
        String name = line.name("task");
        String process = processOf(line);
        line.expectEnd();
        List<Operation> operations = new ArrayList<>();
        while (next < lines.size() && !startsSection(lines.get(next))) {
            Line operation = lines.get(next++);
            add(operation, operations, () -> OperationParser.operation(operation));
        }
        add(line, tasks, () -> new TaskSpec(name, process, operations));
    }

    private static @Nullable String processOf(Line line) {
        if (line.take("kernel")) {
            return null;
        }
        if (!line.take("in")) {
            throw line.expected("\"in\" and a process, or \"kernel\"");
        }
        return line.name("process");
    }

    private static boolean startsSection(Line line) {
        return switch (line.peek()) {
            case "file", "pipe", "process", "inject", "guard", "task", "machine" -> true;
            default -> false;
        };
    }

    /** Makes a part from its line; when the part refuses its arguments, the line is to blame. */
    private <T> void add(Line line, List<T> parts, Supplier<T> maker) {
        blaming(line, () -> {
            T part = maker.get();
            parts.add(part);
            origins.put(part, line);
        });
    }

    private static void blaming(Line line, Runnable work) {
        try {
            work.run();
        } catch (ScenarioException e) {
            throw e.line() > 0 ? e : line.error(e.reason());
        }
    }
}
