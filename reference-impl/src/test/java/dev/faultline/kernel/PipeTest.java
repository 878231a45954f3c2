package dev.faultline.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.spi.Errno;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pipes: bytes of their own, and references to pages of others. */
class PipeTest extends Scene {
    private final Pipe pipe = machine.createPipe("P", 2);

    private int write(int address, int length) {
        return calls.writePipe(task, pipe, new int[] {address}, new int[] {length});
    }

    private int read(int address, int length) {
        return calls.readPipe(task, pipe, new int[] {address}, new int[] {length});
    }

    @Test
    void whatIsWrittenComesOutInOrder() {
        assertThat(write(ANONYMOUS, 3)).isEqualTo(3);
        assertThat(write(ANONYMOUS + 8, 2)).isEqualTo(2);
        assertThat(pipe.used()).as("the second write is put behind the first").isEqualTo(1);

        assertThat(read(UNTOUCHED, PAGE)).isEqualTo(5);

        assertThat(List.of(load(task, UNTOUCHED), load(task, UNTOUCHED + 2), load(task, UNTOUCHED + 3)))
                .containsExactly(filled(0), filled(2), filled(8));
        assertThat(task.holdsNothing()).isTrue();
    }

    @Test
    void nobodyWaitsForBytesOrForRoom() {
        assertThat(read(UNTOUCHED, 1)).isEqualTo(Errno.EAGAIN);
        assertThat(write(ANONYMOUS, 2 * PAGE)).isEqualTo(2 * PAGE);
        assertThat(write(ANONYMOUS, 1)).isEqualTo(Errno.EAGAIN);
        assertThat(calls.splice(task, file, 0, pipe, 1)).isEqualTo(Errno.EAGAIN);
        assertThat(calls.vmsplice(task, pipe, ANONYMOUS, 1)).isEqualTo(Errno.EAGAIN);
    }

    @Test
    void aWriteOfLessThanAPageIsNeverSplit() {
        write(ANONYMOUS, PAGE);
        write(ANONYMOUS, PAGE - 2);

        assertThat(write(ANONYMOUS, 3)).isEqualTo(Errno.EAGAIN);
        assertThat(write(ANONYMOUS, 2)).isEqualTo(2);
        assertThat(pipe.length(1)).isEqualTo(PAGE);
    }

    @Test
    void whatIsMoreThanPagesGoesBehindTheLastBytesFirst() {
        write(ANONYMOUS, 1);

        assertThat(write(ANONYMOUS, PAGE + 2)).isEqualTo(PAGE + 2);
        assertThat(List.of(pipe.length(0), pipe.length(1))).containsExactly(3, PAGE);
    }

    @Test
    void aSplicedPageLeavesTheCacheAndStaysInThePipe() {
        calls.splice(task, file, 0, pipe, PAGE);
        int frame = pipe.frame(0);
        calls.punch(other, file, 0, PAGE);

        assertThat(read(UNTOUCHED, 1)).isEqualTo(1);
        assertThat(load(task, UNTOUCHED)).isEqualTo(onDisk(0));
        assertThat(load(other, SHARED)).isZero();
        assertThat(pipe.frame(0)).isEqualTo(frame);
    }

    @Test
    void aSplicedPageIsTheCachesOwnAndShowsWhatIsStoredLater() {
        assertThat(calls.splice(task, file, 6, pipe, 4)).isEqualTo(4);
        assertThat(pipe.frame(0)).isEqualTo(folio(0).frame());
        store(other, SHARED + 7, stored(1));

        assertThat(read(UNTOUCHED, PAGE)).isEqualTo(4);

        assertThat(load(task, UNTOUCHED)).isEqualTo(onDisk(6));
        assertThat(load(task, UNTOUCHED + 1)).isEqualTo(stored(1));
        assertThat(load(task, UNTOUCHED + 2)).isEqualTo(onDisk(8));
    }

    @Test
    void aWriteNeverGoesBehindSplicedBytes() {
        write(ANONYMOUS, 1);
        read(UNTOUCHED, 1);
        calls.splice(task, file, 0, pipe, 1);

        assertThat(write(ANONYMOUS, 1)).isEqualTo(1);

        assertThat(pipe.used()).isEqualTo(2);
        assertThat(machine.fileCell(file, 1)).isEqualTo(onDisk(1));
    }

    @Test
    void aSplicedPageOutlivesItsTruncation() {
        calls.splice(task, file, 0, pipe, PAGE);
        calls.truncate(other, file, 0);

        assertThat(read(UNTOUCHED, 1)).isEqualTo(1);
        assertThat(load(task, UNTOUCHED)).isEqualTo(onDisk(0));

        int frame = pipe.frame(0);
        read(UNTOUCHED, PAGE);
        assertThat(watch.freedFrames).contains(frame);
    }

    @Test
    void spliceEndsWithTheFile() {
        assertThat(calls.splice(task, file, 2 * PAGE - 1, pipe, PAGE)).isEqualTo(1);
        assertThat(calls.splice(task, file, 2 * PAGE, pipe, PAGE)).isZero();
    }

    @Test
    void aLentPageIsTheOwnersAndAChildsStoreDoesNotShow() {
        assertThat(calls.vmsplice(task, pipe, ANONYMOUS, 2)).isEqualTo(2);
        Task child = fork();
        store(child, ANONYMOUS, stored(1));
        store(task, ANONYMOUS + 1, stored(2));

        assertThat(read(UNTOUCHED, 2)).isEqualTo(2);
        assertThat(load(task, UNTOUCHED)).isEqualTo(filled(0));
        assertThat(load(task, UNTOUCHED + 1)).isEqualTo(filled(1));
    }

    @Test
    void aPrivatePageIsMadeItsOwnersBeforeItIsLent() {
        load(task, PRIVATE);
        calls.vmsplice(task, pipe, PRIVATE, 1);
        store(other, SHARED, stored(1));

        read(UNTOUCHED, 1);
        assertThat(load(task, UNTOUCHED)).isEqualTo(onDisk(0));
    }

    @Test
    void aCopyThatStopsHalfWayLosesNothing() {
        write(ANONYMOUS, 4);

        assertThat(read(UNTOUCHED + PAGE - 1, 4)).isEqualTo(1);
        assertThat(read(NOTHING, 4)).isEqualTo(Errno.EFAULT);
        assertThat(read(UNTOUCHED, 4)).isEqualTo(3);
        assertThat(load(task, UNTOUCHED)).isEqualTo(filled(1));
    }
}
