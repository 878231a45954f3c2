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

/** The examples in the package documentation are what people copy, so they have to compile as they stand. */
final class ExampleTest {
    private static final Path SPI = Path.of("src/main/java/dev/faultline/spi");

    @TempDir
    Path output;

    @Test
    void theStrategyInThePackageDocumentationCompiles() throws IOException {
        compile(SPI.resolve("package-info.java"), "FaultInThenCopy");
    }

    @Test
    void thePolicyInThePackageDocumentationCompiles() throws IOException {
        compile(SPI.resolve("vm/package-info.java"), "CopyUnlessExclusive");
    }

    private void compile(Path documentation, String type) throws IOException {
        String text = Files.readString(documentation);
        String marker = "<pre>{@code";
        int start = text.indexOf(marker) + marker.length();
        String example = text.substring(start, text.indexOf("}</pre>", start)).replaceAll("(?m)^ \\* ?", "");

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", output.toString());
        boolean compiled = compiler.getTask(null, null, null, options, null, List.of(new Source(type, example)))
                .call();

        assertThat(compiled).isTrue();
        assertThat(output.resolve("com/example/" + type + ".class")).exists();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///com/example/" + type + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
