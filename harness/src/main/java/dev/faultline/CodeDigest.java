package dev.faultline;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.kernel.Machine;
import dev.faultline.spi.CopyStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest of all that decides what a run does: the jar or folder that a strategy comes from, and those of Faultline. */
final class CodeDigest {
    private static final int LENGTH = 32;

    private CodeDigest() {}

    static String of(CopyStrategy strategy) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Class<?>> types = new ArrayList<>(UnderPolicy.classesOf(strategy));
            types.addAll(List.of(Faultline.class, Machine.class));
            for (Class<?> type : types) {
                CodeSource source = type.getProtectionDomain().getCodeSource();
                URL location = source == null ? null : source.getLocation();
                if (location != null && "file".equals(location.getProtocol())) {
                    add(digest, Path.of(location.toURI()));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, Path place) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(place)) {
            files = walk.filter(file -> Files.isRegularFile(file)
                            && (file.equals(place) || file.toString().endsWith(".class")))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            digest.update(place.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
    }
}
