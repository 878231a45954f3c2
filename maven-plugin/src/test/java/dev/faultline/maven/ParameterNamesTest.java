package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

final class ParameterNamesTest {

    private final ParameterNames names = new ParameterNames(Set.of("faultline.strategies", "faultline.seed"));

    @Test
    void aSlipIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> names.check(List.of("faultline.strategy")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("There is no parameter faultline.strategy; did you mean faultline.strategies?");
    }

    @Test
    void anElementOfThePomMustBeAParameter() {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(new Xpp3Dom("seed"));
        assertThatCode(() -> names.checkElements(configuration)).doesNotThrowAnyException();
        assertThatCode(() -> names.checkElements(null)).doesNotThrowAnyException();

        configuration.addChild(new Xpp3Dom("sead"));
        assertThatThrownBy(() -> names.checkElements(configuration))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("There is no parameter <sead>; did you mean <seed>?");
    }

    @Test
    void parametersAndPropertiesOfOthersPass() {
        assertThatCode(() -> names.check(List.of("faultline.seed", "faultline.version", "seed", "user.home")))
                .doesNotThrowAnyException();
    }
}
