package dev.faultline.law;

import dev.faultline.execution.Call;
import dev.faultline.spi.Errno;

/**
 * What a splice from a pipe to a file returns. It has nothing to do with memory of the process: the bytes handed to the
 * strategy's write are there, so it counts them all unless the disk, memory or a signal came between, never says EFAULT,
 * and says EAGAIN only where nothing waited. What it counts has left the pipe, and nothing else.
 */
final class Drains {
    private final Bench bench;
    private final Shadow shadow;
    private final Pipes pipes;

    Drains(Bench bench, Pipes pipes) {
        this.bench = bench;
        this.pipes = pipes;
        shadow = bench.shadow();
    }

    void ends(int task, Call call, int result) {
        int offered = pipes.offered(task);
        boolean hindered = shadow.hasReadFailed(task)
                || shadow.wasRefusedFrame(task)
                || shadow.wasRefusedSpace(task)
                || shadow.wasSignalled(task)
                || shadow.hadShortTransfer(task);
        if (result > call.length()) {
            accuse(Violation.MISUSE, task, result, "a count of 0 to " + call.length() + " or an error that there is");
        } else if (result < 0 && !isExcused(task, result, offered)) {
            accuse(Violation.RESULT, task, result, "another result: there was no reason for this error");
        } else if (result > offered) {
            accuse(Violation.RESULT, task, result, "at most " + offered + ": no more waited in the pipe");
        } else if (result == 0) {
            accuse(Violation.RESULT, task, result, "a count above 0, or an error that says why nothing was written");
        } else if (result > 0 && result < offered && !hindered) {
            accuse(Violation.RESULT, task, result, offered + ": so many bytes waited in the pipe");
        } else if (Math.max(0, result) != pipes.moved(task)) {
            accuse(Violation.RESULT, task, result, pipes.moved(task) + ", the bytes that left the pipe");
        }
    }

    private boolean isExcused(int task, int result, int offered) {
        return switch (result) {
            case Errno.EAGAIN -> offered == 0;
            case Errno.EIO -> shadow.hasReadFailed(task);
            case Errno.ENOMEM -> shadow.wasRefusedFrame(task);
            case Errno.ENOSPC -> shadow.wasRefusedSpace(task);
            case Errno.EINTR -> shadow.wasSignalled(task);
            default -> false;
        };
    }

    private void accuse(String law, int task, int result, String expected) {
        String got = Wording.result(result);
        bench.docket().accuse(new Violation(law, bench.calls().words(task) + " returned " + got, expected, got));
    }
}
