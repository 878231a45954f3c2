package dev.faultline.schedule;

import dev.faultline.hardware.Nondeterminism;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of a {@link Schedule}. */
final class ScheduleText {
    private static final Pattern LINE =
            Pattern.compile("(?:(?:task (\\d{1,2})|(disk))(!?)|choose (\\d{1,5})/(\\d{1,5})) x(\\d{1,7})");
    private static final int BOUND_MAX = 1 << 14;

    private ScheduleText() {}

    static String print(Schedule schedule) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        while (start < schedule.size()) {
            int end = start + 1;
            while (end < schedule.size() && schedule.goesOn(start, end)) {
                end++;
            }
            text.append(describe(schedule, start))
                    .append(" x")
                    .append(end - start)
                    .append('\n');
            start = end;
        }
        return text.toString();
    }

    static String describe(Schedule schedule, int index) {
        if (schedule.isChoice(index)) {
            return "choose " + schedule.value(index) + "/" + schedule.bound(index);
        }
        return name(schedule.task(index)) + (schedule.isPreemption(index) ? "!" : "");
    }

    static String name(int task) {
        return task == Nondeterminism.DISK ? "disk" : "task " + task;
    }

    /** The names of a set of tasks, for example {@code task 0, disk}. */
    static String names(int tasks) {
        StringBuilder text = new StringBuilder();
        for (int left = tasks; left != 0; left &= left - 1) {
            text.append(text.isEmpty() ? "" : ", ").append(name(Integer.numberOfTrailingZeros(left)));
        }
        return text.toString();
    }

    static Schedule parse(String text, int tasks) {
        Schedule schedule = new Schedule();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty()) {
                append(schedule, stripped, number, tasks);
            }
        }
        return schedule;
    }

    private static void append(Schedule schedule, String line, int number, int tasks) {
        Matcher match = LINE.matcher(line);
        if (!match.matches()) {
            throw malformed(
                    line, number, "expected \"task N xCOUNT\", \"disk xCOUNT\" or \"choose VALUE/BOUND xCOUNT\"");
        }
        int count = Integer.parseInt(match.group(6));
        if (match.group(4) != null) {
            int value = Integer.parseInt(match.group(4));
            int bound = Integer.parseInt(match.group(5));
            if (value >= bound || bound > BOUND_MAX) {
                throw malformed(line, number, value + " is not below " + Math.min(bound, BOUND_MAX));
            }
            for (int i = 0; i < count; i++) {
                schedule.choice(value, bound);
            }
            return;
        }
        int task = match.group(2) != null ? Nondeterminism.DISK : Integer.parseInt(match.group(1));
        if (match.group(2) == null && task >= tasks) {
            throw malformed(line, number, "there is no task " + task + ", they are counted from 0 to " + (tasks - 1));
        }
        for (int i = 0; i < count; i++) {
            schedule.pick(task, i == 0 && !match.group(3).isEmpty());
        }
    }

    private static IllegalArgumentException malformed(String line, int number, String why) {
        return new IllegalArgumentException("line " + number + " of the schedule, \"" + line + "\": " + why);
    }
}
