package dev.faultline.kernel;

import dev.faultline.hardware.Waitable;

/** A lock that a task holds from a call until it drops it, so that a report can name it. */
interface KernelLock extends Waitable {
    /** Its number; for one that moves from object to object, as it was when it was last taken. */
    @Override
    int lock();
}
