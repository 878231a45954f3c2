package dev.faultline.report;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Done;
import dev.faultline.explore.Reach;
import dev.faultline.explore.Survey;
import dev.faultline.explore.Tally;
import dev.faultline.text.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * How far an exhaustive verification came, as a file: all that is needed to go on from there, and enough to refuse to when something else is to be
 * verified. A few lines of a word and a value each; the last is a sum over the others, because a wrong digit here would be a wrong proof later.
 *
 * @param strategy its name
 * @param code a digest of the strategy's code and Faultline's: under other code the scenarios that are done would have to be done again
 * @param survey what was met
 * @param millis how long it took
 */
public record Checkpoint(String strategy, String code, Reach reach, Survey survey, long millis) {
    public static final String EXTENSION = ".checkpoint";

    private static final Pattern COUNT = Pattern.compile("([^\\s=]+)=(\\d{1,18})");
    private static final int VERSION = 2;
    private static final String MAGIC = "faultline checkpoint ";

    public void write(Path file) {
        String lines = lines();
        AtomicFile.write(file, lines + "sum " + sum(lines) + "\n");
    }

    private String lines() {
        return MAGIC + VERSION + "\n"
                + "strategy " + strategy + "\n"
                + "code " + code + "\n"
                + "bound " + reach.bound() + "\n"
                + "total " + reach.total() + "\n"
                + "done " + reach.done() + "\n"
                + "executions " + reach.executions() + "\n"
                + "steps " + reach.steps() + "\n"
                + "traces " + reach.traces() + "\n"
                + "redundant " + reach.redundant() + "\n"
                + "cut " + reach.cut() + "\n"
                + "endless " + reach.endless() + "\n"
                + "millis " + millis + "\n"
                + "laws " + counts(survey.laws()) + "\n"
                + "operations " + counts(survey.operations()) + "\n"
                + "shapes " + counts(survey.shapes()) + "\n"
                + "branches " + counts(survey.branches()) + "\n";
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    /** What was spent and met. */
    public Tally tally() {
        return new Tally(reach.scenarios(), reach.executions(), reach.steps(), millis, survey);
    }

    private static String sum(String lines) {
        CRC32 sum = new CRC32();
        sum.update(lines.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name how the file is called in messages
     * @throws CheckpointException when it cannot be read, is something else, or is not whole
     */
    public static Checkpoint read(Path file, String name) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CheckpointException(name + " is not a checkpoint: it is no text.");
        } catch (IOException e) {
            throw new CheckpointException("The checkpoint " + name + " cannot be read: " + AtomicFile.reason(e) + ".");
        }
        return new Reader(name, text.lines().toList()).read();
    }

    private static final class Reader {
        private final String name;
        private final List<String> lines;
        private int next;

        Reader(String name, List<String> lines) {
            this.name = name;
            this.lines = lines;
        }

        Checkpoint read() {
            String first = lines.isEmpty() ? "" : lines.get(next++);
            if (!first.startsWith(MAGIC)) {
                throw new CheckpointException(
                        name + " is not a checkpoint: its first line is not '" + MAGIC + VERSION + "'.");
            }
            if (!first.equals(MAGIC + VERSION)) {
                throw new CheckpointException("The checkpoint " + name + " has version "
                        + OneLine.of(first.substring(MAGIC.length())) + "; this Faultline reads version " + VERSION
                        + ". Verify from the start.");
            }
            String strategy = word("strategy");
            String code = word("code");
            Reach reach = new Reach(
                    bound(),
                    number("total"),
                    done(),
                    number("executions"),
                    number("steps"),
                    number("traces"),
                    number("redundant"),
                    number("cut"),
                    number("endless"));
            long millis = number("millis");
            Survey survey = new Survey(
                    reach.scenarios(),
                    reach.executions(),
                    reach.traces(),
                    counts("laws"),
                    counts("operations"),
                    counts("shapes"),
                    counts("branches"));
            Checkpoint read = new Checkpoint(strategy, code, reach, survey, millis);
            String sum = word("sum");
            if (next < lines.size() || !sum.equals(sum(read.lines()))) {
                throw damaged("its sum is not that of its lines");
            }
            return read;
        }

        private String word(String key) {
            String line = next < lines.size() ? lines.get(next) : "";
            next++;
            if (!line.startsWith(key + " ")) {
                throw damaged("line " + next + " is '" + OneLine.of(line) + "', expected '" + key + " ...'");
            }
            return line.substring(key.length() + 1);
        }

        private long number(String key) {
            String text = word(key);
            if (!text.matches("\\d{1,18}")) {
                throw damaged("line " + next + " is '" + OneLine.of(key + " " + text) + "', expected a number");
            }
            return Long.parseLong(text);
        }

        private Bound bound() {
            String text = word("bound");
            try {
                return Bound.parse(text);
            } catch (IllegalArgumentException e) {
                throw damaged("line " + next + ": " + e.getMessage());
            }
        }

        private Done done() {
            String text = word("done");
            try {
                return Done.parse(text);
            } catch (IllegalArgumentException e) {
                throw damaged("line " + next + " is '" + OneLine.of("done " + text) + "', " + e.getMessage());
            }
        }

        private Map<String, Long> counts(String key) {
            String text = word(key);
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                Matcher count = COUNT.matcher(part);
                if (!count.matches()) {
                    throw damaged("line " + next + " has '" + OneLine.of(part) + "', expected counts such as leak=70");
                }
                counts.put(count.group(1), Long.valueOf(count.group(2)));
            }
            return counts;
        }

        private CheckpointException damaged(String why) {
            return new CheckpointException(
                    "The checkpoint " + name + " is damaged: " + why + ". Verify from the start.");
        }
    }
}
