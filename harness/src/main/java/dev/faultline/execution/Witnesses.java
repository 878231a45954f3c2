package dev.faultline.execution;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;

/** All who are told what happens in an execution: the observer, the log where one is wanted, and the footprints. */
final class Witnesses {
    private final Subject subject;
    private final StepLog log = new StepLog();
    private final Footprints footprints;
    private Observer observer = Endings.NO_OBSERVER;
    private boolean recording;
    private int time;
    private long fingerprint;

    Witnesses(Subject subject) {
        this.subject = subject;
        footprints = new Footprints(subject);
    }

    void begin(Observer newObserver) {
        observer = newObserver;
        recording = newObserver.recording();
        log.clear();
        time = 0;
        fingerprint = 0;
    }

    Footprints footprints() {
        return footprints;
    }

    StepLog log() {
        return log;
    }

    /** The number of steps so far. */
    int time() {
        return time;
    }

    /** A hash of who took which step in which order. */
    long fingerprint() {
        return fingerprint;
    }

    void granted(int task, int step) {
        time++;
        footprints.begins(task);
        fingerprint = (fingerprint ^ (step << 5 | task)) * 0x9E3779B97F4A7C15L;
        if (recording) {
            log.step(time, task, step, subject.words(step));
        }
        observer.granted(task, step, time);
    }

    void operationBegins(int task, int index) {
        if (recording) {
            log.note(task, subject.describe(task, index));
        }
        footprints.operationBegins(task, index);
        observer.operationBegins(task, index, time);
    }

    void operationEnds(int task, int index, int result) {
        footprints.operationEnds(task, index);
        observer.returnedToUser(task);
        observer.operationEnds(task, index, result, time);
        if (recording) {
            log.step(time, task, Step.of(StepKind.END_OPERATION, task), "");
            log.note(task, "returns " + subject.result(result));
        }
    }

    void waits(int task, Waitable waitable) {
        if (recording) {
            log.waits(task, WaitForGraph.WAITS + waitable.describe());
        }
    }

    /** Whether the observer has seen enough. */
    boolean violated() {
        return observer.violated();
    }

    /** The same, after its last look at what is left. */
    boolean violatedAtRest() {
        observer.atRest(time);
        return observer.violated();
    }
}
