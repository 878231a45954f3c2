package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModulesTest {

    private static final Path ROOT = Path.of("/build");
    private static final Path COPIES = ROOT.resolve("kernel/copies");

    private static Modules at(@Nullable Path current) {
        return new Modules(ROOT, List.of(ROOT, ROOT.resolve("kernel"), COPIES), current);
    }

    @Test
    void aModuleIsNamedAsOnTheCommandLine() {
        assertThat(at(COPIES).current()).isEqualTo("kernel/copies");
        assertThat(at(ROOT).current()).isNull();
        assertThat(at(null).current()).isNull();
    }

    @Test
    void aCounterexampleOfAnotherModuleIsAnErrorThatSaysHowToReachIt() {
        String file = "kernel/copies/target/faultline/mine.faultline";
        assertThatThrownBy(() -> at(ROOT).checkOwner(file))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("The replay file " + file + " is of the module kernel/copies, and Maven runs this goal in"
                        + " another; say -pl kernel/copies as well.");
        assertThatCode(() -> at(COPIES).checkOwner(file)).doesNotThrowAnyException();
    }

    @Test
    void aCounterexampleFromElsewhereMayBeAnybodys() {
        assertThatCode(() -> at(COPIES).checkOwner("/tmp/mine.faultline")).doesNotThrowAnyException();
        assertThatCode(() -> at(null).checkOwner("target/mine.faultline")).doesNotThrowAnyException();
        assertThatCode(() -> at(ROOT).checkOwner("mine.faultline")).doesNotThrowAnyException();
    }
}
