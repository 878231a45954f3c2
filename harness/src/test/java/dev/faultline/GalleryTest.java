package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.faultline.execution.Program;
import dev.faultline.explore.Runner;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.law.Violation;
import dev.faultline.report.ConsoleReport;
import dev.faultline.report.ReplayCommand;
import dev.faultline.report.ReplayFile;
import dev.faultline.report.Retelling;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The gallery, each exhibit with its smallest counterexample: {@code name.faultline} runs it, {@code name.txt} is what
 * is printed. That they are found too, and under every seed, is {@link GalleryTable}'s matter; {@link GalleryPins}
 * makes the files.
 */
class GalleryTest {
    static final Path PINNED = Path.of("src/test/resources/gallery");
    static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private static final int SCHEDULES = 200;

    @TestFactory
    Stream<DynamicTest> everyExhibitIsCaughtByItsLaw() {
        return Gallery.exhibits().stream().map(exhibit -> dynamicTest(exhibit.name(), () -> isCaught(exhibit)));
    }

    static void isCaught(Exhibit exhibit) throws IOException {
        ReplayFile pinned = pinned(exhibit);
        assertThat(pinned.law()).isEqualTo(exhibit.law());
        assertThat(told(exhibit, pinned)).isEqualTo(Files.readString(PINNED.resolve(exhibit.name() + ".txt")));
    }

    @TestFactory
    Stream<DynamicTest> soundStrategiesPassWhereExhibitsFail() {
        return ServiceLoader.load(CopyStrategy.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(strategy -> dynamicTest(strategy.name(), () -> passesEverywhere(strategy)));
    }

    private static void passesEverywhere(CopyStrategy strategy) {
        Scheduler scheduler = Portfolio.standard(1);
        try (Runner runner = new Runner(strategy, STUCK_AFTER)) {
            for (Exhibit exhibit : Gallery.exhibits()) {
                Program program = Program.of(pinned(exhibit).scenario());
                for (int i = 0; i < SCHEDULES; i++) {
                    Violation violation = runner.run(program, scheduler);
                    assertThat(violation).as(exhibit.name()).isNull();
                }
            }
        }
    }

    /** Numbers of frames and folios mean nothing to a reader; those of bytes do. */
    @Test
    void reportsCallThingsByTheirNames() throws IOException {
        for (Exhibit exhibit : Gallery.exhibits()) {
            assertThat(Files.readString(PINNED.resolve(exhibit.name() + ".txt")))
                    .doesNotContainPattern(
                            "(allocate|lock|wait|read|write|load|store|look|change|walk) (?!byte )(up )?[a-z]+ ?[a-z]* \\d")
                    .doesNotContainPattern("(inode|space|slot) \\d")
                    .doesNotContainPattern("returns -");
        }
    }

    @Test
    void nothingElseIsPinned() throws IOException {
        try (Stream<Path> files = Files.list(PINNED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Gallery.exhibits().stream()
                            .flatMap(exhibit -> Stream.of(exhibit.name() + ".faultline", exhibit.name() + ".txt"))
                            .toList());
        }
    }

    private static ReplayFile pinned(Exhibit exhibit) {
        String name = exhibit.name() + ReplayFile.EXTENSION;
        return ReplayFile.read(PINNED.resolve(name), name);
    }

    /** The report, as lines that end in a line feed. */
    static String told(Exhibit exhibit, ReplayFile file) {
        Retelling retelling =
                Retelling.of(Candidates.of(exhibit).factory().get(), file.scenario(), file.schedule(), STUCK_AFTER);
        List<String> report =
                ConsoleReport.replayed(file, retelling, new ReplayCommand(exhibit.name() + ReplayFile.EXTENSION, null));
        return String.join("\n", report) + "\n";
    }
}
