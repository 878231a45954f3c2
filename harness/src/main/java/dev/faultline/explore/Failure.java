package dev.faultline.explore;

import dev.faultline.law.Violation;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.Schedule;

/**
 * A run that broke a law: everything that determines it, and how it came out.
 *
 * @param steps how many steps it took
 * @param fingerprint a hash of the steps, equal for equal runs
 */
public record Failure(Scenario scenario, Schedule schedule, Violation violation, int steps, long fingerprint) {}
