/**
 * Many runs of one strategy: scenario after scenario of a seed's stream, on all workers, until something breaks or the budget is spent.
 * {@link dev.faultline.explore.Explorer} is the loop, {@link dev.faultline.explore.Runner} one run with all laws on.
 */
@NullMarked
package dev.faultline.explore;

import org.jspecify.annotations.NullMarked;
