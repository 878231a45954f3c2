package dev.faultline.scenario;

/**
 * A pipe, empty before the first operation.
 *
 * @param pages how many pages it can refer to
 */
public record PipeSpec(String name, int pages) {
    public PipeSpec {
        Check.name(name, "pipe");
        Check.positive(pages, "pages of pipe " + name);
        Check.atMost(Scenario.PIPE_PAGES_MAX, pages, "pages of pipe " + name);
    }

    /** {@code pipe P 2}. */
    @Override
    public String toString() {
        return "pipe " + name + " " + pages;
    }
}
