package dev.faultline;

import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.Frames;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Policies that tests plug in: one that is the reference, and one for each way to misbehave. */
public final class SamplePolicies {
    private SamplePolicies() {}

    /** Differs from the reference in nothing but its name. */
    public static class Same implements VmPolicy {
        @Override
        public String name() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /** Never keeps a frame, not even its only owner's. */
    public static final class AlwaysCopies extends Same {
        @Override
        public boolean mayReuse(Vm vm, int page, int entry) {
            return false;
        }
    }

    /** Throws. */
    public static final class Throwing extends Same {
        @Override
        public boolean mayReuse(Vm vm, int page, int entry) {
            throw new IllegalStateException("no rule for this");
        }
    }

    /** Drops a reference that is not its own, and then uses the frame. */
    public static final class Dropping extends Same {
        @Override
        public boolean breakPrivate(Vm vm, int page, int old) {
            Frames frames = vm.frames();
            frames.enter();
            int frame = frames.allocate();
            frames.put(frame);
            frames.copy(frame, Pte.frame(old));
            return true;
        }
    }

    /** Installs an entry for a frame that does not exist. */
    public static final class Inventing extends Same {
        @Override
        public boolean breakPrivate(Vm vm, int page, int old) {
            vm.tables().enter(page);
            vm.tables().set(page, Pte.of(4711, Pte.WRITABLE));
            return true;
        }
    }

    /** Never comes back, and takes no step meanwhile. */
    public static final class Looping extends Same {
        @Override
        public boolean mayReuse(Vm vm, int page, int entry) {
            EndlessLoop.enter();
            return false;
        }
    }

    /** Decides by how often it was asked. */
    public static final class Counting extends Same {
        private static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        public boolean mayReuse(Vm vm, int page, int entry) {
            return ASKED.incrementAndGet() % 3 != 0 && super.mayReuse(vm, page, entry);
        }
    }

    /** Has no name. */
    public static final class Nameless extends Same {
        @Override
        @SuppressWarnings("NullAway")
        public String name() {
            return null;
        }
    }
}
