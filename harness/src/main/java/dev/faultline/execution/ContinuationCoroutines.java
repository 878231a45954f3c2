package dev.faultline.execution;

/**
 * Coroutines as continuations, all on the thread that enters. A transfer goes through the entering code, which is a
 * loop that runs whoever is next.
 */
final class ContinuationCoroutines extends Coroutines {
    private final Object[] continuations;
    private final Body body;
    private volatile Thread carrier = Thread.currentThread();
    private int next = OUTSIDE;

    ContinuationCoroutines(int count, Body body) {
        this.body = body;
        continuations = new Object[count];
        for (int i = 0; i < count; i++) {
            continuations[i] = create(i);
        }
    }

    private Object create(int coroutine) {
        return Continuations.create(() -> {
            while (true) {
                body.run(coroutine);
            }
        });
    }

    @Override
    void enter(int first) {
        carrier = Thread.currentThread();
        next = first;
        while (next != OUTSIDE) {
            Continuations.run(continuations[next]);
        }
    }

    @Override
    void transfer(int from, int to) {
        next = to;
        Continuations.yield();
    }

    @Override
    void replace(int coroutine) {
        continuations[coroutine] = create(coroutine);
    }

    @Override
    Thread carrier() {
        return carrier;
    }

    @Override
    void close() {}
}
