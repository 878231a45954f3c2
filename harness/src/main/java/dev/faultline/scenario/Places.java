package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;

/** The mappings of a scenario in order of declaration, each with the place that it has in its family's address spaces. */
final class Places {
    private final List<MappingSpec> mappings = new ArrayList<>();
    private final int[] processes;
    private final int[] families;
    private final int[] pages;
    private int pagesPerSpace;

    Places(List<ProcessSpec> processSpecs, List<TaskSpec> tasks, Families byFork) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < processSpecs.size(); i++) {
            for (MappingSpec mapping : processSpecs.get(i).mappings()) {
                declare(mapping, mapping, i, owners);
            }
        }
        for (TaskSpec task : tasks) {
            int process = Families.indexOf(processSpecs, task.process());
            for (Operation operation : task.operations()) {
                if (operation instanceof Operation.Mmap mmap && process >= 0) {
                    declare(mmap.mapping(), mmap, process, owners);
                }
            }
        }
        processes = new int[owners.size()];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = owners.get(i);
        }
        families = new int[processes.length];
        pages = new int[processes.length];
        place(new int[processSpecs.size()], byFork);
    }

    private void declare(MappingSpec mapping, Object culprit, int process, List<Integer> owners) {
        if (find(mapping.name()) >= 0) {
            throw new ScenarioException("mapping " + mapping.name() + " is declared twice", culprit);
        }
        mappings.add(mapping);
        owners.add(process);
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
        for (int i = 0; i < mappings.size(); i++) {
            if (mappings.get(i).name().equals(name)) {
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
