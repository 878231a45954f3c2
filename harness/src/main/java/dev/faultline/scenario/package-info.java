/**
 * The program that a strategy is run under: an immutable value that prints as it parses, see {@code docs/scenario.md}. It knows names and
 * numbers only; what the operations mean is the machine's business.
 *
 * <p>Start at {@link dev.faultline.scenario.Scenario}; {@link dev.faultline.scenario.Layout} turns its names into addresses and
 * {@link dev.faultline.scenario.Reductions} makes it smaller.
 */
@NullMarked
package dev.faultline.scenario;

import org.jspecify.annotations.NullMarked;
