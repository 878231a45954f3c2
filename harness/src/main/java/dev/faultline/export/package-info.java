/** A run as a program in C for a real kernel. {@link dev.faultline.export.CProgram} has the essay. */
@NullMarked
package dev.faultline.export;

import org.jspecify.annotations.NullMarked;
