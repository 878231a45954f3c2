package dev.faultline.execution;

/**
 * A fixed number of coroutines, of which one runs at a time while everybody else stands still. Each runs its body again
 * and again, so that it can serve one execution after the other: a body that has nothing left to do transfers control
 * and finds itself, when control comes back, at the start of its next round.
 *
 * <p>Control only ever moves by {@link #enter} and {@link #transfer}, and everything written before a move is seen
 * after it.
 */
abstract class Coroutines {
    /** Stands for the code that called {@link #enter}. */
    static final int OUTSIDE = -1;

    /** What a coroutine does in one round. */
    interface Body {
        void run(int coroutine);
    }

    /** As many coroutines as asked for, carried as asked for. */
    static Coroutines create(Backend backend, int count, Body body) {
        return switch (backend) {
            case CONTINUATIONS -> new ContinuationCoroutines(count, body);
            case THREADS -> new ThreadCoroutines(count, body);
        };
    }

    /** From outside: goes on with a coroutine, and returns when one transfers {@link #OUTSIDE}. */
    abstract void enter(int first);

    /**
     * From within coroutine {@code from}: goes on with another or outside, and returns when control comes back to it.
     */
    abstract void transfer(int from, int to);

    /**
     * From outside: gives up a coroutine that will not come to the end of its round, and puts a new one in its place.
     */
    abstract void replace(int coroutine);

    /** The thread on which the coroutine in control runs. */
    abstract Thread carrier();

    /** The coroutine that has this thread for itself, or -1. */
    int coroutineOn(long threadId) {
        return -1;
    }

    /** From outside: lets go of everything. No coroutine may be entered afterwards. */
    abstract void close();
}
