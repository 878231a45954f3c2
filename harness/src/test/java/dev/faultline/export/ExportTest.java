package dev.faultline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.SampleStrategies;
import dev.faultline.report.ReplayFile;
import dev.faultline.scenario.Scenario;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.Linux6;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in C: what stands in them, that a compiler has nothing against them, and that the kernel at hand does what the machine does. */
class ExportTest {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(20);
    private static final Path GALLERY = Path.of("src/test/resources/gallery");
    private static final Path FOLDER = Path.of("target/exports");

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ExportTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assumeCompiler() {
        if (!Host.compiles()) {
            System.out.println("There is no cc here, or no Linux: exported programs are not compiled and run.");
        }
        assumeTrue(Host.compiles(), "no cc");
    }

    private static CopyStrategy exhibit(String name) {
        return SampleStrategies.exhibit(name);
    }

    private static String export(String counterexample) {
        ReplayFile file = ReplayFile.read(GALLERY.resolve(counterexample + ReplayFile.EXTENSION), counterexample);
        return Export.of(
                exhibit(file.strategy()),
                file.scenario(),
                file.schedule(),
                STUCK_AFTER,
                List.of("A run in which " + file.strategy() + " breaks the law " + file.law() + "."));
    }

    @Test
    void aCounterexampleWordForWord() throws IOException {
        assertThat(export("linux-2.5.3x")).isEqualTo(text("linux-2.5.3x.c"));
    }

    @Test
    void noCompilerHasAnythingAgainstTheGallery() throws IOException, InterruptedException {
        assumeCompiler();
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(GALLERY)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ReplayFile.EXTENSION))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(ReplayFile.EXTENSION, "");
                sources.add(Files.writeString(folder.resolve(name + ".c"), export(name)));
            }
        }
        assertThat(sources).hasSizeGreaterThan(25);
        assertThat(Host.check(sources)).isEqualTo(new Host.Ran(0, ""));
    }

    static List<SoundScenarios.Sound> soundScenarios() {
        return SoundScenarios.ALL;
    }

    @ParameterizedTest
    @MethodSource("soundScenarios")
    void thisKernelDoesWhatTheMachineDoes(SoundScenarios.Sound sound) throws IOException, InterruptedException {
        assumeCompiler();
        Scenario scenario = Scenario.parse(sound.text());
        String program = Export.inTurn(new Linux6(), scenario, STUCK_AFTER, List.of(sound.name() + "."));
        Path source = Files.writeString(folder.resolve("sound.c"), program);
        Path binary = folder.resolve("sound");
        assertThat(Host.compile(source, binary)).isEqualTo(new Host.Ran(0, ""));
        Host.Ran ran = Host.run(List.of(binary.toString(), FOLDER.toString()));
        assertThat(ran.printed()).doesNotContain("on the machine").contains(sound.printed());
        assertThat(ran.printed().lines())
                .hasSize(scenario.operationCount() + scenario.files().size());
        assertThat(ran.status()).as(ran.printed()).isZero();
    }

    @Test
    void whatThisKernelDoesOtherwiseIsTold() throws IOException, InterruptedException {
        assumeCompiler();
        Path source = Files.writeString(folder.resolve("deadlock.c"), export("linux-2.4"));
        Path binary = folder.resolve("deadlock");
        assertThat(Host.compile(source, binary)).isEqualTo(new Host.Ran(0, ""));
        Host.Ran ran = Host.run(List.of(binary.toString(), FOLDER.toString()));
        assertThat(ran.printed()).contains("write(F@0, a+0:8) = 8    <-- on the machine: never returns");
        assertThat(ran.status()).isEqualTo(1);
    }

    /** Dirty COW and Dirty Pipe, which this kernel has mended. */
    @ParameterizedTest
    @ValueSource(strings = {"write-wish-dropped", "pipe-flags-kept"})
    void thisKernelKeepsTheFileAsItIs(String exhibit) throws IOException, InterruptedException {
        assumeCompiler();
        Path source = Files.writeString(folder.resolve("dirty.c"), export(exhibit));
        Path binary = folder.resolve("dirty");
        assertThat(Host.compile(source, binary)).isEqualTo(new Host.Ran(0, ""));
        Host.Ran ran = Host.run(List.of(binary.toString(), FOLDER.toString()));
        assertThat(ran.printed()).contains("F at the end = 8: 01 02 03 04 05 06 07 08");
    }
}
