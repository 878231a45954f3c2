package dev.faultline.law;

import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * A byte of a file is an atomic register: whoever finds a value there, by a read or through a shared mapping, finds one
 * that the byte had at some instant of the look, and after it was once seen new it is not seen old again. With
 * visibility it is one law: a write that has returned is part of the byte's history, and a write that was lost is an
 * old value found too late. What a write has put into a file but does not count is a wrong result.
 */
final class ByteRule {
    private final Wording wording;

    ByteRule(Wording wording) {
        this.wording = wording;
    }

    Violation judge(Sighting sighting) {
        boolean uncounted = isUncounted(sighting.refusal().reason(), sighting.cell());
        return tell(uncounted ? Violation.RESULT : Violation.BYTE_RULE, wording, sighting);
    }

    /**
     * Whether the value is surely that of a write which returned without it; a zero has no identity, and may be
     * anybody's.
     */
    static boolean isUncounted(Refusal.Reason reason, int cell) {
        return reason == Refusal.Reason.WITHDRAWN && cell != Cell.ZERO;
    }

    /** The words for a value out of place, which the laws about bytes share. */
    static Violation tell(String law, Wording wording, Sighting sighting) {
        String place = sighting.place();
        String value = wording.cell(sighting.cell());
        String blocker = wording.cell(sighting.refusal().blocker());
        List<String> details = new ArrayList<>();
        String title = switch (sighting.refusal().reason()) {
            case NEVER_WRITTEN ->
                sighting.cell() == Cell.ZERO
                        ? sighting.finder() + " found a zero at " + place + " that nothing put there"
                        : sighting.finder() + " found a value at " + place + " that was never written there";
            case WITHDRAWN -> sighting.finder() + " found at " + place + " what a write had returned without";
            case BEYOND_END -> sighting.finder() + " found at " + place + " what lay past the end of the file";
            case OVERWRITTEN -> sighting.finder() + " found an old value at " + place + ", already overwritten";
            case OUT_OF_ORDER ->
                sighting.finder() + " found an old value at " + place + " after a new one had been seen";
        };
        switch (sighting.refusal().reason()) {
            case OVERWRITTEN -> details.add("overwritten by " + blocker);
            case OUT_OF_ORDER -> details.add("seen before: " + blocker);
            default -> {}
        }
        return new Violation(law, title, wording.legal(place, sighting.refusal()), place + " is " + value, details);
    }

    /** A write returned a count that includes a byte that it cannot have had. */
    Violation neverLoaded(String call, int count, int k, String place, int found) {
        String law = Cell.isPoison(found) ? Violation.EXPOSURE : Violation.BYTE_RULE;
        return new Violation(
                law,
                call + " returned " + count + " but never read byte " + k + " of its source",
                "a write's bytes [0, " + count + ") come from its source",
                place + " is " + wording.cell(found));
    }

    /** A read returned a count that includes a byte that it never stored. */
    Violation neverDelivered(String call, int count, int k) {
        return new Violation(
                Violation.BYTE_RULE,
                call + " returned " + count + " but never stored byte " + k + " in its buffer",
                "bytes [0, " + count + ") of the buffer hold the file's bytes",
                "byte " + k + " of the buffer is as it was");
    }

    /** A write returned without a byte that had been seen in the file. */
    Violation takenBack(String call, int result, String place) {
        return new Violation(
                Violation.RESULT,
                call + " returned " + Wording.result(result) + " but its byte at " + place + " had been seen",
                place + " keeps its old value",
                place + " was changed");
    }

    /** A call changed user memory that was not its to change. */
    Violation strayStore(String call, String place, int cell, boolean isPrivate) {
        return new Violation(
                isPrivate ? Violation.COW_ISOLATION : Violation.BYTE_RULE,
                call + " changed " + place + ", which is not in a buffer that it may change",
                place + " as it was",
                place + " is " + wording.cell(cell));
    }
}
