package dev.faultline.text;

/** Text that somebody else wrote, fit for one line of a report: nothing in it moves a cursor, and it comes to an end. */
public final class OneLine {
    private static final int LENGTH_MAX = 200;

    private OneLine() {}

    /** The text with what cannot be printed escaped as in Java, cut where it gets long. */
    public static String of(String text) {
        return escaped(text, LENGTH_MAX);
    }

    /** The text with what cannot be printed escaped as in Java, all of it. */
    public static String whole(String text) {
        return escaped(text, Integer.MAX_VALUE);
    }

    private static String escaped(String text, int lengthMax) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= lengthMax) {
                return line.append("...").toString();
            }
            line.append(escaped(text.charAt(i)));
        }
        return line.toString();
    }

    /** What a throwable says of itself, even if it throws when asked. */
    public static String of(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            String text = thrown.toString();
            return of(text == null ? name : text);
        } catch (RuntimeException | StackOverflowError e) {
            return of(name);
        }
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isPrintable(c) ? String.valueOf(c) : String.format("\\u%04x", (int) c);
        };
    }

    private static boolean isPrintable(char c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
