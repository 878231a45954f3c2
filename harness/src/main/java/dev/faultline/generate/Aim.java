package dev.faultline.generate;

import org.jspecify.annotations.Nullable;

/**
 * What an operation is about to hit: bytes of a file, bytes of user memory, or memory that maps a file and so both at once. Operations that
 * share an aim meet, and bugs live where operations meet.
 *
 * @param file number of the file, or -1
 * @param position in the file
 * @param memory the user memory, or null
 * @param offset in the memory
 * @param length in bytes
 * @param partner the other end of the copy that this aim comes from, or null: aiming at one end with memory that maps the other is the mirror
 *     image of that copy
 */
record Aim(
        int file,
        int position,
        @Nullable Memory memory,
        int offset,
        int length,
        @Nullable Aim partner) {
    static Aim atFile(int file, int position, int length) {
        return new Aim(file, position, null, 0, length, null);
    }

    static Aim atMemory(Memory memory, int offset, int length, int pageSize) {
        return new Aim(memory.file(), memory.positionOf(offset, pageSize), memory, offset, length, null);
    }

    Aim withPartner(@Nullable Aim other) {
        return new Aim(file, position, memory, offset, length, other);
    }

    boolean hasFile() {
        return file >= 0;
    }
}
