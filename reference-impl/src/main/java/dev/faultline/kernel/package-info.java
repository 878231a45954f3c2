/**
 * The kernel of the simulated machine: every procedure a class of its own, made of small steps.
 * {@link dev.faultline.kernel.Machine} is the way in.
 */
@NullMarked
package dev.faultline.kernel;

import org.jspecify.annotations.NullMarked;
