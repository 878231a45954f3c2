/**
 * Holds the machine against the operating system that the tests run on: the same sequential programs on both, every result and every byte compared.
 */
@NullMarked
package dev.faultline.conformance;

import org.jspecify.annotations.NullMarked;
