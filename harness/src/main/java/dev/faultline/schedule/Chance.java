package dev.faultline.schedule;

/**
 * A stream of random numbers that allocates nothing: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014).
 */
final class Chance {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        state = mix(seed);
    }

    void seed(long seed) {
        state = mix(seed);
    }

    /** An evenly distributed number, {@code 0 .. bound - 1}. */
    int below(int bound) {
        state += GAMMA;
        return (int) ((mix(state) >>> 32) * bound >>> 32);
    }

    /** One of the members of a set that is not empty. */
    int memberOf(int set) {
        int left = set;
        for (int skip = below(Integer.bitCount(set)); skip > 0; skip--) {
            left &= left - 1;
        }
        return Integer.numberOfTrailingZeros(left);
    }

    /** The number of one of the bits of a set that is not empty. */
    int memberOf(long set) {
        long left = set;
        for (int skip = below(Long.bitCount(set)); skip > 0; skip--) {
            left &= left - 1;
        }
        return Long.numberOfTrailingZeros(left);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
