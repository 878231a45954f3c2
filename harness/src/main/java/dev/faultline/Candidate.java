package dev.faultline;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that can be verified, or a policy together with a strategy.
 *
 * @param name what it calls itself
 * @param remark for an exhibit of the gallery its row and the law it breaks, otherwise empty
 * @param partner for a policy the strategy that it is verified with, otherwise null
 * @param type the name of its class
 * @param origin the jar or folder that it comes from
 * @param factory makes an instance; each worker thread gets its own
 */
public record Candidate(
        String name,
        Guarantee guarantee,
        Kind kind,
        String remark,
        @Nullable String partner,
        String type,
        String origin,
        Supplier<CopyStrategy> factory) {

    /** Whether it is a policy, verified with a strategy. */
    boolean isPolicy() {
        return partner != null;
    }

    /** A policy together with another strategy than the one that stands here. */
    Candidate with(Candidate strategy) {
        return new Candidate(
                name + "+" + strategy.name,
                strategy.guarantee,
                kind,
                remark,
                strategy.name,
                type,
                origin,
                () -> new UnderPolicy(((UnderPolicy) factory.get()).policy(), strategy.factory.get()));
    }

    /** Where a strategy or a policy belongs. */
    public enum Kind {
        PROJECT,
        SHIPPED,
        GALLERY
    }
}
