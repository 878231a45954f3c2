package dev.faultline.enumerate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a scenario may be: so many tasks, operations, pages and files at the most, each counted over the whole scenario.
 *
 * @param pages of all files together, at their largest
 */
public record Bound(int tasks, int operations, int pages, int files) {
    private static final int TASKS_MAX = 3;
    private static final int OPERATIONS_MAX = 3;
    private static final int PAGES_MAX = 2;
    private static final int FILES_MAX = 2;
    private static final Bound DEFAULT = new Bound(2, 2, 2, 2);
    private static final List<String> PARTS = List.of("tasks", "operations", "pages", "files");
    private static final Pattern PART = Pattern.compile("(\\p{Alpha}+)(?:\\s+|\\s*=\\s*)(-?\\d{1,6})");

    public Bound {
        check("tasks", tasks, TASKS_MAX);
        check("operations", operations, OPERATIONS_MAX);
        check("pages", pages, PAGES_MAX);
        check("files", files, FILES_MAX);
    }

    private static void check(String part, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("expected from 1 to " + most + " " + part);
        }
    }

    /** Two tasks with an operation each, or one with two, over two pages of one or two files. */
    public static Bound standard() {
        return DEFAULT;
    }

    /**
     * Reads {@code tasks 2, operations 2, pages 2, files 2}; a part that is left out is as in {@link #standard}, and {@code =} is as good as a space.
     *
     * @throws IllegalArgumentException with a message that ends a sentence about the text
     */
    public static Bound parse(String text) {
        Map<String, Integer> said = new LinkedHashMap<>();
        for (String part : text.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)) {
            Matcher match = PART.matcher(part);
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas");
            }
            if (!PARTS.contains(match.group(1))) {
                throw new IllegalArgumentException("there is no part " + match.group(1) + ", expected "
                        + String.join(", ", PARTS.subList(0, PARTS.size() - 1)) + " or " + PARTS.get(PARTS.size() - 1));
            }
            if (said.put(match.group(1), Integer.valueOf(match.group(2))) != null) {
                throw new IllegalArgumentException("expected " + match.group(1) + " once");
            }
        }
        return new Bound(
                said.getOrDefault("tasks", DEFAULT.tasks),
                said.getOrDefault("operations", DEFAULT.operations),
                said.getOrDefault("pages", DEFAULT.pages),
                said.getOrDefault("files", DEFAULT.files));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return "tasks " + tasks + ", operations " + operations + ", pages " + pages + ", files " + files;
    }
}
