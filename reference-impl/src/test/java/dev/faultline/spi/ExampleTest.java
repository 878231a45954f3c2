package dev.faultline.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the package documentation is what people copy, so it has to compile as it stands. */
final class ExampleTest {
    private static final Path PACKAGE_INFO = Path.of("src/main/java/dev/faultline/spi/package-info.java");

    @Test
    void theExampleInThePackageDocumentationCompiles(@TempDir Path output) throws IOException {
        String text = Files.readString(PACKAGE_INFO);
        String marker = "<pre>{@code";
        int start = text.indexOf(marker) + marker.length();
        String example = text.substring(start, text.indexOf("}</pre>", start)).replaceAll("(?m)^ \\* ?", "");

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", output.toString());
        boolean compiled = compiler.getTask(null, null, null, options, null, List.of(new Source(example)))
                .call();

        assertThat(compiled).isTrue();
        assertThat(output.resolve("com/example/FaultInThenCopy.class")).exists();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///com/example/FaultInThenCopy.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
