package dev.faultline.shrink;

import dev.faultline.enumerate.Bound;
import dev.faultline.enumerate.Enumeration;
import dev.faultline.explore.Failure;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.scenario.MachineSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a smaller failure by the same law elsewhere. Passes go downhill from where they start, one idea at a time, and some failures have no way down to
 * the smallest one: two tasks that race over one page never turn, by leaving something out, into one task that writes across two. So where the passes
 * end, the scenarios that exhaustive verification enumerates are taken, smallest first, and of each that would be smaller, were it to fail, every
 * interleaving is run; a preemption is not worth that much. Failures that need more than two tasks or operations have theirs among fresh generated scenarios, always the same ones, each run a few
 * times. And since a thing that goes wrong counts as much as two tasks, what fails because of one has rivals among all the scenarios with more tasks or operations in which
 * nothing goes wrong: what an error leaves behind a call may leave behind that fails for another reason. What is found is smaller by a task, an operation, a page, or there by a preemption; a difference in values alone is not worth the search.
 */
final class Rivals {
    private static final int SCENARIOS = 20_000;
    private static final int OPERATIONS_MAX = 3;
    private static final long SEED = 1;

    private final Search search;
    private final Search searchWithoutTroubles;

    Rivals(Search search, Search searchWithoutTroubles) {
        this.search = search;
        this.searchWithoutTroubles = searchWithoutTroubles;
    }

    /** The first that is smaller than {@code best}, or null. */
    @Nullable
    Failure smallerThan(Failure best) {
        Size limit = reduced(Search.sizeOf(best));
        Size calm = new Size(limit.tasks(), limit.operations(), limit.pages(), 0, 0, 0);
        Failure found = enumerated(best.scenario(), calm);
        found = found != null ? found : withoutTroubles(best.scenario(), calm);
        return found != null ? found : generated(best.scenario(), limit);
    }

    /** Without what is not worth the search. */
    private static Size reduced(Size size) {
        return new Size(size.tasks(), size.operations(), size.pages(), size.preemptions(), 0, 0);
    }

    private static Size least(Scenario scenario) {
        return reduced(Size.of(scenario, 0, 0));
    }

    private @Nullable Failure enumerated(Scenario best, Size limit) {
        Bound most = Bound.standard();
        Bound bound = new Bound(
                Math.min(most.tasks(), best.tasks().size()),
                Math.min(most.operations(), best.operationCount()),
                most.pages(),
                most.files());
        return enumerated(bound, best.machine(), best.readErrors() + best.badPages(), limit, search);
    }

    private @Nullable Failure withoutTroubles(Scenario best, Size limit) {
        boolean troubled = best.machine().troubles() + best.badPages() > 0;
        return troubled
                ? enumerated(Bound.standard(), best.machine().withoutTroubles(), 0, limit, searchWithoutTroubles)
                : null;
    }

    private static @Nullable Failure enumerated(
            Bound bound, MachineSpec machine, int readErrors, Size limit, Search search) {
        Enumeration all = Enumeration.of(bound);
        List<Scenario> smaller = new ArrayList<>();
        for (int number = 0; number < all.size(); number++) {
            Scenario scenario = Rewrite.enlarged(all.get(number), machine, readErrors);
            if (least(scenario).compareTo(limit) < 0) {
                smaller.add(scenario);
                smaller.addAll(failing(scenario));
            }
        }
        smaller.sort(Comparator.comparing(Rivals::least));
        for (Scenario scenario : smaller) {
            Failure found = search.isSpent() ? null : search.every(scenario, limit);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The same with a call that fails half way, for its memory lies behind a mapping: a task that is alone has nobody else to meet it there. */
    private static List<Scenario> failing(Scenario scenario) {
        List<Scenario> failing = new ArrayList<>();
        List<Operation> operations = scenario.tasks().get(0).operations();
        for (int i = 0; i < operations.size() && scenario.tasks().size() == 1; i++) {
            if (operations.get(i) instanceof Operation.Transfer transfer) {
                List<String> names = transfer.mappingNames();
                for (MappingSpec mapping : Draft.of(scenario).mappings()) {
                    if (names.contains(mapping.name()) && isNamedTwice(operations, mapping.name())) {
                        Operation behind = Rewrite.behind(transfer, mapping.name(), mapping, scenario.pageSize());
                        withOperation(scenario, i, behind).ifPresent(failing::add);
                    }
                }
            }
        }
        return failing;
    }

    /** On a machine that reclaims, with as much memory as the operation needs. */
    private static Optional<Scenario> withOperation(Scenario scenario, int index, Operation operation) {
        Draft draft = Draft.of(scenario);
        List<Operation> operations = new ArrayList<>(draft.tasks.get(0).operations());
        operations.set(index, operation);
        draft.tasks.set(0, Draft.withOperations(draft.tasks.get(0), operations));
        if (!scenario.machine().reclaims()) {
            return draft.build();
        }
        draft.machine = draft.machine.withFrames(Scenario.FRAMES_MAX);
        return draft.build().flatMap(Ballast::fitted);
    }

    private static boolean isNamedTwice(List<Operation> operations, String mapping) {
        return operations.stream()
                        .filter(operation -> operation.mappingNames().contains(mapping))
                        .count()
                > 1;
    }

    private @Nullable Failure generated(Scenario best, Size limit) {
        Scenarios scenarios = new Scenarios(SEED, profile(best));
        for (int i = 0; i < SCENARIOS && !search.isSpent(); i++) {
            Scenario scenario = scenarios.get(i);
            Failure found = least(scenario).compareTo(limit) < 0 ? search.glance(scenario, limit) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Profile profile(Scenario scenario) {
        Profile all = Profile.standard();
        return new Profile(
                Math.min(all.tasksMax(), scenario.tasks().size()),
                Math.min(OPERATIONS_MAX, scenario.operationCount()),
                all.filesMax(),
                scenario.tasks().size() > 1,
                scenario.tasks().size() > 1,
                scenario.machine().troubles() + scenario.badPages() > 0,
                scenario.machine().weakMemory()
                        || scenario.machine().sharedTables()
                        || scenario.machine().guard() != null
                        || scenario.machine().frames() > 0);
    }
}
