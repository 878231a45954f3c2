/** The goals, and what they need to fork one worker and tell its story. */
@NullMarked
package dev.faultline.maven;

import org.jspecify.annotations.NullMarked;
