/** From a failing run to the smallest one that can be reached: one shrinker owns scenario and schedule. */
@NullMarked
package dev.faultline.shrink;

import org.jspecify.annotations.NullMarked;
