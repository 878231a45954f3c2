package dev.faultline.shrink;

import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.Scenario;
import java.util.List;

/**
 * Begins with other contents: a page of a file that is in memory already or not yet, a page of a process's own that was touched before or never, and with
 * either a file of a single byte, whose end many things have to look after. None of these is plainer than another, but what takes a preemption with one may do without it with
 * another.
 */
final class OtherContents extends Pass {
    private static final List<PageState> USUAL = List.of(PageState.COLD, PageState.WARM, PageState.DIRTY);

    @Override
    void propose(Scenario scenario) {
        for (FileSpec file : scenario.files()) {
            for (int page = 0; page < file.pages().size(); page++) {
                for (PageState state : USUAL) {
                    FileSpec changed = file.withPage(page, state);
                    propose(() -> Draft.of(scenario).mapFiles(old -> old.equals(file) ? changed : old));
                    propose(() -> withOneByte(scenario, changed));
                }
            }
        }
        for (MappingSpec mapping : Draft.of(scenario).mappings()) {
            if (mapping.kind() == MappingSpec.Kind.ANONYMOUS) {
                MappingSpec other = MappingSpec.anonymous(mapping.name(), mapping.pages(), !mapping.filled());
                propose(() -> Draft.of(scenario).mapMappings(old -> old.equals(mapping) ? other : old));
                for (FileSpec file : scenario.files()) {
                    propose(() -> withOneByte(scenario, file).mapMappings(old -> old.equals(mapping) ? other : old));
                }
            }
        }
    }

    private static Draft withOneByte(Scenario scenario, FileSpec file) {
        FileSpec small = Rewrite.resized(file, 1, scenario.pageSize());
        return Draft.of(scenario).mapFiles(old -> old.name().equals(file.name()) ? small : old);
    }
}
