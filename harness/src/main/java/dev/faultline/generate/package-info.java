/**
 * Makes scenarios out of a seed: biased to user memory that aliases the file being copied, each with its own small selection of what may
 * happen. The only package that imports jqwik's generators.
 *
 * <p>Start at {@link dev.faultline.generate.Scenarios}.
 */
@NullMarked
package dev.faultline.generate;

import org.jspecify.annotations.NullMarked;
