package dev.faultline.conformance;

import dev.faultline.SampleStrategies;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.scenario.Scenario;
import dev.faultline.shrink.Smaller;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.strategy.Linux6;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs generated programs of one task on the machine and on the host, and compares what they come to. A program that comes to something else is made smaller before it
 * is told.
 *
 * <p>Where a write past the end of a file fails, Linux may leave the file longer (see the exhibit {@code empty-commit-extends}), though a write that returns
 * an error has done nothing. The machine can do either, and a program where the host does that is counted and held against that exhibit.
 *
 * <p>Arguments of the program, which runs as many as one likes: how many, and the seed.
 *
 * <pre>{@code
 * mvn verify -DskipTests -Pconformance -Dconformance="1000000 7"
 * }</pre>
 */
public final class Conformance implements AutoCloseable {
    private static final Profile SEQUENTIAL = new Profile(1, 8, 2, false, false, false, false);

    private final MachineSide machine;
    private final @Nullable MachineSide extending;
    private final HostSide host;
    private long extended;

    /** @param folder where the files of the host are made */
    public Conformance(Path folder) throws IOException {
        machine = new MachineSide(new Linux6());
        extending = new MachineSide(SampleStrategies.exhibit("empty-commit-extends"));
        host = new HostSide(folder);
    }

    /** The machine with this strategy alone. */
    Conformance(CopyStrategy strategy, Path folder) throws IOException {
        machine = new MachineSide(strategy);
        extending = null;
        host = new HostSide(folder);
    }

    public static void main(String[] arguments) throws IOException {
        long programs = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path folder = Files.createTempDirectory("conformance");
        try (Conformance conformance = new Conformance(folder)) {
            Optional<String> difference = conformance.compare(programs, seed);
            System.out.println(difference.orElse(programs + " programs: the machine and the host agree; in "
                    + conformance.extended() + " of them a write that failed has left the file longer"));
            System.exit(difference.isEmpty() ? 0 : 1);
        }
    }

    /** Programs in which a write that failed has left the file longer on the host. */
    long extended() {
        return extended;
    }

    /** How the first program that comes to something else differs, and the smallest such program; empty when all come to the same. */
    public Optional<String> compare(long programs, long seed) {
        Scenarios scenarios = new Scenarios(seed, SEQUENTIAL);
        for (long index = 0; index < programs; index++) {
            Scenario scenario = scenarios.get(index);
            if (difference(scenario).isPresent()) {
                Scenario smallest = Smaller.of(
                        scenario,
                        smaller -> isRunnable(smaller) && difference(smaller).isPresent());
                return difference(smallest).map(told -> told + System.lineSeparator() + Hosted.of(smallest));
            }
        }
        return Optional.empty();
    }

    private static boolean isRunnable(Scenario scenario) {
        return scenario.tasks().size() == 1 && scenario.processes().size() == 1;
    }

    /** How the two differ over a program whose pages are yet small. */
    Optional<String> difference(Scenario small) {
        Scenario scenario = Hosted.of(small);
        MachineSide.Run run = machine.run(scenario);
        Account account;
        try {
            account = host.run(scenario, run);
        } catch (IOException e) {
            throw new UncheckedIOException(scenario.toString(), e);
        }
        Optional<String> difference = run.account().differenceFrom(account);
        if (difference.isPresent()
                && extending != null
                && extending.run(scenario).account().differenceFrom(account).isEmpty()) {
            extended++;
            return Optional.empty();
        }
        return difference;
    }

    @Override
    public void close() throws IOException {
        machine.close();
        if (extending != null) {
            extending.close();
        }
        host.close();
    }
}
