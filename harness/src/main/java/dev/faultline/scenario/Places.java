package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of a scenario in order of declaration, each with the place that it has in its family's address spaces. What an mremap moves is
 * what its source shows, so that a mapping made by one is known beforehand like any other.
 */
final class Places {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable MappingSpec> declared = new ArrayList<>();
    private final List<@Nullable Mremap> moves = new ArrayList<>();
    private final List<MappingSpec> mappings = new ArrayList<>();
    private final int[] processes;
    private final int[] families;
    private final int[] pages;
    private int pagesPerSpace;

    Places(List<ProcessSpec> processSpecs, List<TaskSpec> tasks, Families byFork) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < processSpecs.size(); i++) {
            for (MappingSpec mapping : processSpecs.get(i).mappings()) {
                declare(mapping.name(), mapping, null, mapping, i, owners);
            }
        }
        for (TaskSpec task : tasks) {
            int process = Families.indexOf(processSpecs, task.process());
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Mmap mmap && process >= 0) {
                    declare(mmap.mapping().name(), mmap.mapping(), null, mmap, process, owners);
                } else if (operation instanceof Mremap mremap && process >= 0) {
                    declare(mremap.name(), null, mremap, mremap, process, owners);
                }
            }
        }
        for (int i = 0; i < names.size(); i++) {
            mappings.add(resolve(i, 0));
        }
        processes = new int[owners.size()];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = owners.get(i);
        }
        families = new int[processes.length];
        pages = new int[processes.length];
        place(new int[processSpecs.size()], byFork);
    }

    private void declare(
            String name,
            @Nullable MappingSpec mapping,
            @Nullable Mremap move,
            Object culprit,
            int process,
            List<Integer> owners) {
        if (find(name) >= 0) {
            throw new ScenarioException("mapping " + name + " is declared twice", culprit);
        }
        names.add(name);
        declared.add(mapping);
        moves.add(move);
        owners.add(process);
    }

    private MappingSpec resolve(int number, int moved) {
        MappingSpec mapping = declared.get(number);
        if (mapping != null) {
            return mapping;
        }
        Mremap move = Objects.requireNonNull(moves.get(number));
        int from = find(move.mapping());
        if (from < 0) {
            throw new ScenarioException("no mapping is called " + move.mapping(), move);
        }
        if (moved > names.size()) {
            throw new ScenarioException("mapping " + move.name() + " is moved from itself", move);
        }
        return move.moved(resolve(from, moved + 1));
    }

    private void place(int[] used, Families byFork) {
        for (int i = 0; i < processes.length; i++) {
            int family = byFork.root(processes[i]);
            families[i] = family;
            pages[i] = used[family];
            used[family] += mappings.get(i).pages() + 1;
            pagesPerSpace = Math.max(pagesPerSpace, used[family]);
        }
    }

    int count() {
        return pages.length;
    }

    MappingSpec mapping(int number) {
        return mappings.get(number);
    }

    int page(int number) {
        return pages[number];
    }

    /** Whether it is made by an mremap. */
    boolean isMoved(int number) {
        return moves.get(number) != null;
    }

    /** The first page that a page of a mapping was at, before any mremap. */
    int home(int number, int within) {
        Mremap move = moves.get(number);
        return move == null ? pages[number] + within : home(find(move.mapping()), move.page() + within);
    }

    int process(int number) {
        return processes[number];
    }

    int family(int number) {
        return families[number];
    }

    int pagesPerSpace() {
        return pagesPerSpace;
    }

    /** The number of the mapping, or -1. */
    int find(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The mapping whose place in the family, guard page included, has this page, or -1. */
    int at(int family, int page) {
        for (int i = 0; i < pages.length; i++) {
            int first = pages[i];
            if (families[i] == family
                    && page >= first
                    && page <= first + mappings.get(i).pages()) {
                return i;
            }
        }
        return -1;
    }
}
