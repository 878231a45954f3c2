package dev.faultline.shrink;

import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.List;

/**
 * Drops an injected error, a full disk, a signal or a short transfer, puts reclaim in the place of an error, or a full disk and an empty file, from which nothing need be read; and lets a
 * page that is bad for ever be cold, with an error of its own or without.
 */
final class FewerErrors extends Pass {
    @Override
    void propose(Scenario scenario) {
        for (int times = 0; times < scenario.machine().noSpace(); times++) {
            Draft roomier = Draft.of(scenario);
            roomier.machine = roomier.machine.withNoSpace(times);
            propose(roomier);
        }
        for (int times = 0; times < scenario.machine().signals(); times++) {
            Draft quieter = Draft.of(scenario);
            quieter.machine = quieter.machine.withSignals(times);
            propose(quieter);
        }
        for (int times = 0; times < scenario.machine().shortTransfers(); times++) {
            Draft wholer = Draft.of(scenario);
            wholer.machine = wholer.machine.withShortTransfers(times);
            propose(wholer);
        }
        for (int errors = 0; errors < scenario.readErrors(); errors++) {
            propose(withErrors(scenario, errors));
            for (FileSpec file : scenario.files()) {
                for (int page = 0; page < file.pages().size(); page++) {
                    propose(withReclaim(scenario, errors, new KernelWork.Reclaim(file.name(), page)));
                }
            }
        }
        if (scenario.readErrors() > 0) {
            proposeFull(scenario);
        }
        if (scenario.machine().frames() > 0) {
            Draft enough = Draft.of(scenario);
            enough.machine = enough.machine.withFrames(0);
            propose(enough);
        }
        for (FileSpec file : scenario.files()) {
            for (int page = 0; page < file.pages().size(); page++) {
                if (file.pages().get(page) == PageState.BAD) {
                    proposeGood(scenario, file, page);
                }
            }
        }
    }

    private void proposeFull(Scenario scenario) {
        for (FileSpec file : scenario.files()) {
            FileSpec empty = new FileSpec(file.name(), 0, List.of());
            propose(() -> {
                Draft full = withErrors(scenario, 0).mapFiles(other -> other.equals(file) ? empty : other);
                full.machine = full.machine.withNoSpace(1);
                return full;
            });
        }
    }

    private void proposeGood(Scenario scenario, FileSpec file, int page) {
        FileSpec good = file.withPage(page, PageState.COLD);
        for (int errors = scenario.readErrors(); errors <= scenario.readErrors() + 1; errors++) {
            int injected = errors;
            propose(() -> withErrors(scenario, injected).mapFiles(other -> other.equals(file) ? good : other));
        }
        propose(withReclaim(scenario, scenario.readErrors(), new KernelWork.Reclaim(file.name(), page))
                .mapFiles(other -> other.equals(file) ? good : other));
    }

    private static Draft withErrors(Scenario scenario, int errors) {
        Draft draft = Draft.of(scenario);
        draft.machine = draft.machine.withReadErrors(errors);
        return draft;
    }

    private static Draft withReclaim(Scenario scenario, int errors, Operation reclaim) {
        Draft draft = withErrors(scenario, errors);
        draft.tasks.add(new TaskSpec("K" + (scenario.tasks().size() + 1) + "r", null, List.of(reclaim)));
        return draft;
    }
}
