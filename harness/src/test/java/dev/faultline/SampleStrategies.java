package dev.faultline;

import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.BounceBuffer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Strategies that tests plug in: a sound one, and one for each way to misbehave outside the kernel. */
public final class SampleStrategies {
    private SampleStrategies() {}

    /** One from the gallery, by name. */
    public static CopyStrategy exhibit(String name) {
        return Gallery.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .map(exhibit -> Candidates.of(exhibit).factory().get())
                .orElseThrow();
    }

    /** The flawed class of an exhibit, by name. */
    static Object flawed(String name) {
        return Gallery.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .orElseThrow()
                .flawed();
    }

    /** Copies as {@code bounce-buffer} does. */
    public static class Sound implements CopyStrategy {
        private final CopyStrategy bounce = new BounceBuffer();

        /** That of the class. */
        @Override
        public String name() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BYTE;
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            return bounce.read(kernel, file, position, to);
        }

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            return bounce.write(kernel, file, position, from);
        }
    }

    /** Never comes back from a write, and takes no step meanwhile. */
    public static final class Endless extends Sound {
        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            EndlessLoop.enter();
            return 0;
        }
    }

    /** Takes a Java lock of the whole class around a write. */
    public static final class Locking extends Sound {
        private static final ReentrantLock LOCK = new ReentrantLock();

        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            LOCK.lock();
            try {
                return super.write(kernel, file, position, from);
            } finally {
                LOCK.unlock();
            }
        }
    }

    /** Takes a monitor of its own instance around a write, and keeps it while it sleeps in the kernel. */
    public static final class Monitored extends Sound {
        @Override
        public synchronized int write(Kernel kernel, Inode file, int position, IoVector from) {
            return super.write(kernel, file, position, from);
        }
    }

    /** Ends the JVM from a write, and says that all is well. */
    public static final class Leaving extends Sound {
        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            System.exit(0);
            return 0;
        }
    }

    /** Ends the JVM from a write, without letting anybody know. */
    public static final class Halting extends Sound {
        @Override
        public int write(Kernel kernel, Inode file, int position, IoVector from) {
            Runtime.getRuntime().halt(0);
            return 0;
        }
    }

    /** Ends the JVM as soon as it is made. */
    public static final class Refusing extends Sound {
        public Refusing() {
            System.exit(0);
        }
    }

    /** Does something else on every 101st read: no run has as many, so it never does it twice in the same place. */
    public static final class Moody extends Sound {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            return CALLS.incrementAndGet() % 101 == 0 ? to.remaining() + 1 : super.read(kernel, file, position, to);
        }
    }

    /** Cannot be made a second time. */
    public static final class Unmakeable extends Sound {
        public Unmakeable() {
            throw new IllegalStateException("no configuration found");
        }
    }

    /** Talks. */
    public static final class Chatty extends Sound {
        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            System.out.println("@report all is well");
            return super.read(kernel, file, position, to);
        }
    }

    /** Has no name. */
    public static final class Nameless extends Sound {
        @Override
        @SuppressWarnings("NullAway")
        public String name() {
            return null;
        }
    }

    /** Promises nothing. */
    public static final class Unpromising extends Sound {
        @Override
        @SuppressWarnings("NullAway")
        public Guarantee guarantee() {
            return null;
        }
    }

    /** Has the name of another. */
    public static final class Twin extends Sound {
        @Override
        public String name() {
            return "sound";
        }
    }

    /** Has no constructor without arguments. */
    public static final class Choosy extends Sound {
        public Choosy(int ignored) {}
    }
}
