/**
 * Sound copy strategies, one a file: the line from the cure of the 2002 deadlock to today's kernels, and four that
 * move pages or bytes another way. {@code CachedRead} is the read side that most of them share, {@code Linux6} the write
 * side.
 */
@NullMarked
package dev.faultline.strategy;

import org.jspecify.annotations.NullMarked;
