package dev.faultline;

import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/** A sound strategy but for one call that the test replaces. */
public abstract class Culprit extends SampleStrategies.Sound {
    @Override
    public String name() {
        return "culprit";
    }

    /** A culprit whose write is this. */
    public static Culprit writing(Call call) {
        return new Culprit() {
            @Override
            public int write(Kernel kernel, Inode file, int position, IoVector from) {
                return call.run(kernel, file, position, from);
            }
        };
    }

    /** A culprit whose read is this. */
    public static Culprit reading(Call call) {
        return new Culprit() {
            @Override
            public int read(Kernel kernel, Inode file, int position, IoVector to) {
                return call.run(kernel, file, position, to);
            }
        };
    }

    /** The body of a read or write. */
    public interface Call {
        int run(Kernel kernel, Inode file, int position, IoVector memory);
    }
}
