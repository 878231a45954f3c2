package dev.faultline.report;

import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import dev.faultline.schedule.Schedule;
import dev.faultline.text.Nearest;
import dev.faultline.text.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@link ReplayFile} writes, and names the line where something else stands. A word that no strategy could have brought about (a kind of
 * step, a law, a task that does not exist) is damage too, so that nobody looks for it in the strategy.
 */
final class ReplayFileReader {
    private static final Pattern FIRST_LINE = Pattern.compile(ReplayFile.MAGIC + " (\\d{1,9})");
    private static final Pattern SCHEDULE_LINE = Pattern.compile("line (\\d+) of the schedule, (.*)", Pattern.DOTALL);

    private static final Pattern AGAIN = Pattern.compile("again (\\d{1,4}) x(\\d{1,5})");

    private final String name;
    private final List<String> lines;
    private final Function<String, Optional<String>> refusal;
    private int next;

    ReplayFileReader(String name, String text, Function<String, Optional<String>> refusal) {
        this.name = name;
        this.refusal = refusal;
        this.lines = text.lines().map(String::stripTrailing).toList();
    }

    ReplayFile read() {
        checkVersion();
        String strategy = strategy();
        String law = law();
        expect("scenario", "");
        Scenario scenario = scenario();
        expect("schedule", " or an indented line of the scenario");
        Schedule schedule = schedule(scenario.tasks().size());
        int count = count(word("steps", " or an indented line of the schedule"));
        List<String> steps = steps(scenario, count);
        expect("end", " or an indented step");
        String more = rest();
        if (!more.isEmpty()) {
            throw damaged(next, "expected nothing behind 'end', found '" + OneLine.of(more) + "'");
        }
        return new ReplayFile(strategy, law, scenario, schedule, steps);
    }

    private String strategy() {
        String strategy = word("strategy", "");
        Optional<String> why = refusal.apply(strategy);
        if (why.isPresent()) {
            throw new ReplayFileException("The replay file " + name + " cannot be replayed here, because of its line "
                    + next + ": " + why.get());
        }
        return strategy;
    }

    private String law() {
        String law = word("law", "");
        if (!Violation.LAWS.contains(law)) {
            throw damaged(
                    next, "there is no law called '" + OneLine.of(law) + "'. " + Nearest.sentence(law, Violation.LAWS));
        }
        return law;
    }

    private Scenario scenario() {
        int linesBefore = next;
        try {
            return Scenario.parse(body());
        } catch (ScenarioException e) {
            throw e.line() > 0
                    ? damaged(linesBefore + e.line(), e.reason())
                    : damaged("in its scenario, lines " + (linesBefore + 1) + " to " + next, e.reason());
        }
    }

    private Schedule schedule(int tasks) {
        int linesBefore = next;
        try {
            return Schedule.parse(body(), tasks);
        } catch (IllegalArgumentException e) {
            Matcher message = SCHEDULE_LINE.matcher(String.valueOf(e.getMessage()));
            if (message.matches()) {
                throw damaged(linesBefore + Integer.parseInt(message.group(1)), message.group(2));
            }
            throw damaged(linesBefore, String.valueOf(e.getMessage()));
        }
    }

    private void checkVersion() {
        Matcher first = FIRST_LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!first.matches()) {
            throw new ReplayFileException(name + " is not a replay file: its first line is not '" + ReplayFile.MAGIC
                    + " " + ReplayFile.VERSION + "'.");
        }
        if (Integer.parseInt(first.group(1)) != ReplayFile.VERSION) {
            throw new ReplayFileException("The replay file " + name + " has version " + first.group(1)
                    + "; this Faultline reads version " + ReplayFile.VERSION + ". Verify again to write it anew.");
        }
        next = 1;
    }

    /** The rest of the next line, which begins with {@code key}. */
    private String word(String key, String alternative) {
        String line = line(key + " ...");
        if (!line.startsWith(key + " ")) {
            throw unexpected(key + " ...", alternative, line);
        }
        return line.substring(key.length() + 1).strip();
    }

    private void expect(String whole, String alternative) {
        String line = line(whole);
        if (!line.equals(whole)) {
            throw unexpected(whole, alternative, line);
        }
    }

    private ReplayFileException unexpected(String expected, String alternative, String line) {
        return damaged(next, "expected '" + expected + "'" + alternative + ", found '" + OneLine.of(line) + "'");
    }

    private String line(String expected) {
        String line = rest();
        if (line.isEmpty()) {
            throw damaged(next, "it ends where '" + expected + "' is expected");
        }
        return line;
    }

    /** The next line that is for the reader, empty when there is none. */
    private String rest() {
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (!line.isBlank() && !line.startsWith("#")) {
                return line;
            }
        }
        return "";
    }

    /** The indented lines that follow; others among them are kept as blank ones, so that line numbers stay true. */
    private String body() {
        List<String> body = new ArrayList<>();
        while (next < lines.size()) {
            String line = lines.get(next);
            boolean inside = line.startsWith(ReplayFile.INDENT);
            if (!inside && !line.isBlank() && !line.startsWith("#")) {
                break;
            }
            body.add(inside ? line.substring(ReplayFile.INDENT.length()) : "");
            next++;
        }
        return String.join("\n", body);
    }

    private int count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw damaged(next, "expected a number of steps, found '" + OneLine.of(text) + "'");
        }
        return Integer.parseInt(text);
    }

    private List<String> steps(Scenario scenario, int count) {
        List<String> steps = new ArrayList<>();
        int number = next;
        for (String line : body().split("\n", -1)) {
            number++;
            Matcher again = AGAIN.matcher(line);
            if (again.matches()) {
                int period = Integer.parseInt(again.group(1));
                int more = period * Integer.parseInt(again.group(2));
                if (period == 0 || period > steps.size() || steps.size() + more > count) {
                    throw damaged(number, "'" + line + "' repeats more steps than there are");
                }
                for (int i = 0; i < more; i++) {
                    steps.add(steps.get(steps.size() - period));
                }
            } else if (!line.isBlank()) {
                String complaint = StepText.complaint(scenario, line);
                if (complaint != null) {
                    throw damaged(number, complaint);
                }
                steps.add(line);
            }
        }
        if (steps.size() != count) {
            throw damaged(
                    Math.min(next + 1, lines.size()), "expected " + count + " steps before it, found " + steps.size());
        }
        return steps;
    }

    private ReplayFileException damaged(int line, String why) {
        return damaged("at line " + line, why);
    }

    private ReplayFileException damaged(String where, String why) {
        String stop = why.endsWith("?") || why.endsWith(".") ? " " : ". ";
        return new ReplayFileException("The replay file " + name + " is damaged " + where + ": " + why + stop
                + "Mend it there, or verify again to write it anew.");
    }
}
