/**
 * The kernel's own procedures, and how another one is put in the place of one of them.
 */
@NullMarked
package dev.faultline.spi.vm;

import org.jspecify.annotations.NullMarked;
