package dev.faultline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The same scenarios, by jqwik's own door. */
class ScenarioArbitraryTest {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.arbitrary(Profile.standard());
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void everyTaskHasSomethingToDo(@ForAll("scenarios") Scenario scenario) {
        assertThat(scenario.tasks())
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.operations()).isNotEmpty())
                .as("and some task copies")
                .anySatisfy(task -> assertThat(task.operations()).hasAtLeastOneElementOfType(Operation.Transfer.class));
    }
}
