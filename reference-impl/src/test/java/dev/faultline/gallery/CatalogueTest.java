package dev.faultline.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.spi.CopyStrategy;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
    @Test
    void namesAreUniqueAndNotThoseOfSoundStrategies() {
        Stream<String> sound = ServiceLoader.load(CopyStrategy.class).stream()
                .map(provider -> provider.get().name());
        Stream<String> flawed = Gallery.exhibits().stream().map(Exhibit::name);

        assertThat(Stream.concat(sound, flawed))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+([-.][a-z0-9]+)*"));
    }

    @Test
    void thereIsSomethingForEveryLawThatACandidateCanBreak() {
        assertThat(Gallery.exhibits().stream().map(Exhibit::law).distinct())
                .containsExactly(
                        "deadlock",
                        "livelock",
                        "sleep-in-atomic",
                        "exposure",
                        "byte-rule",
                        "torn-read",
                        "result",
                        "cow-isolation",
                        "tlb-coherence",
                        "leak",
                        "misuse",
                        "structure");
    }
}
