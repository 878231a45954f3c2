package dev.faultline.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many frames a machine that reclaims must have. A copy is tried again until the pages that it needs are there together, so
 * below the working set (Denning, "The Working Set Model for Program Behavior", 1968) a sound strategy never ends, and
 * nobody would be to blame. It is everything that cannot be evicted, memory of processes and pages in pipes, and for each
 * task the most pages of files that one of its operations uses, and one besides for a copy of its own.
 */
final class WorkingSet {
    private final int pageSize;
    private final List<PipeSpec> pipes;
    private final List<ProcessSpec> processes;
    private final List<TaskSpec> tasks;
    private final Places places;

    WorkingSet(MachineSpec machine, List<ProcessSpec> processes, List<TaskSpec> tasks, Places places) {
        pageSize = machine.pageSize();
        pipes = machine.pipes();
        this.processes = processes;
        this.tasks = tasks;
        this.places = places;
    }

    int frames() {
        int frames = 0;
        for (PipeSpec pipe : pipes) {
            frames += pipe.pages();
        }
        for (int i = 0; i < places.count(); i++) {
            MappingSpec mapping = places.mapping(i);
            frames += mapping.kind() == MappingSpec.Kind.SHARED || places.isMoved(i)
                    ? 0
                    : mapping.pages() * processes.size();
        }
        for (TaskSpec task : tasks) {
            int most = 1;
            for (Operation operation : task.operations()) {
                most = Math.max(most, pagesOf(operation));
            }
            frames += most + 1;
        }
        return frames;
    }

    private int pagesOf(Operation operation) {
        Set<String> pages = new HashSet<>();
        if (operation instanceof Operation.Transfer transfer) {
            add(pages, transfer.file(), transfer.position(), transfer.end());
        } else if (operation instanceof PipeOperation.SpliceOut splice) {
            add(pages, splice.file(), splice.position(), splice.position() + splice.length());
        }
        if (operation instanceof CopyFileRange copy) {
            add(pages, copy.from(), copy.fromPosition(), copy.fromPosition() + copy.length());
            add(pages, copy.to(), copy.toPosition(), copy.toPosition() + copy.length());
        }
        for (Buffer buffer : operation.buffers()) {
            MappingSpec mapping = places.mapping(places.find(buffer.mapping()));
            if (mapping.file() != null) {
                int start = mapping.filePage() * pageSize;
                add(pages, mapping.file(), start + buffer.offset(), start + buffer.end());
            }
        }
        return Math.max(1, pages.size());
    }

    private void add(Set<String> pages, String file, int from, int to) {
        for (int page = from / pageSize; page * pageSize < to; page++) {
            pages.add(file + ":" + page);
        }
    }
}
