package dev.faultline.report;

import dev.faultline.explore.Reach;
import org.jspecify.annotations.Nullable;

/**
 * How far an exhaustive verification came.
 *
 * @param reach what is done, in all calls together
 * @param continued whether there was a call before this one
 * @param goOn how to go on; null when there is nothing to go on with
 */
public record Extent(
        Reach reach, boolean continued, @Nullable GoOnCommand goOn) {}
