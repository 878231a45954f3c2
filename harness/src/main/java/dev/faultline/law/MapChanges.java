package dev.faultline.law;

import dev.faultline.execution.Call;

/**
 * What calls that change mappings tell the shadow: from their beginning on a page may show something else, or nothing, and from
 * their end on it does.
 */
final class MapChanges {
    private final Bench bench;
    private final Shadow shadow;
    private final MemoryMap map;
    private final Results results;
    private final Exits exits;

    MapChanges(Bench bench, Results results) {
        this.bench = bench;
        this.results = results;
        shadow = bench.shadow();
        map = shadow.map();
        exits = new Exits(bench.program().scenario().tasks());
    }

    void reset() {
        exits.reset();
    }

    void begins(int task, int space, Call call) {
        switch (call.kind()) {
            case MMAP, MPROTECT -> protectBegins(task, space, call);
            case MUNMAP -> unmapBegins(task, space, call.page(), call.pages());
            case MREMAP -> moveBegins(task, space, call);
            case EXIT -> exitBegins(task, space);
            case DONT_NEED -> dontNeedBegins(task, space, call);
            default -> {}
        }
    }

    void ends(int task, int space, Call call, int result) {
        switch (call.kind()) {
            case MMAP, MPROTECT -> protectEnds(task, space, call, result >= 0);
            case MUNMAP -> unmapEnds(task, space, call.page(), call.pages(), result >= 0);
            case MREMAP -> moveEnds(task, space, call, result);
            case EXIT -> exitEnds(task, space);
            case DONT_NEED -> dontNeedEnds(task, space, call);
            default -> {}
        }
    }

    private void protectBegins(int task, int space, Call call) {
        for (int i = 0; i < call.pages(); i++) {
            shadow.rights().protectBegins(task, page(space, call, i), call.protection(), call.kind() == Call.Kind.MMAP);
        }
    }

    private void protectEnds(int task, int space, Call call, boolean done) {
        for (int i = 0; i < call.pages(); i++) {
            shadow.rights()
                    .protectEnds(task, page(space, call, i), call.protection(), call.kind() == Call.Kind.MMAP, done);
        }
    }

    private void unmapBegins(int task, int space, int from, int pages) {
        for (int i = 0; i < pages && space >= 0; i++) {
            int page = space * map.pagesPerSpace() + from + i;
            shadow.rights().unmapBegins(task, page);
            shadow.clearings().begins(page, shadow.now());
        }
    }

    private void exitBegins(int task, int space) {
        exits.begins(task);
        if (exits.isLast(task)) {
            unmapBegins(task, space, 0, map.pagesPerSpace());
        }
    }

    private void exitEnds(int task, int space) {
        if (exits.isLast(task)) {
            unmapEnds(task, space, 0, map.pagesPerSpace(), false);
        }
    }

    private void unmapEnds(int task, int space, int from, int pages, boolean done) {
        for (int i = 0; i < pages && space >= 0; i++) {
            int page = space * map.pagesPerSpace() + from + i;
            shadow.rights().unmapEnds(task, page, done);
            shadow.clearings().ends(page, shadow.now());
        }
    }

    private void moveBegins(int task, int space, Call call) {
        for (int i = 0; i < call.pages(); i++) {
            shadow.rights().moveBegins(task, page(space, call, i), space * map.pagesPerSpace() + call.target() + i);
        }
    }

    private void moveEnds(int task, int space, Call call, int result) {
        bench.docket().hears(LawBook.RESULT);
        results.moved(task, space, call, result);
        for (int i = 0; i < call.pages(); i++) {
            int to = space * map.pagesPerSpace() + call.target() + i;
            shadow.rights().moveEnds(task, page(space, call, i), to, result >= 0);
        }
    }

    private void dontNeedBegins(int task, int space, Call call) {
        shadow.dontNeedBegins(task, space, call);
        for (int i = 0; i < call.pages(); i++) {
            shadow.clearings().begins(page(space, call, i), shadow.now());
        }
    }

    /** Whatever it returns, it has dropped what was mapped. */
    private void dontNeedEnds(int task, int space, Call call) {
        shadow.dontNeedEnds(task);
        for (int i = 0; i < call.pages(); i++) {
            shadow.clearings().ends(page(space, call, i), shadow.now());
        }
    }

    private int page(int space, Call call, int i) {
        return space * map.pagesPerSpace() + call.page() + i;
    }
}
