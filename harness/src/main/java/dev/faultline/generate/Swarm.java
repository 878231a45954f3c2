package dev.faultline.generate;

/**
 * Swarm testing (Groce, Zhang, Eide, Chen and Regehr, ISSTA 2012): instead of letting everything happen a little in every scenario, each scenario
 * draws the few kinds of thing that may happen in it at all, and those happen a lot. Bugs that need many truncations, or no load in between,
 * are out of reach of the even mixture.
 */
final class Swarm {
    private static final Kind[] KINDS = Kind.values();

    private final int enabled;

    private Swarm(int enabled) {
        this.enabled = enabled;
    }

    /** A selection with at least one kind of copy and at least one way to look. */
    static Swarm draw(Dice dice) {
        int enabled = 0;
        for (Kind kind : KINDS) {
            if (dice.percent(kind.share())) {
                enabled |= bit(kind);
            }
        }
        if ((enabled & (bit(Kind.READ) | bit(Kind.WRITE))) == 0) {
            enabled |= bit(Kind.WRITE);
        }
        if ((enabled & (bit(Kind.READ) | bit(Kind.LOAD))) == 0) {
            enabled |= bit(dice.percent(50) ? Kind.READ : Kind.LOAD);
        }
        return new Swarm(enabled);
    }

    boolean allows(Kind kind) {
        return (enabled & bit(kind)) != 0;
    }

    /** The kind of the operation that comes after one of kind {@code before}. */
    Kind next(Dice dice, Kind before) {
        int total = 0;
        for (Kind kind : KINDS) {
            total += allows(kind) ? kind.weightAfter(before) : 0;
        }
        int left = dice.below(total);
        for (Kind kind : KINDS) {
            left -= allows(kind) ? kind.weightAfter(before) : 0;
            if (left < 0) {
                return kind;
            }
        }
        throw new AssertionError("weights of " + enabled + " do not add up to " + total);
    }

    /** One of the copies it allows. */
    Kind copy(Dice dice) {
        boolean read = allows(Kind.READ) && (!allows(Kind.WRITE) || dice.percent(45));
        return read ? Kind.READ : Kind.WRITE;
    }

    /** A look at user memory or at the file. */
    Kind look(Dice dice) {
        boolean load = allows(Kind.LOAD) && (!allows(Kind.READ) || dice.percent(60));
        return load ? Kind.LOAD : Kind.READ;
    }

    private static int bit(Kind kind) {
        return 1 << kind.ordinal();
    }
}
