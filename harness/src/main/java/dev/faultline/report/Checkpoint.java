package dev.faultline.report;

import dev.faultline.enumerate.Bound;
import dev.faultline.explore.Reach;
import dev.faultline.text.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How far an exhaustive verification came, as a file: all that is needed to go on from there, and enough to refuse to when something else is to be
 * verified. A few lines of a word and a value each; the last is a sum over the others, because a wrong digit here would be a wrong proof later.
 *
 * @param strategy its name
 * @param code a digest of the strategy's code and Faultline's: under other code the scenarios that are done would have to be done again
 * @param millis how long it took
 */
public record Checkpoint(String strategy, String code, Reach reach, long millis) {
    public static final String EXTENSION = ".checkpoint";

    private static final int VERSION = 1;
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
                + "scenarios " + reach.scenarios() + "\n"
                + "executions " + reach.executions() + "\n"
                + "steps " + reach.steps() + "\n"
                + "traces " + reach.traces() + "\n"
                + "redundant " + reach.redundant() + "\n"
                + "cut " + reach.cut() + "\n"
                + "endless " + reach.endless() + "\n"
                + "millis " + millis + "\n";
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
                    number("scenarios"),
                    number("executions"),
                    number("steps"),
                    number("traces"),
                    number("redundant"),
                    number("cut"),
                    number("endless"));
            Checkpoint read = new Checkpoint(strategy, code, reach, number("millis"));
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

        private CheckpointException damaged(String why) {
            return new CheckpointException(
                    "The checkpoint " + name + " is damaged: " + why + ". Verify from the start.");
        }
    }
}
