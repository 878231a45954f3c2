/**
 * The shadow of a machine's memory: every file byte and every private user byte as an atomic register with a log of the
 * writes it may have taken, what size each file may have, and what each page may allow. Knows neither machine nor
 * program: registers, files and pages are numbers.
 */
@NullMarked
package dev.faultline.law.shadow;

import org.jspecify.annotations.NullMarked;
