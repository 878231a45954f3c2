/**
 * Which task goes on, and which way chance falls: policies, one a file, and the record of what they decided. All
 * nondeterminism of an execution enters through {@link dev.faultline.schedule.Scheduler} and is kept in a {@link
 * dev.faultline.schedule.Schedule}. Knows tasks as numbers and steps as the integers of {@link
 * dev.faultline.hardware.Step}, and no kernel type.
 */
@NullMarked
package dev.faultline.schedule;

import org.jspecify.annotations.NullMarked;
