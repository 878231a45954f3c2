package dev.faultline.kernel;

import dev.faultline.hardware.Waitable;

/** A lock that a task holds from a call until it drops it, so that a report can name it. */
interface KernelLock extends Waitable {}
