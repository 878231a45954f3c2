package dev.faultline.explore;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The wish, from outside, that an exhaustive verification should end early and say how far it came. */
public final class Interruption {
    private static final AtomicInteger LISTENING = new AtomicInteger();
    private static volatile boolean requested;
    private static volatile @Nullable String howToGoOn;

    private Interruption() {}

    /** Asks for it, for good. Returns whether there is one that will heed it. */
    public static boolean request() {
        requested = true;
        return LISTENING.get() > 0;
    }

    public static boolean isRequested() {
        return requested;
    }

    /** The command by which to go on from what is kept of the one at hand, or null when nothing is. */
    public static void leave(@Nullable String command) {
        howToGoOn = command;
    }

    /** What was left last. */
    public static @Nullable String howToGoOn() {
        return howToGoOn;
    }

    static void listen() {
        LISTENING.getAndIncrement();
    }

    static void listenNoMore() {
        LISTENING.getAndDecrement();
    }
}
