package dev.faultline.law;

import dev.faultline.hardware.Cell;
import dev.faultline.law.shadow.Refusal;
import dev.faultline.law.shadow.Registers;
import org.jspecify.annotations.Nullable;

/**
 * Nobody sees what was left in a frame by its last owner, nor a byte that belongs to another file or process and was
 * never written where it is found.
 */
final class Exposure {
    private final Wording wording;
    private final MemoryMap map;
    private final Registers registers;

    Exposure(Wording wording, Shadow shadow) {
        this.wording = wording;
        map = shadow.map();
        registers = shadow.registers();
    }

    /** Null when the byte is no secret of anybody's. */
    @Nullable
    Violation judge(Sighting sighting) {
        if (sighting.refusal().reason() != Refusal.Reason.NEVER_WRITTEN || !isSecret(sighting)) {
            return null;
        }
        String what = Cell.isPoison(sighting.cell()) ? "garbage" : "a byte of another's";
        return new Violation(
                Violation.EXPOSURE,
                sighting.finder() + " found " + what + " at " + sighting.place(),
                wording.legal(sighting.place(), sighting.refusal()),
                sighting.place() + " is " + wording.cell(sighting.cell()));
    }

    private boolean isSecret(Sighting sighting) {
        int cell = sighting.cell();
        if (Cell.isPoison(cell)) {
            return true;
        } else if (cell == Cell.ZERO || sighting.isPrivate()) {
            return false;
        }
        int file = sighting.file();
        int from = map.fileRegister(file, 0);
        return !registers.appears(cell, from, from + map.fileLength(file));
    }
}
