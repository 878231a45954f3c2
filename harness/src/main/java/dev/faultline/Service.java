package dev.faultline;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of class that can be registered to be verified.
 *
 * @param type what such a class implements
 * @param noun what it is called
 * @param name asks one for its name
 * @param whole makes of one, and the partner, what can be run
 * @param partner the strategy that one is verified with, null when it is a strategy itself
 */
record Service<S>(
        Class<S> type,
        String noun,
        Function<S, @Nullable String> name,
        BiFunction<S, @Nullable String, CopyStrategy> whole,
        @Nullable String partner) {
    static final Service<CopyStrategy> STRATEGIES =
            new Service<>(CopyStrategy.class, "strategy", CopyStrategy::name, (strategy, partner) -> strategy, null);

    static final Service<VmPolicy> POLICIES = new Service<>(
            VmPolicy.class,
            "VM policy",
            VmPolicy::name,
            (policy, partner) -> new UnderPolicy(policy, shipped(partner)),
            "linux-6");

    private static CopyStrategy shipped(@Nullable String partner) {
        return switch (partner == null ? "" : partner) {
            case "freebsd" -> new FreeBsd();
            case "page-flip" -> new PageFlip();
            case "linux-6" -> new Linux6();
            default -> exhibited(partner);
        };
    }

    private static CopyStrategy exhibited(@Nullable String partner) {
        for (Exhibit exhibit : Gallery.exhibits()) {
            if (exhibit.name().equals(partner) && exhibit.flawed() instanceof CopyStrategy strategy) {
                return strategy;
            }
        }
        throw new IllegalArgumentException("no strategy for policies is called " + partner);
    }

    /** One as it can be run. */
    CopyStrategy whole(S one) {
        return whole.apply(one, partner);
    }

    /** Where a project registers its own, on its class path. */
    String file() {
        return "META-INF/services/" + type.getName();
    }
}
