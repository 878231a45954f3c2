package dev.faultline;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.vm.VmPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way in for tests.
 *
 * <pre>{@code
 * @Test
 * void keepsItsPromise() {
 *     Faultline.verify(MyStrategy::new);
 * }
 * }</pre>
 *
 * <p>Everything has a default; what differs is said by name:
 *
 * <pre>{@code
 * Outcome outcome = Faultline.of(MyStrategy::new).seed(7).budget("30s").outcome();
 * }</pre>
 */
public final class Faultline {
    private final Supplier<Candidate> candidate;
    private final Map<String, String> request = new LinkedHashMap<>();

    private Faultline(Supplier<Candidate> candidate) {
        this.candidate = candidate;
    }

    /** Verifies a strategy as the Maven plugin would; fails with the report as its message when it breaks a law. */
    public static void verify(Supplier<? extends CopyStrategy> factory) {
        of(factory).outcome().orThrow();
    }

    /** @param factory makes the strategy; each worker thread gets an instance of its own */
    public static Faultline of(Supplier<? extends CopyStrategy> factory) {
        return new Faultline(() -> candidate(Service.STRATEGIES, factory));
    }

    /** As {@link #of}, for a policy, which is verified together with linux-6. */
    public static Faultline ofPolicy(Supplier<? extends VmPolicy> factory) {
        return new Faultline(() -> candidate(Service.POLICIES, factory));
    }

    public Faultline seed(long seed) {
        return with("seed", Long.toString(seed));
    }

    /** A time such as {@code 10s}, or {@code 50000 executions}. */
    public Faultline budget(String budget) {
        return with("budget", budget);
    }

    /** Runs every interleaving of every scenario within bounds such as {@code tasks 2, operations 2, pages 2, files 2}. */
    public Faultline exhaustive(String bounds) {
        return with("mode", "exhaustive").with("bounds", bounds);
    }

    /** Goes on with an exhaustive verification that ended early. */
    public Faultline checkpoint(Path file) {
        return with("checkpoint", file.toString());
    }

    public Faultline threads(int threads) {
        return with("threads", Integer.toString(threads));
    }

    /** Where the replay file of a failure goes. */
    public Faultline reportDirectory(Path directory) {
        return with("reportDirectory", directory.toString());
    }

    public Faultline stuckAfter(Duration time) {
        return with("stuckAfter", time.toMillis() + "ms");
    }

    /** Verifies with the one scenario in this file, in the scenario language or as a log of fsx. */
    public Faultline scenario(Path file) {
        return with("scenario", file.toString());
    }

    private Faultline with(String key, String value) {
        request.put(key, value);
        return this;
    }

    /** @throws UsageException when an option or the strategy's name or guarantee cannot be used */
    public Outcome outcome() {
        Options options = Options.parse(request);
        return verify(candidate.get(), options, GivenScenario.of(options), text -> {});
    }

    private static <S> Candidate candidate(Service<S> service, Supplier<? extends S> factory) {
        @Nullable S one = factory.get();
        if (one == null) {
            throw new UsageException("The " + service.noun() + " cannot be verified: its factory makes null.");
        }
        String type = one.getClass().getName();
        String name = service.name().apply(one);
        Guarantee guarantee = service.whole(one).guarantee();
        String unfit = Discovery.unfit(name, guarantee);
        if (unfit != null) {
            throw new UsageException(
                    "The " + service.noun() + " class " + type + " cannot be verified: " + unfit + ".");
        }
        return new Candidate(
                name,
                guarantee,
                Candidate.Kind.PROJECT,
                "",
                service.partner(),
                type,
                "",
                () -> service.whole(factory.get()));
    }

    /**
     * Verifies one of the strategies that {@link Candidates} found. What goes wrong with it is its verdict.
     *
     * @param given the one scenario to verify it with; null for those that are made
     * @throws dev.faultline.report.CheckpointException when there is a checkpoint that cannot be gone on from
     */
    public static Outcome verify(
            Candidate candidate, Options options, @Nullable GivenScenario given, Consumer<String> progress) {
        return new Verification(candidate, options, given, progress).outcome();
    }

    /**
     * Looks whether what was chosen can be verified at all, before anything is done.
     *
     * @throws dev.faultline.report.CheckpointException when there is a checkpoint that cannot be gone on from
     */
    public static void check(List<Candidate> chosen, Options options) {
        for (Candidate candidate : options.checkpoint() == null ? List.<Candidate>of() : chosen) {
            Exhaustion.check(candidate, options);
        }
    }
}
