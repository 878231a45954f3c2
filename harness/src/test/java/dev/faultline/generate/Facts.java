package dev.faultline.generate;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PageState;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Questions that the tests ask about a scenario. */
final class Facts {
    private final Scenario scenario;
    private final Layout layout;
    private final List<Done> all = new ArrayList<>();

    /** An operation with the task that does it and its place there. */
    record Done(int task, int index, Operation operation) {
        boolean isRead() {
            return operation instanceof Operation.Read;
        }

        boolean isWrite() {
            return operation instanceof Operation.Write;
        }

        boolean is(Class<? extends Operation> kind) {
            return kind.isInstance(operation);
        }
    }

    Facts(Scenario scenario) {
        this.scenario = scenario;
        layout = Layout.of(scenario);
        for (int i = 0; i < scenario.tasks().size(); i++) {
            TaskSpec task = scenario.tasks().get(i);
            for (int j = 0; j < task.operations().size(); j++) {
                all.add(new Done(i, j, task.operations().get(j)));
            }
        }
    }

    int pageSize() {
        return scenario.pageSize();
    }

    boolean mayFail() {
        return scenario.readErrors() > 0;
    }

    boolean any(Predicate<Done> what) {
        return all.stream().anyMatch(what);
    }

    /** Whether a task does the one and later the other. */
    boolean sequence(Predicate<Done> first, BiPredicate<Done, Done> then) {
        return any(a -> first.test(a) && any(b -> b.task() == a.task() && b.index() > a.index() && then.test(a, b)));
    }

    /** Whether a task does the one and another task, perhaps at the same time, the other. */
    boolean beside(Predicate<Done> first, BiPredicate<Done, Done> other) {
        return any(a -> first.test(a) && any(b -> b.task() != a.task() && other.test(a, b)));
    }

    /** Whether a task does the one and later the second, and another task the third. */
    boolean around(Predicate<Done> first, BiPredicate<Done, Done> later, BiPredicate<Done, Done> beside) {
        return any(a -> first.test(a)
                && any(b -> b.task() == a.task() && b.index() > a.index() && later.test(a, b))
                && any(c -> c.task() != a.task() && beside.test(a, c)));
    }

    boolean sameProcess(Done a, Done b) {
        return layout.processOfTask(a.task()) >= 0 && layout.processOfTask(a.task()) == layout.processOfTask(b.task());
    }

    /** The pages of files that a copy reads or writes directly. */
    List<String> target(Done done) {
        List<String> pages = new ArrayList<>();
        if (done.operation() instanceof Operation.Transfer transfer) {
            addPages(pages, transfer.file(), transfer.position(), transfer.length());
        } else if (done.operation() instanceof KernelWork work) {
            addPages(pages, work.file(), work.page() * pageSize(), 1);
        } else if (done.operation() instanceof Operation.Truncate truncate) {
            addPages(pages, truncate.file(), truncate.size(), 1);
        }
        return pages;
    }

    /** The pages of files behind the user memory of an operation. */
    List<String> mapped(Done done) {
        List<String> pages = new ArrayList<>();
        done.operation().buffers().forEach(buffer -> pages.addAll(mapped(buffer)));
        return pages;
    }

    List<String> mapped(Buffer buffer) {
        List<String> pages = new ArrayList<>();
        MappingSpec mapping = mapping(buffer);
        if (mapping.file() != null) {
            int start = mapping.filePage() * pageSize();
            int end = Math.min(buffer.end(), mapping.pages() * pageSize());
            addPages(pages, mapping.file(), start + buffer.offset(), end - buffer.offset());
        }
        return pages;
    }

    /** All the pages of files that an operation touches, through whatever door. */
    List<String> touched(Done done) {
        List<String> pages = target(done);
        pages.addAll(mapped(done));
        return pages;
    }

    static boolean meet(List<String> some, List<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    boolean isCold(String page) {
        return state(page) == PageState.COLD;
    }

    private PageState state(String page) {
        int colon = page.indexOf(':');
        List<PageState> states = scenario.file(page.substring(0, colon)).pages();
        int number = Integer.parseInt(page.substring(colon + 1));
        return number < states.size() ? states.get(number) : PageState.COLD;
    }

    MappingSpec mapping(Buffer buffer) {
        return layout.mapping(layout.mappingNumber(buffer.mapping()));
    }

    boolean isKind(Buffer buffer, MappingSpec.Kind kind) {
        return mapping(buffer).kind() == kind;
    }

    boolean runsOut(Buffer buffer) {
        return buffer.end() > mapping(buffer).pages() * pageSize();
    }

    int fileSize(Done done) {
        return scenario.file(((Operation.Transfer) done.operation()).file()).size();
    }

    int position(Done done) {
        return ((Operation.Transfer) done.operation()).position();
    }

    int length(Done done) {
        return ((Operation.Transfer) done.operation()).length();
    }

    List<Buffer> buffers(Done done) {
        return done.operation().buffers();
    }

    /** Whole pages of the file into or out of whole pages of anonymous memory. */
    boolean isPageExchange(Done done) {
        if (!(done.operation() instanceof Operation.Transfer transfer)) {
            return false;
        }
        Buffer buffer = transfer.buffers().get(0);
        return transfer.position() % pageSize() == 0
                && transfer.length() % pageSize() == 0
                && transfer.buffers().size() == 1
                && buffer.offset() % pageSize() == 0
                && isKind(buffer, MappingSpec.Kind.ANONYMOUS)
                && !runsOut(buffer);
    }

    /** Whether both touch some byte of the same user memory. */
    boolean shareMemory(Done a, Done b) {
        for (Buffer one : buffers(a)) {
            for (Buffer other : buffers(b)) {
                if (one.mapping().equals(other.mapping()) && one.offset() < other.end() && other.offset() < one.end()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addPages(List<String> pages, String file, int position, int length) {
        for (int page = position / pageSize(); page <= (position + Math.max(1, length) - 1) / pageSize(); page++) {
            pages.add(file + ":" + page);
        }
    }
}
