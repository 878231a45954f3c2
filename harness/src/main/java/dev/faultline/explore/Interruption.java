package dev.faultline.explore;

import java.util.concurrent.atomic.AtomicInteger;

/** The wish, from outside, that an exhaustive verification should end early and say how far it came. */
public final class Interruption {
    private static final AtomicInteger LISTENING = new AtomicInteger();
    private static volatile boolean requested;

    private Interruption() {}

    /** Asks for it, for good. Returns whether there is one that will heed it. */
    public static boolean request() {
        requested = true;
        return LISTENING.get() > 0;
    }

    public static boolean isRequested() {
        return requested;
    }

    static void listen() {
        LISTENING.getAndIncrement();
    }

    static void listenNoMore() {
        LISTENING.getAndDecrement();
    }
}
