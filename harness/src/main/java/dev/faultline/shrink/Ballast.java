package dev.faultline.shrink;

import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Pages of a file that nobody works on, which are there to fill a memory that is short. A program that uses less at a time can do
 * with less memory, and needs as much less of them to fill it; taken one by one, neither step keeps the failure. Nor need
 * they fill it from the start, since the program brings in pages too: with less memory the same of them may do.
 */
final class Ballast {
    private static final String NAME = "H";

    private Ballast() {}

    /** Whether no operation and no mapping is about the file. */
    static boolean is(FileSpec file, List<Operation> operations, List<MappingSpec> mappings) {
        return operations.stream().noneMatch(operation -> operation.fileNames().contains(file.name()))
                && mappings.stream().noneMatch(mapping -> file.name().equals(mapping.file()));
    }

    /** A machine of the fewest frames that reclaims, and just filled; nothing where that cannot be. */
    static Optional<Scenario> fitted(Scenario scenario) {
        if (!scenario.machine().reclaims()) {
            return Optional.empty();
        }
        Draft draft = Draft.of(scenario);
        List<FileSpec> ballast = new ArrayList<>(scenario.files());
        ballast.removeIf(file -> !is(file, draft.operations(), draft.mappings()));
        if (ballast.isEmpty()) {
            return Optional.empty();
        }
        FileSpec first = ballast.stream().filter(Ballast::isCached).findFirst().orElse(ballast.get(0));
        draft.files.removeAll(ballast);
        int frames = scenario.workingSet();
        try {
            Scenario bare = scenario.withFiles(draft.files);
            int pages = frames - bare.framesAtStart();
            if (pages > 0) {
                PageState state =
                        first.pages().isEmpty() ? PageState.WARM : first.pages().get(0);
                draft.files.add(
                        new FileSpec(first.name(), pages * scenario.pageSize(), Collections.nCopies(pages, state)));
            }
        } catch (ScenarioException impossible) {
            return Optional.empty();
        }
        draft.machine = scenario.machine().withFrames(frames);
        return draft.build();
    }

    /** On a machine of the fewest frames that reclaims, with all the files; nothing where it is so already. */
    static Optional<Scenario> kept(Scenario scenario) {
        int frames = scenario.machine().reclaims()
                ? scenario.workingSet()
                : scenario.machine().frames();
        if (frames == scenario.machine().frames()) {
            return Optional.empty();
        }
        Draft draft = Draft.of(scenario);
        draft.machine = scenario.machine().withFrames(frames);
        return draft.build();
    }

    private static boolean isCached(FileSpec file) {
        return !file.pages().isEmpty() && file.pages().get(0).isCached();
    }

    /** The program on such a machine, with a file more to fill it; unchanged where that cannot be. */
    static Scenario added(Scenario plain) {
        Draft draft = Draft.of(plain);
        draft.files.add(new FileSpec(NAME, plain.pageSize(), List.of(PageState.WARM)));
        draft.machine = plain.machine().withFrames(Scenario.FRAMES_MAX).withReclaim(true);
        return draft.build().flatMap(Ballast::fitted).orElse(plain);
    }
}
