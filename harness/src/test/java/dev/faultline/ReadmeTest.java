package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.spi.CopyStrategy;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says can be seen. Its commands are typed, and what they print compared, by the plugin's project {@code empty-folder}. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String README = read(ROOT.resolve("README.md"));

    @Test
    void itIsShort() {
        assertThat(README.lines()).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void itsLinksLeadSomewhere() {
        Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(README);
        assertThat(links.results().map(link -> ROOT.resolve(link.group(1))))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target).exists());
    }

    @Test
    void theTestCommandIsTheBuildMachines() {
        assertThat(README).contains("\nmvn -B verify ");
        assertThat(read(ROOT.resolve(".ci/run"))).contains("\nmvn -B verify ");
    }

    @Test
    void theBugInTenLinesDeadlocks(@TempDir Path output) throws Exception {
        Matcher java = Pattern.compile("(?s)```java\\n(.*?)```").matcher(README);
        assertThat(java.find()).isTrue();
        String source = "import dev.faultline.spi.*;\n"
                + "public final class InTenLines extends dev.faultline.SampleStrategies.Sound {\n"
                + java.group(1) + "}\n";
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of("-proc:none", "-d", output.toString()),
                        null,
                        List.of(new Source(source)))
                .call();
        assertThat(compiled).isTrue();

        Program program = Program.of(
                Scenario.parse(Programs.program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)")));
        URL[] path = {output.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, ReadmeTest.class.getClassLoader());
                Execution execution = new Execution(
                        (CopyStrategy) loader.loadClass("InTenLines")
                                .getDeclaredConstructor()
                                .newInstance(),
                        Backend.best())) {
            Ending ending = execution.run(program, new RandomWalk(1), new Observer() {});
            assertThat(ending).isInstanceOf(Ending.Deadlocked.class);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///InTenLines.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
