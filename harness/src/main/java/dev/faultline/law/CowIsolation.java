package dev.faultline.law;

/**
 * Private memory is its owner's: a page of a private mapping is isolated both ways after the first store to it, parent
 * and child of a fork diverge with the first store of either, and the buffer of a read is a snapshot once the read has
 * returned, however its pages came there.
 */
final class CowIsolation {
    private final Wording wording;

    CowIsolation(Wording wording) {
        this.wording = wording;
    }

    Violation judge(Sighting sighting) {
        return ByteRule.tell(Violation.COW_ISOLATION, wording, sighting);
    }
}
