package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.faultline.SamplePolicies.AlwaysCopies;
import dev.faultline.SamplePolicies.Counting;
import dev.faultline.SamplePolicies.Dropping;
import dev.faultline.SamplePolicies.Inventing;
import dev.faultline.SamplePolicies.Looping;
import dev.faultline.SamplePolicies.Nameless;
import dev.faultline.SamplePolicies.Same;
import dev.faultline.SamplePolicies.Throwing;
import dev.faultline.execution.Backend;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Program;
import dev.faultline.execution.UnderPolicy;
import dev.faultline.explore.Budget;
import dev.faultline.explore.Coverage;
import dev.faultline.explore.Exploration;
import dev.faultline.explore.Explorer;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.law.Laws;
import dev.faultline.report.Verdict;
import dev.faultline.schedule.Portfolio;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.Linux6;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Policies are found, named and verified as strategies are, and whatever goes wrong in one is its verdict. */
@ExtendWith(EndlessLoop.class)
class VmPolicyTest {
    @TempDir
    Path folder;

    private Candidates registered(String... types) {
        try {
            Path services = folder.resolve(Service.POLICIES.file());
            Files.createDirectories(services.getParent());
            Files.write(services, List.of(types));
            URL[] project = {folder.toUri().toURL()};
            return Candidates.find(new URLClassLoader(project, getClass().getClassLoader()), List.of(folder));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Outcome verified(Supplier<? extends VmPolicy> policy) {
        return Faultline.ofPolicy(policy)
                .budget("1000 executions")
                .threads(1)
                .stuckAfter(Duration.ofMillis(300))
                .reportDirectory(folder)
                .outcome();
    }

    private static String law(Outcome outcome) {
        return ((Verdict.Failed) outcome.result().verdict()).counterexample().law();
    }

    @Test
    void aPolicyIsFoundByItsLineAndVerifiedWithLinux6() {
        Candidate candidate = registered(Same.class.getName()).byName("same");
        assertThat(candidate.partner()).isEqualTo("linux-6");
        assertThat(candidate.guarantee()).isEqualTo(Guarantee.BYTE);
        assertThat(candidate.factory().get()).isInstanceOf(UnderPolicy.class);
    }

    @Test
    void anotherStrategyIsNamedBehindAPlus() {
        Candidate candidate = registered(Same.class.getName()).byName("same+freebsd");
        assertThat(candidate.name()).isEqualTo("same+freebsd");
        assertThat(candidate.guarantee()).isEqualTo(Guarantee.CALL);
        assertThat(candidate.factory().get().name()).isEqualTo("same+freebsd");
    }

    @Test
    void wrongNamesAreAnsweredWithTheNearest() {
        Candidates candidates = registered(Same.class.getName());
        assertThatThrownBy(() -> candidates.byName("no-early-cow-brake"))
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no strategy or policy called no-early-cow-brake."
                        + " Did you mean no-early-cow-break?");
        assertThatThrownBy(() -> candidates.byName("same+linx-6"))
                .hasMessage("There is no strategy or policy called linx-6. Did you mean linux-6?");
        assertThatThrownBy(() -> candidates.byName("same+same"))
                .hasMessage("A policy is verified with a strategy, and same, in same+same, is a policy too.");
    }

    @Test
    void whyAClassCannotBeLoadedIsSaidInOneSentence() {
        Path services = folder.resolve(Service.POLICIES.file());
        assertThat(registered("com.example.Gone", Nameless.class.getName(), VmPolicyTest.class.getName())
                        .problems())
                .containsExactlyInAnyOrder(
                        "The VM policy class com.example.Gone, registered in " + services
                                + ", cannot be loaded: there is no such class on the class path.",
                        "The VM policy class " + Nameless.class.getName() + ", registered in " + services
                                + ", cannot be loaded: its name() is null, which must be up to 64 letters, digits and"
                                + " any of . _ + - because files are named after it.",
                        "The VM policy class " + VmPolicyTest.class.getName() + ", registered in " + services
                                + ", cannot be loaded: it does not implement VmPolicy.");
    }

    @Test
    void aSoundPolicyPasses() {
        assertThat(verified(Same::new).result().verdict().word()).isEqualTo("PASSED");
        assertThat(verified(AlwaysCopies::new).result().verdict().word()).isEqualTo("PASSED");
    }

    /** Some thousand executions each; the table of docs/gallery.md has millions. */
    @TestFactory
    Stream<DynamicTest> soundPoliciesPassWithEveryPartner() {
        return SoundPolicies.pairs().stream()
                .map(pair -> dynamicTest(pair.get().name(), () -> {
                    Exploration exploration = new Explorer(pair, 1, Duration.ofSeconds(5))
                            .explore(Budget.ofExecutions(2_000), 1, tally -> {});
                    assertThat(exploration.finding()).isNull();
                }));
    }

    @Test
    void aSoundPolicyIsProvenWithinABound() {
        Outcome outcome = Faultline.ofPolicy(AlwaysCopies::new)
                .exhaustive("tasks 1, operations 2, pages 1, files 1")
                .reportDirectory(folder)
                .outcome();
        assertThat(outcome.result().verdict()).isEqualTo(new Verdict.Passed(Coverage.EXHAUSTIVE));
    }

    @Test
    void theReferenceUnderAnotherNameRunsStepForStepTheSame() {
        CopyStrategy strategy = new Linux6();
        Scenarios scenarios = new Scenarios(3, Profile.standard());
        try (Execution plain = new Execution(strategy, Backend.best());
                Execution under = new Execution(new UnderPolicy(new Same(), strategy), Backend.best())) {
            for (int i = 0; i < 200; i++) {
                Program program = Program.of(scenarios.get(i));
                plain.run(program, Portfolio.standard(i), new Laws(Guarantee.BYTE));
                under.run(program, Portfolio.standard(i), new Laws(Guarantee.BYTE));
                assertThat(under.fingerprint()).isEqualTo(plain.fingerprint());
            }
        }
    }

    @Test
    void aFlawedOneIsNamedInTheReportAndTheReplayFile() {
        Outcome outcome = verified(() -> (VmPolicy) SampleStrategies.flawed("no-early-cow-break"));
        assertThat(outcome.report().get(0)).startsWith("no-early-cow-break: ");
        assertThat(folder.resolve("no-early-cow-break.faultline")).content().contains("strategy no-early-cow-break\n");
    }

    @Test
    void whatItThrowsIsItsVerdict() {
        Outcome outcome = verified(Throwing::new);
        assertThat(law(outcome)).isEqualTo("crash");
        assertThat(String.join("\n", outcome.report())).contains("no rule for this", "SamplePolicies$Throwing");
    }

    @Test
    void aDeadFrameIsMisuse() {
        Outcome outcome = verified(Dropping::new);
        assertThat(law(outcome)).isEqualTo("misuse");
        assertThat(String.join("\n", outcome.report())).contains("copies to a frame that is free");
    }

    @Test
    void aFrameThatDoesNotExistIsMisuse() {
        Outcome outcome = verified(Inventing::new);
        assertThat(law(outcome)).isEqualTo("misuse");
        assertThat(String.join("\n", outcome.report())).contains("maps frame 4711, which does not exist");
    }

    @Test
    void anEndlessLoopIsToldWithItsStack() {
        Outcome outcome = verified(Looping::new);
        assertThat(law(outcome)).isEqualTo("stuck");
        assertThat(String.join("\n", outcome.report())).contains("Looping.mayReuse");
    }

    @Test
    void stateKeptBetweenCallsIsNoticed() {
        Outcome outcome =
                Faultline.ofPolicy(Counting::new).budget("90000 executions").outcome();
        assertThat(outcome.result().verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(outcome.result().verdict().toString())
                .contains("Counting.ASKED", "A policy must depend on nothing but its arguments");
    }
}
