package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalQueueTest extends Scene {

    /** Asks twice in one call. */
    private boolean[] ask(Task task) {
        boolean[] pending = new boolean[2];
        inCall(task, (kernel, inode, vector) -> {
            pending[0] = kernel.cpu().signalPending();
            pending[1] = kernel.cpu().signalPending();
        });
        return pending;
    }

    @Test
    void noneComesThatWasNotAllowed() {
        story.failReads(1);

        assertThat(ask(task)).containsExactly(false, false);
    }

    @Test
    void oneThatHasComeStaysForTheCall() {
        machine.settings().allowSignals(1);
        story.failReads(1);

        assertThat(ask(task)).containsExactly(true, true);
        assertThat(watch.signalled).containsExactly(0);
    }

    @Test
    void theNextCallHasNone() {
        machine.settings().allowSignals(1);
        story.failReads(1);
        ask(task);
        story.failReads(1);

        assertThat(ask(task)).containsExactly(false, false);
    }

    @Test
    void itIsForOneTaskOnly() {
        machine.settings().allowSignals(1);
        story.failReads(1);
        inCall(task, (kernel, inode, vector) -> {
            assertThat(kernel.cpu().signalPending()).isTrue();
            assertThat(ask(other)).containsExactly(false, false);
        });
    }

    @Test
    void itComesOnlyIfThePortChoosesSo() {
        machine.settings().allowSignals(2);

        assertThat(ask(task)).containsExactly(false, false);
    }
}
