package dev.faultline;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Share;
import dev.faultline.fsx.FsxOptions;
import dev.faultline.report.GoOnCommand;
import dev.faultline.report.ReplayCommand;
import dev.faultline.text.Nearest;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked for, declared here and nowhere else; {@link #parse} reads it from the texts of a request, whose keys are
 * the names of these components. Users know them as {@code faultline.seed} and so on.
 *
 * @param goal what to do
 * @param strategies names of the strategies to verify; none: the project's own, or the shipped ones where there are none
 * @param seed where the stream of scenarios starts; 1 unless told otherwise, so that two builds of one commit try the same
 * @param budget what may be spent on each strategy; in exhaustive mode as much as it takes unless told otherwise
 * @param mode whether scenarios are generated, or all within a bound are run
 * @param bounds how large scenarios are that are to be run exhaustively; null: as in the checkpoint, or the default
 * @param checkpoint where an exhaustive verification is to go on from
 * @param threads workers that explore at the same time; the outcome does not depend on them
 * @param module the module of a larger build that is at hand, as {@code -pl} names it, or null
 * @param baseDirectory the folder that relative paths start from
 * @param reportDirectory where {@code report.json} and replay files go
 * @param replay the file to replay
 * @param scenario the file with the one scenario to verify, in the scenario language or as a log of fsx; null: those that are generated
 * @param fsx how a log of fsx becomes a scenario; users know its components as {@code faultline.fsxTasks} and so on
 * @param output the file to write a program in C into; null: one in the report directory
 * @param stuckAfter how long a strategy may go without a step of the kernel before it counts as stuck
 * @param runTwice the share of executions that are run twice, to see whether the strategy does the same thing twice
 * @param projectClasses where the classes of the user's project are
 * @param terminal whether somebody watches the progress
 */
public record Options(
        Goal goal,
        List<String> strategies,
        long seed,
        Budget budget,
        Mode mode,
        @Nullable Bound bounds,
        @Nullable Path checkpoint,
        int threads,
        @Nullable String module,
        Path baseDirectory,
        Path reportDirectory,
        @Nullable Path replay,
        @Nullable Path scenario,
        FsxOptions fsx,
        @Nullable Path output,
        Duration stuckAfter,
        Share runTwice,
        List<Path> projectClasses,
        boolean terminal) {

    /** What can be done. */
    public enum Goal {
        VERIFY,
        REPLAY,
        LIST,
        EXPORT,
        SELFTEST
    }

    /** How scenarios and interleavings are chosen. */
    public enum Mode {
        SAMPLE,
        EXHAUSTIVE
    }

    /** Most workers. */
    public static final int THREADS_MAX = 256;

    private static final List<String> FSX_KEYS = Arrays.stream(FsxOptions.class.getRecordComponents())
            .map(component -> component.getName())
            .map(name -> "fsx" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
            .toList();
    private static final List<String> KEYS = Stream.concat(
                    Arrays.stream(Options.class.getRecordComponents())
                            .map(component -> component.getName())
                            .filter(name -> !name.equals("fsx")),
                    FSX_KEYS.stream())
            .toList();

    public Options {
        strategies = List.copyOf(strategies);
        projectClasses = List.copyOf(projectClasses);
    }

    /** What holds when nothing is said. */
    public static Options defaults() {
        return parse(Map.of());
    }

    /**
     * Reads a request; a key that is absent or blank has its default.
     *
     * @throws UsageException when a key is unknown or a value cannot be used
     */
    public static Options parse(Map<String, String> request) {
        for (String key : request.keySet().stream().sorted().toList()) {
            if (!KEYS.contains(key)) {
                throw new UsageException("There is no option faultline." + key + ". " + Nearest.sentence(key, KEYS));
            }
        }
        Values values = new Values(request);
        Path base = values.path("baseDirectory", Path.of("")).toAbsolutePath().normalize();
        String checkpoint = values.text("checkpoint");
        Mode mode = values.read("mode", checkpoint == null ? Mode.SAMPLE : Mode.EXHAUSTIVE, Options::mode);
        Budget otherwise = mode == Mode.EXHAUSTIVE ? Budget.unlimited() : Budget.ofTime(Duration.ofSeconds(10));
        Options options = new Options(
                values.read("goal", Goal.VERIFY, Options::goal),
                values.read("strategies", List.of(), Options::names),
                values.read("seed", 1L, Options::seed),
                values.read("budget", otherwise, Budget::parse),
                mode,
                values.readIfSaid("bounds", Bound::parse),
                values.file(base, "checkpoint"),
                values.read("threads", Runtime.getRuntime().availableProcessors(), Options::threads),
                values.text("module"),
                base,
                base.resolve(values.path("reportDirectory", Path.of("target", "faultline")))
                        .normalize(),
                values.file(base, "replay"),
                values.file(base, "scenario"),
                fsx(values),
                values.file(base, "output"),
                values.read("stuckAfter", Duration.ofSeconds(5), Budget::parseTime),
                values.read("runTwice", Share.DEFAULT, Share::parse),
                values.read("projectClasses", List.of(), text -> paths(base, text)),
                values.read("terminal", false, Options::flag));
        if (options.goal == Goal.REPLAY && options.replay == null) {
            throw new UsageException("faultline.replay is not set: name the file to replay, for example"
                    + " -Dfaultline.replay=target/faultline/linux-2.4.faultline.");
        }
        options.checkExport();
        options.checkMode();
        options.checkScenario(values);
        return options;
    }

    private static FsxOptions fsx(Values values) {
        FsxOptions otherwise = FsxOptions.DEFAULT;
        return new FsxOptions(
                values.read("fsxTasks", otherwise.tasks(), FsxOptions::parseTasks),
                values.read("fsxPage", otherwise.page(), FsxOptions::parsePage),
                values.read("fsxLogPage", otherwise.logPage(), FsxOptions::parseLogPage),
                values.read("fsxSkip", otherwise.skip(), FsxOptions::parseSkip),
                values.readIfSaid("fsxLines", FsxOptions.Lines::parse));
    }

    private void checkScenario(Values values) {
        if (scenario == null) {
            FSX_KEYS.stream()
                    .filter(key -> values.text(key) != null)
                    .findFirst()
                    .ifPresent(key -> {
                        throw new UsageException(
                                "faultline." + key
                                        + " says how a log of fsx is imported: say -Dfaultline.scenario=FILE too, with the log.");
                    });
        } else if (bounds != null || checkpoint != null) {
            throw new UsageException("faultline." + (bounds != null ? "bounds" : "checkpoint")
                    + " is for all scenarios within a bound, and faultline.scenario names one: say one of the two.");
        }
    }

    private void checkExport() {
        if (goal == Goal.EXPORT && (replay == null) == (scenario == null)) {
            throw new UsageException("Name what to export: a counterexample, for example"
                    + " -Dfaultline.replay=target/faultline/linux-2.4.faultline, or a scenario with"
                    + " -Dfaultline.scenario=FILE" + (replay == null ? "." : ", and not both."));
        }
        if (goal == Goal.EXPORT && scenario != null && strategies.size() > 1) {
            throw new UsageException("faultline.strategies names " + strategies.size()
                    + " strategies: a scenario is exported as it runs" + " under one.");
        }
    }

    private void checkMode() {
        if (mode == Mode.SAMPLE && (bounds != null || checkpoint != null)) {
            throw new UsageException("faultline." + (bounds != null ? "bounds" : "checkpoint")
                    + " is for exhaustive verification: say -Dfaultline.mode=exhaustive too.");
        }
    }

    /** How to run {@code file} again. */
    public ReplayCommand replayCommand(Path file) {
        return new ReplayCommand(named(file), module);
    }

    /** How to go on from {@code file}. */
    GoOnCommand goOnCommand(Path file) {
        return new GoOnCommand(named(file), module);
    }

    /** How {@code file} is named on a command line given in the base directory. */
    public String named(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path named = absolute.startsWith(baseDirectory) ? baseDirectory.relativize(absolute) : absolute;
        return named.toString().replace(File.separatorChar, '/');
    }

    private static Goal goal(String text) {
        for (Goal goal : Goal.values()) {
            if (goal.name().equalsIgnoreCase(text)) {
                return goal;
            }
        }
        throw new IllegalArgumentException("expected verify, replay, list, export or selftest");
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("expected sample or exhaustive");
    }

    private static List<String> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.contains("")) {
            throw new IllegalArgumentException(
                    "expected names of strategies separated by single commas, for example linux-6,freebsd");
        }
        return names.stream().distinct().toList();
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number of at most 64 bits, for example 1", e);
        }
    }

    private static int threads(String text) {
        if (text.matches("\\d{1,4}")) {
            int threads = Integer.parseInt(text);
            if (threads >= 1 && threads <= THREADS_MAX) {
                return threads;
            }
        }
        throw new IllegalArgumentException("expected a whole number from 1 to " + THREADS_MAX);
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static List<Path> paths(Path base, String text) {
        return Arrays.stream(text.split(File.pathSeparator))
                .filter(path -> !path.isBlank())
                .map(path -> base.resolve(path.strip()).normalize())
                .toList();
    }

    /** The texts of a request, each read with its name at hand for the error message. */
    private record Values(Map<String, String> request) {
        @Nullable
        String text(String key) {
            String text = request.get(key);
            return text == null || text.isBlank() ? null : text.strip();
        }

        <T> T read(String key, T otherwise, Function<String, T> reader) {
            T read = readIfSaid(key, reader);
            return read == null ? otherwise : read;
        }

        <T> @Nullable T readIfSaid(String key, Function<String, T> reader) {
            String text = text(key);
            if (text == null) {
                return null;
            }
            try {
                return reader.apply(text);
            } catch (InvalidPathException e) {
                throw new UsageException(
                        "faultline." + key + " is '" + text + "': expected the path of a file or folder.");
            } catch (IllegalArgumentException e) {
                throw new UsageException("faultline." + key + " is '" + text + "': " + e.getMessage() + ".");
            }
        }

        @Nullable
        Path file(Path base, String key) {
            Path path = readIfSaid(key, Path::of);
            return path == null ? null : base.resolve(path).normalize();
        }

        Path path(String key, Path otherwise) {
            return read(key, otherwise, Path::of);
        }
    }
}
