package dev.faultline.law;

import dev.faultline.law.shadow.Refusal;

/**
 * A byte that cannot have been where it was found, as the laws discuss it.
 *
 * @param finder who found it, for example {@code T1's read(F@0, a+0:8)}
 * @param task the task that found it, or -1 for the look at everything when all is at rest
 * @param place the byte, for example {@code F[3]}
 * @param file the file whose byte it is, or -1 for private memory
 * @param page the virtual page through which it was found, or -1
 * @param cell what was found
 * @param refusal why it cannot have been there
 */
record Sighting(String finder, int task, String place, int file, int page, int cell, Refusal refusal) {
    boolean isPrivate() {
        return file < 0;
    }
}
