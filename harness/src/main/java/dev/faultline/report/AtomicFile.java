package dev.faultline.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all: written under another name beside their place, then moved into it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws UncheckedIOException with a message that says why */
    public static void write(Path file, String text) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path temporary = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".tmp");
            try {
                Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
                move(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What an exception of the file system says, which often is the name of the file only. */
    public static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "").replaceAll("([a-z])([A-Z])", "$1 $2");
        return kind.isEmpty() || kind.equals("IO")
                ? String.valueOf(e.getMessage())
                : kind.toLowerCase(java.util.Locale.ROOT);
    }
}
