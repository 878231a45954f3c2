package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.conformance.Conformance;
import dev.faultline.conformance.ProcessConformance;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Explorer;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FileToFile;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624TwoCopy;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What mutants of the machine and of the sound strategies have to survive (docs/mutation.md): Faultline's own verification, each of
 * seeds that are always the same. A sound strategy is accused of nothing, a flawed one is caught by its law, what is pinned replays step for
 * step, and the machine does what the host's kernel does. Not part of the build, whose tests look at each class by itself.
 */
class MutationKiller {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);
    private static final Budget SOUND = Budget.ofExecutions(3_000);
    private static final Budget FLAWED = Budget.ofExecutions(10_000);
    private static final int PROGRAMS = 600;
    private static final int PROCESSES = 300;

    /** Those that take more executions than are spent here. */
    private static final Set<String> RARE = Set.of(
            "uptodate-unordered",
            "hole-remembered",
            "mremap-flushes-late",
            "dirty-tested-before-clear",
            "fork-shares-pinned",
            "write-wish-dropped");

    private static void passes(Supplier<CopyStrategy> strategy) {
        Exploration exploration = new Explorer(strategy, 1, STUCK_AFTER).explore(SOUND, 1, tally -> {});
        assertThat(exploration.finding()).isNull();
    }

    private static void isCaught(Exhibit exhibit) {
        Exploration exploration = new Explorer(Candidates.of(exhibit).factory(), 1, STUCK_AFTER)
                .onlyFor(exhibit.law())
                .explore(FLAWED, 1, tally -> {});
        assertThat(exploration.finding()).as(exhibit.name()).isNotNull();
    }

    private static void areCaught(int remainder) {
        for (int i = 0; i < Gallery.exhibits().size(); i++) {
            Exhibit exhibit = Gallery.exhibits().get(i);
            if (i % 4 == remainder && !RARE.contains(exhibit.name())) {
                isCaught(exhibit);
            }
        }
    }

    @Test
    void linux6Passes() {
        passes(Linux6::new);
    }

    @Test
    void linux2624Passes() {
        passes(Linux2624WriteBegin::new);
    }

    @Test
    void linux2624TwoCopyPasses() {
        passes(Linux2624TwoCopy::new);
    }

    @Test
    void freeBsdPasses() {
        passes(FreeBsd::new);
    }

    @Test
    void bounceBufferPasses() {
        passes(BounceBuffer::new);
    }

    @Test
    void pageFlipPasses() {
        passes(PageFlip::new);
    }

    @Test
    void fileToFilePasses() {
        passes(FileToFile::new);
    }

    @Test
    void directPasses() {
        passes(Direct::new);
    }

    @Test
    void theMachineDoesWhatThisKernelDoes(@TempDir Path folder) throws IOException {
        try (Conformance conformance = new Conformance(folder)) {
            assertThat(conformance.compare(PROGRAMS, 1)).isEmpty();
        }
    }

    @Test
    void processesOfTheMachineDoWhatThoseOfThisKernelDo(@TempDir Path folder) throws IOException {
        assertThat(ProcessConformance.difference(PROCESSES, 1, folder)).isEmpty();
    }

    @Test
    void whatIsPinnedReplaysStepForStep() throws IOException {
        for (Exhibit exhibit : Gallery.exhibits()) {
            GalleryTest.isCaught(exhibit);
        }
    }

    @Test
    void theFirstQuarterOfTheGalleryIsCaught() {
        areCaught(0);
    }

    @Test
    void theSecondQuarterOfTheGalleryIsCaught() {
        areCaught(1);
    }

    @Test
    void theThirdQuarterOfTheGalleryIsCaught() {
        areCaught(2);
    }

    @Test
    void theLastQuarterOfTheGalleryIsCaught() {
        areCaught(3);
    }
}
