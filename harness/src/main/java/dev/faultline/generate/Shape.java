package dev.faultline.generate;

import dev.faultline.generate.Distributions.CacheState;
import dev.faultline.generate.Distributions.Relation;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.PageState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what is there before the first operation: files, processes with their memory, and tasks that have nothing to do yet. */
final class Shape {
    private final Dice dice;
    private final Distributions odds;
    private final Profile profile;

    Shape(Dice dice, Distributions odds, Profile profile) {
        this.dice = dice;
        this.odds = odds;
        this.profile = profile;
    }

    Sketch draw() {
        int pages = dice.draw(odds.filePages);
        int hotPage = pages > 1 && dice.percent(35) ? 1 : 0;
        Sketch sketch = new Sketch(dice.draw(odds.pageSize), hotPage, dice.draw(odds.relation));
        boolean two = sketch.relation() == Relation.ELSEWHERE && dice.percent(40);
        int files = Math.min(profile.filesMax(), two ? 2 : dice.draw(odds.files));
        CacheState state = dice.draw(odds.cacheState);
        boolean holes = profile.disk() && dice.percent(18);
        for (int i = 0; i < files; i++) {
            CacheState own = i == 0 || dice.percent(75) ? state : dice.draw(odds.cacheState);
            sketch.files().add(file(sketch, i == 0 ? pages : dice.draw(odds.filePages), own, holes));
        }
        int tasks = Math.min(profile.tasksMax(), dice.draw(odds.tasks));
        processes(sketch, tasks);
        for (int i = 0; i < sketch.processes().size(); i++) {
            if (!sketch.processes().get(i).forked()) {
                memory(sketch, i);
            }
        }
        return sketch;
    }

    private FileSpec file(Sketch sketch, int pages, CacheState state, boolean holes) {
        int size = pages * sketch.pageSize();
        if (pages > 0 && dice.percent(45)) {
            size -= dice.between(1, sketch.pageSize() - 1);
        }
        List<PageState> states = new ArrayList<>(pages);
        for (int i = 0; i < pages; i++) {
            states.add(holes && dice.percent(75) ? PageState.HOLE : pageState(state));
        }
        return new FileSpec(sketch.nextFileName(), size, states);
    }

    private PageState pageState(CacheState state) {
        return switch (state) {
            case ALL_COLD -> PageState.COLD;
            case ALL_WARM -> PageState.WARM;
            case ALL_DIRTY -> PageState.DIRTY;
            case MIXED -> dice.draw(odds.pageState);
        };
    }

    /** Every process gets at least one task, and with a fork both sides do. */
    private void processes(Sketch sketch, int tasks) {
        sketch.addProcess(false);
        boolean fork = profile.forks() && dice.percent(18);
        if (fork) {
            sketch.addProcess(true);
            sketch.addTask(0);
            if (dice.percent(85)) {
                sketch.addTask(1);
            }
            if (tasks > 1 && dice.percent(40)) {
                sketch.addTask(0);
            }
        } else if (tasks > 1 && dice.percent(45)) {
            sketch.addProcess(false);
            sketch.addTask(0);
            sketch.addTask(1);
        }
        while (sketch.tasks().size() < tasks) {
            sketch.addTask(dice.percent(65) ? 0 : dice.below(sketch.processes().size()));
        }
    }

    private void memory(Sketch sketch, int process) {
        int count = dice.draw(odds.mappings);
        Kind first = dice.percent(84) ? Kind.SHARED : dice.draw(odds.mappingKind);
        int files = sketch.files().size();
        int file = sketch.relation() == Relation.ELSEWHERE ? dice.below(files) : 0;
        add(sketch, process, first, file);
        for (int i = 1; i < count; i++) {
            Kind kind = i == 1 && dice.percent(sketch.relation() == Relation.ANONYMOUS ? 90 : 50)
                    ? second(sketch)
                    : dice.draw(odds.mappingKind);
            file = sketch.relation() == Relation.ELSEWHERE ? (file + 1) % files : dice.below(files);
            add(sketch, process, kind, file);
        }
    }

    private static Kind second(Sketch sketch) {
        return sketch.relation() == Relation.ELSEWHERE ? Kind.SHARED : Kind.ANONYMOUS;
    }

    private void add(Sketch sketch, int process, Kind kind, int file) {
        MappingSpec mapping = mapping(sketch, process, kind, file, sketch.hotPage(), true);
        if (mapping != null) {
            sketch.addMemory(mapping, process, true);
        }
    }

    /** A mapping that most likely covers a page; null when there is no room. */
    @Nullable
    MappingSpec mapping(Sketch sketch, int family, Kind kind, int file, int page, boolean fromStart) {
        int pages = dice.draw(odds.mappingPages);
        String name = sketch.nameFor(pages, family);
        if (name == null) {
            return null;
        }
        int protection = dice.draw(odds.protection);
        boolean readable = (protection & 1) != 0;
        boolean writable = (protection & 2) != 0;
        if (kind == Kind.ANONYMOUS) {
            boolean filled = fromStart && dice.percent(sketch.relation() == Relation.ANONYMOUS ? 90 : 70);
            return new MappingSpec(name, kind, null, 0, pages, readable, writable, filled);
        }
        int filePage = dice.percent(50) ? page : Math.max(0, page - dice.below(pages));
        if (dice.percent(12)) {
            filePage = dice.below(3);
        }
        return new MappingSpec(name, kind, sketch.fileName(file), filePage, pages, readable, writable, false);
    }
}
