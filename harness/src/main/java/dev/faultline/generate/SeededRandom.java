package dev.faultline.generate;

import java.util.Random;

/**
 * SplitMix64 behind the interface that jqwik asks for (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
 * Unlike its superclass it mixes its seed well, so that neighbouring seeds have nothing in common, and takes no lock.
 */
final class SeededRandom extends Random {
    private static final long serialVersionUID = 1;
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** The stream of chance for the scenario with this index. */
    SeededRandom(long seed, long index) {
        super(0);
        state = mix(mix(seed) + GAMMA * index);
    }

    @Override
    protected int next(int bits) {
        state += GAMMA;
        return (int) (mix(state) >>> 64 - bits);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
