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
 * Holds the machine against the kernel that it runs on in what Java has no call for: fork, protection, and signals of loads and
 * stores; {@link Conformance} does the rest. Generated programs of several tasks and processes run on both, one operation after
 * the other, in the same order.
 *
 * <p>Arguments: how many programs, and a seed.
 */
public final class ProcessConformance implements AutoCloseable {
    private static final Profile PROCESSES = new Profile(4, 8, 2, true, false, true, false);

    private final MachineProcesses machine;
    private final @Nullable MachineProcesses extending;
    private final HostProcesses host;

    /** @param folder where the helper is compiled to, and the files of the host are made */
    ProcessConformance(Path folder) throws IOException {
        machine = new MachineProcesses(new Linux6());
        extending = new MachineProcesses(SampleStrategies.exhibit("empty-commit-extends"));
        host = new HostProcesses(Compiler.helper(folder));
    }

    /** The machine with this strategy alone. */
    ProcessConformance(CopyStrategy strategy, Path folder) throws IOException {
        machine = new MachineProcesses(strategy);
        extending = null;
        host = new HostProcesses(Compiler.helper(folder));
    }

    public static void main(String[] arguments) throws IOException {
        long programs = Long.parseLong(arguments[0]);
        Path folder = Files.createTempDirectory("conformance");
        Optional<String> difference = difference(programs, Long.parseLong(arguments[1]), folder);
        System.out.println(difference.orElse(programs + " programs of processes: the machine and the host agree"));
        System.exit(difference.isEmpty() ? 0 : 1);
    }

    /** How the first of so many programs that comes to something else differs; empty when all come to the same. */
    public static Optional<String> difference(long programs, long seed, Path folder) throws IOException {
        try (ProcessConformance conformance = new ProcessConformance(folder)) {
            return conformance.compare(programs, seed);
        }
    }

    /** How the first program that comes to something else differs, and the smallest such program; empty when all come to the same. */
    Optional<String> compare(long programs, long seed) {
        Scenarios scenarios = new Scenarios(seed, PROCESSES);
        for (long index = 0; index < programs; index++) {
            Scenario scenario = scenarios.get(index);
            if (difference(scenario).isPresent()) {
                Scenario smallest =
                        Smaller.of(scenario, smaller -> difference(smaller).isPresent());
                return difference(smallest).map(told -> told + System.lineSeparator() + HostedProcesses.of(smallest));
            }
        }
        return Optional.empty();
    }

    /** How the two differ over a program whose pages are yet small. */
    Optional<String> difference(Scenario small) {
        Scenario scenario = HostedProcesses.of(small);
        MachineProcesses.Run run = machine.run(scenario);
        try {
            Account account = host.run(scenario, run);
            Optional<String> difference = run.account().differenceFrom(account);
            return difference.isPresent()
                            && extending != null
                            && extending
                                    .run(scenario)
                                    .account()
                                    .differenceFrom(account)
                                    .isEmpty()
                    ? Optional.empty()
                    : difference;
        } catch (IOException e) {
            throw new UncheckedIOException(scenario.toString(), e);
        }
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
