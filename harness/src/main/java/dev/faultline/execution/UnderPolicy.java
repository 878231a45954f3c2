package dev.faultline.execution;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.vm.VmPolicy;
import java.util.List;

/**
 * A strategy on a machine whose kernel follows a policy. Programs read and write, so a policy can only be run together
 * with a strategy; and to all that runs programs the two are one strategy, which is why this is one. Whoever makes the
 * machine asks for the policy ({@link #policyOf}), and whoever looks into the code asks which classes there are ({@link
 * #classesOf}).
 */
public record UnderPolicy(VmPolicy policy, CopyStrategy strategy) implements CopyStrategy {
    /** How the kernel of a machine for this strategy goes about its own work. */
    static VmPolicy policyOf(CopyStrategy strategy) {
        return strategy instanceof UnderPolicy under ? under.policy : VmPolicy.REFERENCE;
    }

    /** The classes that decide what a run does, first the one that is verified. */
    public static List<Class<?>> classesOf(CopyStrategy strategy) {
        return strategy instanceof UnderPolicy under
                ? List.of(under.policy.getClass(), under.strategy.getClass())
                : List.of(strategy.getClass());
    }

    @Override
    public String name() {
        return policy.name() + "+" + strategy.name();
    }

    @Override
    public Guarantee guarantee() {
        return strategy.guarantee();
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        return strategy.read(kernel, file, position, to);
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        return strategy.write(kernel, file, position, from);
    }

    @Override
    public int copyFileRange(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length) {
        return strategy.copyFileRange(kernel, from, fromPosition, to, toPosition, length);
    }
}
