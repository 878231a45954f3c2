package dev.faultline.scenario;

/**
 * One line of a scenario's text and how far it is read. It splits into names, numbers and single symbols; spaces only separate. What does not
 * fit is refused with the line, what was found and what was expected.
 */
final class Line {
    private final int number;
    private final String text;
    private int start;
    private int end;

    Line(int number, String raw) {
        this.number = number;
        int comment = raw.indexOf('#');
        text = (comment < 0 ? raw : raw.substring(0, comment)).strip();
        findToken(0);
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    int number() {
        return number;
    }

    /** The next token; empty at the end of the line. */
    String peek() {
        return text.substring(start, end);
    }

    boolean atEnd() {
        return start == text.length();
    }

    /** Takes the next token if it is this one. */
    boolean take(String token) {
        if (!peek().equals(token)) {
            return false;
        }
        findToken(end);
        return true;
    }

    /** Takes the next two tokens if they are these. */
    boolean takeBoth(String token, String then) {
        int before = start;
        if (take(token) && take(then)) {
            return true;
        }
        findToken(before);
        return false;
    }

    void expect(String token) {
        if (!take(token)) {
            throw expected("\"" + token + "\"");
        }
    }

    String name(String what) {
        String token = peek();
        if (token.isEmpty() || !Character.isLetter(token.charAt(0))) {
            throw expected("the name of a " + what);
        }
        findToken(end);
        return token;
    }

    int number(String what) {
        try {
            int value = Integer.parseInt(peek());
            findToken(end);
            return value;
        } catch (NumberFormatException e) {
            throw expected(what);
        }
    }

    /** {@code 1 page}, {@code 2 pages}. */
    int count(String noun) {
        int count = number("a number of " + noun + "s");
        if (!take(noun) && !take(noun + "s")) {
            throw expected("\"" + noun + (count == 1 ? "" : "s") + "\"");
        }
        return count;
    }

    void expectEnd() {
        if (!atEnd()) {
            throw expected("the end of the line");
        }
    }

    ScenarioException expected(String what) {
        return error("expected " + what + ", found " + (atEnd() ? "the end of the line" : "\"" + peek() + "\""));
    }

    ScenarioException error(String message) {
        return ScenarioException.at(number, message, text);
    }

    private void findToken(int from) {
        start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        end = start;
        if (end == text.length()) {
            return;
        }
        end++;
        char first = text.charAt(start);
        if (Character.isLetterOrDigit(first) || first == '-') {
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
