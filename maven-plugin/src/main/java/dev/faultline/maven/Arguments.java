package dev.faultline.maven;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** Arguments of a JVM: split as a user wrote them in one string, and written to a file that {@code java @file} reads. */
final class Arguments {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private Arguments() {}

    /**
     * Splits at white space outside single or double quotes, and takes the quotes away; null gives nothing.
     *
     * @throws MojoExecutionException when a quote is not closed
     */
    static List<String> split(@Nullable String line) throws MojoExecutionException {
        List<String> words = new ArrayList<>();
        String rest = WORD.matcher(line == null ? "" : line).replaceAll("").strip();
        if (!rest.isEmpty()) {
            throw new MojoExecutionException(
                    "faultline.jvmArgs is '" + line + "': the quote " + rest.charAt(0) + " is not closed.");
        }
        Matcher word = WORD.matcher(line == null ? "" : line);
        while (word.find()) {
            words.add(QUOTED.matcher(word.group()).replaceAll(Arguments::unquoted));
        }
        return words;
    }

    private static String unquoted(java.util.regex.MatchResult quoted) {
        String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        return Matcher.quoteReplacement(text);
    }

    /** Writes one argument a line, in the encoding that the launcher of the JDK reads: the platform's own. */
    static void write(List<String> arguments, Path file) throws IOException {
        List<String> lines = arguments.stream().map(Arguments::quote).toList();
        Files.write(file, lines, nativeCharset());
    }

    private static String quote(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Charset nativeCharset() {
        String name = System.getProperty("native.encoding");
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
