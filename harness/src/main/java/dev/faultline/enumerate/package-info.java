/**
 * Every scenario within a bound, each once up to symmetry, in an order that never changes. {@link
 * dev.faultline.enumerate.Enumeration} is the way in; what the scenarios are made of stands in {@code
 * docs/exhaustive.md}.
 */
@NullMarked
package dev.faultline.enumerate;

import org.jspecify.annotations.NullMarked;
