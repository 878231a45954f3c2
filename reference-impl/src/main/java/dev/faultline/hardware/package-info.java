/**
 * Frames, page tables, TLBs, CPUs, and the port through which whoever runs the machine decides what hardware and
 * scheduler leave open.
 */
@NullMarked
package dev.faultline.hardware;

import org.jspecify.annotations.NullMarked;
