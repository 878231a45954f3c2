package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Forwarding;
import dev.faultline.execution.Program;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Laws;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a mutant has to run exactly as the machine does, when no law minds what it does otherwise (docs/mutation.md): the steps, the
 * results, the bytes that tasks see and the branches of a few hundred generated executions of each sound strategy, under decisions that follow from the seed.
 * The machine's own are written down by {@link #main} just before, so that nothing can be out of date. Not part of the build.
 */
class MutationDigest {
    private static final Path FILE = Path.of("target/mutation/digest.txt");
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);
    private static final int RUNS = 600;
    private static final int SEED = 7;

    /** Everything that a run is asked about, in one number. */
    private static final class Digest extends Forwarding {
        private long sum;

        private Digest(Laws laws) {
            super(laws);
        }

        private void add(long value) {
            sum = (sum ^ value) * 0x9e3779b97f4a7c15L;
            sum ^= sum >>> 29;
        }

        @Override
        public void operationEnds(int task, int index, int result, int time) {
            add((long) task << 32 ^ result ^ (long) index << 48 ^ (long) time << 40);
            super.operationEnds(task, index, result, time);
        }

        @Override
        public void userLoad(int task, int space, int address, int cell) {
            add((long) address << 32 ^ cell);
            super.userLoad(task, space, address, cell);
        }

        @Override
        public void userStore(int task, int space, int address, int cell) {
            add((long) address << 32 ^ cell ^ 1L << 63);
            super.userStore(task, space, address, cell);
        }
    }

    private static List<String> digest(String name) {
        CopyStrategy strategy = ServiceLoader.load(CopyStrategy.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        Scenarios scenarios = new Scenarios(SEED, Profile.standard());
        Scheduler scheduler = Portfolio.standard(SEED);
        Digest digest = new Digest(new Laws(strategy.guarantee()));
        List<String> lines = new ArrayList<>();
        try (Execution execution = new Execution(strategy, Backend.best())) {
            return Objects.requireNonNull(execution.supervise(
                    STUCK_AFTER,
                    () -> {
                        for (int run = 0; run < RUNS; run++) {
                            digest.sum = 0;
                            execution.run(Program.of(scenarios.get(run)), scheduler, digest);
                            digest.add(execution.fingerprint());
                            digest.add(execution.branches());
                            lines.add(name + " " + run + " " + Long.toHexString(digest.sum));
                        }
                        return lines;
                    },
                    stuck -> List.of("stuck")));
        }
    }

    private static List<String> names() {
        return ServiceLoader.load(CopyStrategy.class).stream()
                .map(provider -> provider.get().name())
                .sorted()
                .toList();
    }

    /** Writes the digest down, in the file that is its argument. */
    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        names().forEach(name -> lines.addAll(digest(name)));
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bounce-buffer",
                "direct",
                "freebsd",
                "linux-2.6.24",
                "linux-2.6.24-2copy",
                "linux-6",
                "page-flip"
            })
    void runsAsTheMachineDoes(String name) throws IOException {
        List<String> expected = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        assertThat(expected).isEqualTo(digest(name));
    }
}
