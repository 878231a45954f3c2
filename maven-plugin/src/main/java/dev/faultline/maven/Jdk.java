package dev.faultline.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A JDK or JRE on this machine.
 *
 * @param home its directory, the one that holds {@code bin}
 * @param version what its {@code release} file says it is
 */
record Jdk(Path home, Runtime.Version version) {

    private static final String VERSION_KEY = "JAVA_VERSION=";

    /** The JDK that Maven itself runs on. */
    static Jdk own() {
        return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
    }

    /** Looks at {@code home} without starting anything; empty when there is no JDK that says its version. */
    static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isRegularFile(launcherIn(home))) {
            return Optional.empty();
        }
        try (var lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith(VERSION_KEY))
                    .findFirst()
                    .map(line -> line.substring(VERSION_KEY.length()).replace("\"", ""))
                    .map(version -> new Jdk(home, Runtime.Version.parse(version)));
        } catch (IOException | RuntimeException unreadable) {
            // A release file that cannot be read or parsed, such as that of Java 8 ("1.8.0_402"): none we could use.
            return Optional.empty();
        }
    }

    Path launcher() {
        return launcherIn(home);
    }

    private static Path launcherIn(Path home) {
        Path windows = home.resolve("bin").resolve("java.exe");
        return Files.isRegularFile(windows) ? windows : home.resolve("bin").resolve("java");
    }
}
