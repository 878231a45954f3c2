package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArgumentsTest {

    @Test
    void splitAtWhiteSpace() throws MojoExecutionException {
        assertThat(Arguments.split("  -Xmx1g\n -ea ")).containsExactly("-Xmx1g", "-ea");
        assertThat(Arguments.split(null)).isEmpty();
    }

    @Test
    void quotesKeepWhiteSpaceAndGoAway() throws MojoExecutionException {
        assertThat(Arguments.split("\"-Da=b c\" -Dd='$1 \\e'")).containsExactly("-Da=b c", "-Dd=$1 \\e");
    }

    @Test
    void aQuoteThatIsNotClosedIsAnError() {
        assertThatThrownBy(() -> Arguments.split("-Xmx64m \"-Dx='y'"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("faultline.jvmArgs is '-Xmx64m \"-Dx='y'': the quote \" is not closed.");
        assertThatThrownBy(() -> Arguments.split("-Dx='\"a\"")).hasMessageEndingWith("the quote ' is not closed.");
    }

    @Test
    void theLauncherReadsThemBack(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("arguments");
        Arguments.write(
                java.util.List.of("-cp", StandInWorker.CLASS_PATH, StandInWorker.class.getName(), "a \"b\" \\c #d"),
                file);

        Process process = new ProcessBuilder(Jdk.own().launcher().toString(), "@" + file).start();

        assertThat(process.inputReader().readLine()).isEqualTo("a \"b\" \\c #d");
        assertThat(process.waitFor()).isZero();
    }
}
