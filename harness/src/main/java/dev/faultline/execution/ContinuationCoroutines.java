package dev.faultline.execution;

/**
 * Coroutines as continuations, all on the thread that enters. The one that is entered is the base: when it transfers
 * control it does not yield but runs whoever is next on top of its own frames, until it is next itself; only then, or
 * for good, do the others have to yield. So of every switch between the base and another one half is saved, the taking
 * down of the base's frames or their putting up again. Others go on through the loop that the base is in.
 */
final class ContinuationCoroutines extends Coroutines {
    private final Object[] continuations;
    private final Body body;
    private volatile Thread carrier = Thread.currentThread();
    private int base = OUTSIDE;
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
        base = first;
        next = first;
        while (next != OUTSIDE) {
            Continuations.run(continuations[next]);
        }
    }

    @Override
    void transfer(int from, int to) {
        next = to;
        if (from == base) {
            runOthers();
            if (next == base) {
                return;
            }
        }
        Continuations.yield();
    }

    private void runOthers() {
        while (next != base && next != OUTSIDE) {
            Continuations.run(continuations[next]);
        }
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
