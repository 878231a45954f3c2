package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressPrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> logged = new ArrayList<>();
    private long nanos = 100;

    @Test
    void writesOverInPlaceOnATerminal() {
        ProgressPrinter printer = printer(true);
        printer.progress("linux-6: 1000");
        printer.progress("bounce");
        printer.print("done");

        assertThat(printed()).isEqualTo("\rlinux-6: 1000\rbounce       \r      \rdone\n");
    }

    @Test
    void aLineForATerminalIsCutSoThatItDoesNotWrap() {
        ProgressPrinter printer = printer(true);
        printer.progress("x".repeat(300));

        assertThat(printed()).hasSizeLessThan(120);
    }

    @Test
    void printsAPlainLineEveryFewSecondsElsewhere() {
        ProgressPrinter printer = printer(false);
        printer.progress("one");
        printer.progress("two");
        nanos += TimeUnit.SECONDS.toNanos(4);
        printer.progress("three");
        nanos += TimeUnit.SECONDS.toNanos(1);
        printer.progress("four");

        assertThat(logged).containsExactly("one", "four");
        assertThat(printed()).isEmpty();
    }

    private ProgressPrinter printer(boolean terminal) {
        return new ProgressPrinter(
                new PrintStream(out, true, StandardCharsets.UTF_8), terminal, logged::add, () -> nanos);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
