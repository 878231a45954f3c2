/**
 * One run of one scenario: the machine is set up, its tasks run as coroutines under a {@link
 * dev.faultline.schedule.Scheduler}, an {@link dev.faultline.execution.Observer} watches, and an {@link
 * dev.faultline.execution.Ending} says how it came out. Equal strategy, scenario and schedule make an equal run, step
 * for step, whichever way the coroutines are made.
 */
@NullMarked
package dev.faultline.execution;

import org.jspecify.annotations.NullMarked;
