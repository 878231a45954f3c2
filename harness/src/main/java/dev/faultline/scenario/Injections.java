package dev.faultline.scenario;

/**
 * What may go wrong outside the kernel, and how often at most.
 *
 * @param readErrors reads that the disk may fail
 * @param noSpace times that the disk may be full when a page wants a block
 */
public record Injections(int readErrors, int noSpace) {
    static final Injections NONE = new Injections(0, 0);

    public Injections {
        Check.notNegative(readErrors, "read errors");
        Check.atMost(Scenario.READ_ERRORS_MAX, readErrors, "read errors");
        Check.notNegative(noSpace, "times without space");
        Check.atMost(Scenario.NO_SPACE_MAX, noSpace, "times without space");
    }

    public Injections withReadErrors(int count) {
        return new Injections(count, noSpace);
    }

    public Injections withNoSpace(int count) {
        return new Injections(readErrors, count);
    }

    /** How many things may go wrong in all. */
    public int total() {
        return readErrors + noSpace;
    }

    /** The lines of a scenario that say so, {@code inject 1 read error}, {@code inject 1 no space}; often none. */
    @Override
    public String toString() {
        String errors = readErrors > 0 ? "inject " + Text.plural(readErrors, "read error") + "\n" : "";
        return errors + (noSpace > 0 ? "inject " + noSpace + " no space\n" : "");
    }
}
