package dev.faultline.scenario;

/**
 * What may go wrong on a scenario's machine, and how many times, at moments that the scheduler chooses. The finite
 * budget makes an endless run the candidate's fault.
 *
 * @param readErrors how many reads of the disk may fail
 * @param noSpace how many times the disk may be full when a page wants a block
 * @param signals how many signals may come, to whichever call looks for one
 * @param shortTransfers how many transfers of the disk may end after a part of the page
 */
public record Injections(int readErrors, int noSpace, int signals, int shortTransfers) {
    /** Nothing goes wrong. */
    public static final Injections NONE = new Injections(0, 0, 0, 0);

    public Injections {
        Check.notNegative(readErrors, "read errors");
        Check.atMost(Scenario.READ_ERRORS_MAX, readErrors, "read errors");
        Check.notNegative(noSpace, "times without space");
        Check.atMost(Scenario.NO_SPACE_MAX, noSpace, "times without space");
        Check.notNegative(signals, "signals");
        Check.atMost(Scenario.SIGNALS_MAX, signals, "signals");
        Check.notNegative(shortTransfers, "short transfers");
        Check.atMost(Scenario.SHORT_TRANSFERS_MAX, shortTransfers, "short transfers");
    }

    Injections withReadErrors(int count) {
        return new Injections(count, noSpace, signals, shortTransfers);
    }

    Injections withNoSpace(int count) {
        return new Injections(readErrors, count, signals, shortTransfers);
    }

    Injections withSignals(int count) {
        return new Injections(readErrors, noSpace, count, shortTransfers);
    }

    Injections withShortTransfers(int count) {
        return new Injections(readErrors, noSpace, signals, count);
    }

    int total() {
        return readErrors + noSpace + signals + shortTransfers;
    }

    /** The lines of a scenario, each with a newline. */
    @Override
    public String toString() {
        return line(readErrors, "read error", "s")
                + line(noSpace, "no space", "")
                + line(signals, "signal", "s")
                + line(shortTransfers, "short transfer", "s");
    }

    private static String line(int count, String what, String plural) {
        return count == 0 ? "" : "inject " + count + " " + what + (count == 1 ? "" : plural) + "\n";
    }
}
