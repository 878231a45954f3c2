package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.strategy.Linux6;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/** Which classes are found to take Java's own locks. */
class JavaLocksTest {
    @Test
    void noneThatIsShipped() {
        assertThat(JavaLocks.mayBeTakenBy(Linux6.class)).isFalse();
        assertThat(Gallery.exhibits())
                .extracting(Exhibit::flawed)
                .noneMatch(flawed -> JavaLocks.mayBeTakenBy(flawed.getClass()));
    }

    @Test
    void aSynchronizedMethod() {
        assertThat(JavaLocks.mayBeTakenBy(SynchronizedMethod.class)).isTrue();
    }

    /** Behind every kind of instruction whose length is not fixed. */
    @Test
    void aSynchronizedBlock() {
        assertThat(JavaLocks.mayBeTakenBy(SynchronizedBlock.class)).isTrue();
        assertThat(JavaLocks.mayBeTakenBy(Switches.class)).isFalse();
    }

    @Test
    void aLockOfTheLibrary() {
        assertThat(JavaLocks.mayBeTakenBy(LibraryLock.class)).isTrue();
    }

    @Test
    void aLockInASuperclassOrInAHelper() {
        assertThat(JavaLocks.mayBeTakenBy(Inherits.class)).isTrue();
        assertThat(JavaLocks.mayBeTakenBy(Calls.class)).isTrue();
        assertThat(JavaLocks.mayBeTakenBy(Plain.class)).isFalse();
    }

    private static class SynchronizedMethod {
        synchronized int one() {
            return 1;
        }
    }

    private static final class SynchronizedBlock {
        int block(int a, String text) {
            int sum = Switches.sum(a, text);
            synchronized (this) {
                return sum + 1;
            }
        }
    }

    private static final class Switches {
        static int sum(int a, String text) {
            int sum = 0xc2c2;
            switch (a) {
                case 1, 2, 3 -> sum++;
                case 5 -> sum += 1000;
                default -> sum--;
            }
            switch (text) {
                case "a" -> sum += 0xc2;
                case "bcd" -> sum += 3;
                default -> sum += 4;
            }
            int[][] square = new int[2][3];
            return sum + square.length;
        }
    }

    private static final class LibraryLock {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

        void read() {
            lock.readLock().lock();
        }
    }

    private static final class Inherits extends SynchronizedMethod {}

    private static final class Calls {
        int one() {
            return new SynchronizedMethod().one();
        }
    }

    private static final class Plain {
        List<String> one() {
            return new ArrayList<>();
        }
    }
}
