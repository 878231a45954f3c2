/** The way in: verify a strategy, read its verdict. */
@NullMarked
package dev.faultline;

import org.jspecify.annotations.NullMarked;
