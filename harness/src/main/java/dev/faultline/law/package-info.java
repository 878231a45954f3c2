/**
 * What must hold in every execution, one law a file. {@link dev.faultline.law.Laws} watches a run from outside, through
 * the kernel's tracepoints and the results of operations, keeps a shadow of every byte ({@code law.shadow}), and
 * accuses a strategy only of what no legal order of the calls could have produced. No law knows any particular bug.
 */
@NullMarked
package dev.faultline.law;

import org.jspecify.annotations.NullMarked;
