package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file as it is before the first operation.
 *
 * @param size in bytes; it need not be a multiple of the page size
 * @param pages the state of each page, the partial last one included
 */
public record FileSpec(String name, int size, List<PageState> pages) {
    public FileSpec {
        Check.name(name, "file");
        Check.notNegative(size, "size of file " + name);
        pages = List.copyOf(pages);
    }

    /** The same with one page in another state. */
    public FileSpec withPage(int page, PageState state) {
        List<PageState> changed = new ArrayList<>(pages);
        changed.set(page, state);
        return new FileSpec(name, size, changed);
    }

    /** {@code file F 12: cold warm}. */
    @Override
    public String toString() {
        String states = pages.stream().map(PageState::toString).collect(Collectors.joining(" "));
        return "file " + name + " " + size + (states.isEmpty() ? "" : ": " + states);
    }
}
