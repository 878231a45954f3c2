package dev.faultline.shrink;

import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One way to make scenarios smaller. A pass only proposes, in a fixed order, the boldest first; whether a proposal still fails, and whether it
 * is smaller at all, is not its business.
 */
abstract class Pass {
    private List<Scenario> proposals = new ArrayList<>();

    final List<Scenario> proposals(Scenario scenario) {
        proposals = new ArrayList<>();
        propose(scenario);
        proposals.removeIf(scenario::equals);
        return proposals;
    }

    /** Calls {@link #propose(Draft)} for each idea. */
    abstract void propose(Scenario scenario);

    /** Each of these, tidied up. */
    final void propose(List<Scenario> smaller) {
        smaller.forEach(scenario -> propose(Draft.of(scenario)));
    }

    /** The draft, if it can be made at all. */
    final void propose(Supplier<Draft> idea) {
        try {
            propose(idea.get());
        } catch (ScenarioException impossible) {
            // an idea that makes no sense here is none
        }
    }

    final void propose(Draft draft) {
        draft.tidy().build().filter(built -> !built.tasks().isEmpty()).ifPresent(built -> {
            Ballast.fitted(built).ifPresent(proposals::add);
            Ballast.kept(built).ifPresent(proposals::add);
            proposals.add(built);
        });
    }
}
