package dev.faultline;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.Linux6;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A kind of class that can be registered to be verified.
 *
 * @param type what such a class implements
 * @param noun what it is called
 * @param name asks one for its name
 * @param whole makes of one what can be run
 * @param partner the strategy that one is verified with, null when it is a strategy itself
 */
record Service<S>(
        Class<S> type,
        String noun,
        Function<S, @Nullable String> name,
        Function<S, CopyStrategy> whole,
        @Nullable String partner) {
    /** What a policy is verified with unless told otherwise: the youngest, and the one that holds least while it copies. */
    private static final Supplier<CopyStrategy> PARTNER = Linux6::new;

    static final Service<CopyStrategy> STRATEGIES =
            new Service<>(CopyStrategy.class, "strategy", CopyStrategy::name, strategy -> strategy, null);

    static final Service<VmPolicy> POLICIES = new Service<>(
            VmPolicy.class,
            "VM policy",
            VmPolicy::name,
            policy -> new UnderPolicy(policy, PARTNER.get()),
            PARTNER.get().name());

    /** Where a project registers its own, on its class path. */
    String file() {
        return "META-INF/services/" + type.getName();
    }
}
