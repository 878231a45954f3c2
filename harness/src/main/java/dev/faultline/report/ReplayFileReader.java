package dev.faultline.report;

import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link ReplayFile} writes, and names the line where something else stands. */
final class ReplayFileReader {
    private static final Pattern FIRST_LINE = Pattern.compile(ReplayFile.MAGIC + " (\\d{1,9})");
    private static final Pattern SCHEDULE_LINE = Pattern.compile("line (\\d+) of the schedule, (.*)", Pattern.DOTALL);

    private static final Pattern AGAIN = Pattern.compile("again (\\d{1,4}) x(\\d{1,5})");

    private final String name;
    private final List<String> lines;
    private int next;

    ReplayFileReader(String name, String text) {
        this.name = name;
        this.lines = text.lines().map(String::stripTrailing).toList();
    }

    ReplayFile read() {
        checkVersion();
        String strategy = word("strategy");
        String law = word("law");
        expect("scenario");
        int scenarioStart = next;
        Scenario scenario = ReplayFile.scenario(body(), scenarioStart, name);
        expect("schedule");
        int scheduleStart = next;
        Schedule schedule = schedule(body(), scheduleStart);
        int count = count(word("steps"));
        int stepsStart = next;
        List<String> steps = unfolded(body(), stepsStart, count);
        if (steps.size() != count) {
            throw damaged(next, "expected " + count + " steps before it, found " + steps.size());
        }
        expect("end");
        return new ReplayFile(strategy, law, scenario, schedule, steps);
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
    private String word(String key) {
        String line = line(key + " ...");
        if (!line.startsWith(key + " ")) {
            throw damaged(next, "expected '" + key + " ...', found '" + line + "'");
        }
        return line.substring(key.length() + 1).strip();
    }

    private void expect(String whole) {
        String line = line(whole);
        if (!line.equals(whole)) {
            throw damaged(next, "expected '" + whole + "', found '" + line + "'");
        }
    }

    private String line(String expected) {
        while (next < lines.size()
                && (lines.get(next).isBlank() || lines.get(next).startsWith("#"))) {
            next++;
        }
        if (next == lines.size()) {
            throw damaged(next, "it ends where '" + expected + "' is expected");
        }
        return lines.get(next++);
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
            throw damaged(next, "expected a number of steps, found '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private List<String> unfolded(String text, int linesBefore, int count) {
        List<String> steps = new ArrayList<>();
        int number = linesBefore;
        for (String line : text.split("\n", -1)) {
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
                steps.add(line);
            }
        }
        return steps;
    }

    private Schedule schedule(String text, int linesBefore) {
        try {
            return Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            Matcher message = SCHEDULE_LINE.matcher(String.valueOf(e.getMessage()));
            if (message.matches()) {
                throw damaged(linesBefore + Integer.parseInt(message.group(1)), message.group(2));
            }
            throw damaged(linesBefore, String.valueOf(e.getMessage()));
        }
    }

    private ReplayFileException damaged(int line, String why) {
        return new ReplayFileException("The replay file " + name + " is damaged at line " + line + ": " + why + ".");
    }
}
