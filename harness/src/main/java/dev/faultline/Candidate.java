package dev.faultline;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Guarantee;
import java.util.function.Supplier;

/**
 * A strategy that can be verified.
 *
 * @param name what it calls itself
 * @param remark for an exhibit of the gallery its row and the law it breaks, otherwise empty
 * @param type the name of its class
 * @param origin the jar or folder that it comes from
 * @param factory makes an instance; each worker thread gets its own
 */
public record Candidate(
        String name,
        Guarantee guarantee,
        Kind kind,
        String remark,
        String type,
        String origin,
        Supplier<CopyStrategy> factory) {

    /** Where a strategy belongs. */
    public enum Kind {
        PROJECT,
        SHIPPED,
        GALLERY
    }
}
