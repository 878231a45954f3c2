package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.SampleStrategies.Choosy;
import dev.faultline.SampleStrategies.Nameless;
import dev.faultline.SampleStrategies.Sound;
import dev.faultline.SampleStrategies.Twin;
import dev.faultline.SampleStrategies.Unmakeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
    @TempDir
    Path classes;

    /** What is found when a project registers these classes. */
    private Candidates registered(String... types) {
        try {
            Path services = classes.resolve(Service.STRATEGIES.file());
            Files.createDirectories(services.getParent());
            Files.write(services, List.of(types));
            URL[] project = {classes.toUri().toURL()};
            return Candidates.find(new URLClassLoader(project, getClass().getClassLoader()), List.of(classes));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::name).toList();
    }

    @Test
    void aFolderWithoutAProjectGetsTheShippedSoundStrategies() {
        Candidates candidates = Candidates.find(getClass().getClassLoader(), List.of());
        assertThat(names(candidates.choose(List.of())))
                .containsExactly(
                        "bounce-buffer",
                        "direct",
                        "file-to-file",
                        "freebsd",
                        "linux-2.6.24",
                        "linux-2.6.24-2copy",
                        "linux-6",
                        "page-flip");
    }

    @Test
    void aProjectGetsItsOwn() {
        assertThat(names(registered(Sound.class.getName()).choose(List.of()))).containsExactly("sound");
    }

    @Test
    void byNameEverythingCanBeHadTheGalleryToo() {
        Candidates candidates = registered(Sound.class.getName());
        assertThat(names(candidates.choose(List.of("linux-2.4", "sound", "linux-6"))))
                .containsExactly("linux-2.4", "sound", "linux-6");
        assertThat(candidates.byName("linux-2.4").remark()).startsWith("#1 deadlock");
    }

    @Test
    void eachCallOfTheFactoryMakesAnInstance() {
        Candidate candidate = registered(Sound.class.getName()).byName("sound");
        assertThat(candidate.factory().get()).isNotSameAs(candidate.factory().get());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> registered().byName("linux-5"))
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no strategy or policy called linux-5. Did you mean linux-6 or linux-2.4?");
    }

    @Test
    void aBrokenClassStandsInNobodysWayUntilTheProjectsOwnAreAskedFor() {
        Candidates candidates = registered("com.example.Gone", Sound.class.getName());
        assertThat(names(candidates.choose(List.of("sound")))).containsExactly("sound");
        assertThatThrownBy(() -> candidates.choose(List.of()))
                .hasMessage(candidates.problems().get(0));
    }

    @Test
    void whyAClassCannotBeLoadedIsSaidInOneSentence() {
        Path services = classes.resolve(Service.STRATEGIES.file());
        List<String> types = new ArrayList<>(List.of("com.example.Gone"));
        for (Class<?> type : List.of(Choosy.class, Unmakeable.class, Nameless.class, SampleStrategies.class)) {
            types.add(type.getName());
        }
        assertThat(registered(types.toArray(String[]::new)).problems())
                .containsExactlyInAnyOrder(
                        broken("com.example.Gone", services, "there is no such class on the class path"),
                        broken(Choosy.class.getName(), services, "it has no public constructor without arguments"),
                        broken(Unmakeable.class.getName(), services, "IllegalStateException: no configuration found"),
                        broken(
                                Nameless.class.getName(),
                                services,
                                "its name() is null, which must be up to 64 letters, digits and any of . _ + - because files"
                                        + " are named after it"),
                        broken(SampleStrategies.class.getName(), services, "it does not implement CopyStrategy"));
    }

    @Test
    void aLineThatIsNoClassIsQuoted() {
        Path services = classes.resolve(Service.STRATEGIES.file());
        assertThat(registered("com.example.Mine, com.example.Other", Sound.class.getName())
                        .problems())
                .containsExactly("The line 'com.example.Mine, com.example.Other' in " + services
                        + " is not the name of a class, and nothing in that file is read.");
        assertThat(registered("1.Mine").problems())
                .containsExactly("The line '1.Mine' in " + services
                        + " is not the name of a class, and nothing in that file is read.");
    }

    @Test
    void aClassThatTheServiceLoaderPassesOverIsToldToo() {
        Path services = classes.resolve(Service.STRATEGIES.file());
        Candidates candidates = registered("java.lang.String", Sound.class.getName());
        assertThat(candidates.problems())
                .containsExactly(broken("java.lang.String", services, "it does not implement CopyStrategy"));
        assertThatThrownBy(() -> candidates.choose(List.of())).isInstanceOf(UsageException.class);
    }

    private static String broken(String type, Path services, String why) {
        return "The strategy class " + type + ", registered in " + services + ", cannot be loaded: " + why + ".";
    }

    @Test
    void twoOfOneNameAreRefusedWhereOneIsMeant() {
        Candidates candidates = registered(Sound.class.getName(), Twin.class.getName());
        assertThatThrownBy(() -> candidates.choose(List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("There are two strategies called sound: " + Sound.class.getName())
                .hasMessageContaining(Twin.class.getName())
                .hasMessageEndingWith("Give one of them another name().");
        assertThat(candidates.choose(List.of("linux-6"))).hasSize(1);
    }
}
