package dev.faultline.report;

import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A counterexample as a file ({@code *.faultline}): complete, so that it runs wherever its strategy is; text, so that it can be read, reviewed and
 * compared line by line; versioned, so that a later Faultline knows what it has before it.
 *
 * <p>After the first line come three words about it, then three indented sections: the scenario in its own language, the schedule that decides
 * the run, and the steps that the run took, by which a strategy that behaves otherwise is noticed at the first step where it does. The last line
 * is {@code end}; a file without it was cut off. {@code #} at the start of a line makes it a comment.
 *
 * @param strategy the name of the strategy
 * @param law the law that the run breaks
 * @param steps the steps of the run, one a line, as {@link StepText} writes them
 */
public record ReplayFile(String strategy, String law, Scenario scenario, Schedule schedule, List<String> steps) {
    public static final int VERSION = 1;
    public static final String EXTENSION = ".faultline";

    static final String MAGIC = "faultline replay";
    static final String INDENT = "  ";

    public ReplayFile {
        steps = List.copyOf(steps);
    }

    public void write(Path file) {
        AtomicFile.write(file, text());
    }

    /** Reads what {@link #write} wrote, whatever the strategy. */
    public static ReplayFile read(Path file, String name) {
        return read(file, name, strategy -> Optional.empty());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name the file as the user knows it
     * @param refusal says what is wrong with the name of a strategy, nothing when it is known
     * @throws ReplayFileException when it is not there, of another version, damaged, or its strategy is refused
     */
    public static ReplayFile read(Path file, String name, Function<String, Optional<String>> refusal) {
        try {
            return new ReplayFileReader(name, Files.readString(file, StandardCharsets.UTF_8), refusal).read();
        } catch (CharacterCodingException e) {
            throw new ReplayFileException(name + " is not a replay file: it is not text.");
        } catch (IOException e) {
            throw new ReplayFileException("The replay file " + name + " cannot be read: " + AtomicFile.reason(e) + ".");
        }
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(MAGIC + " " + VERSION);
        lines.add("strategy " + strategy);
        lines.add("law " + law);
        section(lines, "scenario", scenario.toString().lines().toList());
        section(lines, "schedule", schedule.toString().lines().toList());
        section(lines, "steps " + steps.size(), folded(steps));
        lines.add("end");
        return String.join("\n", lines) + "\n";
    }

    /** The steps, and where they go round in circles {@code again 10 x790} for the last 10 steps 790 times more. */
    private static List<String> folded(List<String> steps) {
        return Repeats.in(steps).stream()
                .map(part -> part.isItem() ? steps.get(part.index()) : "again " + part.period() + " x" + part.times())
                .toList();
    }

    private static void section(List<String> lines, String title, List<String> body) {
        lines.add(title);
        body.forEach(line -> lines.add(INDENT + line));
    }
}
