package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JdkFinderTest {

    private static final Jdk OWN_17 = new Jdk(Path.of("own"), Runtime.Version.parse("17.0.15"));

    @TempDir
    private Path machine;

    @Test
    void picksTheNewestOfThoseInAPlace() throws IOException {
        install("jvm/jdk-21", "21.0.4");
        install("jvm/jdk-25", "25.0.3");
        install("jvm/jdk-25-old", "25.0.1");

        assertThat(newest(Map.of()).home()).isEqualTo(machine.resolve("jvm/jdk-25"));
    }

    @Test
    void keepsMavensOwnWhenNoneHasContinuations() throws IOException {
        install("jvm/jdk-17", "17.0.99");
        install("jvm/jdk-8", "1.8.0_402");

        assertThat(newest(Map.of())).isEqualTo(OWN_17);
    }

    @Test
    void keepsMavensOwnWhenItIsAsNew() throws IOException {
        install("jvm/jdk-25", "25.0.3");
        Jdk own = new Jdk(Path.of("own"), Runtime.Version.parse("25.0.3"));

        assertThat(new JdkFinder(own, Map.of(), List.of(machine.resolve("jvm"))).newest())
                .isEqualTo(own);
    }

    @Test
    void looksAtHomesNamedInTheEnvironment() throws IOException {
        Path home = install("elsewhere/jdk", "21.0.4");

        for (String variable : List.of("JAVA_HOME", "JDK_HOME", "JDK21_HOME", "JAVA_HOME_21_X64")) {
            assertThat(newest(Map.of(variable, home.toString())).home())
                    .as(variable)
                    .isEqualTo(home);
        }
        assertThat(newest(Map.of("ANDROID_HOME", home.toString()))).isEqualTo(OWN_17);
    }

    @Test
    void looksWhereMacOsKeepsAHome() throws IOException {
        Path home = install("jvm/temurin-25.jdk/Contents/Home", "25");

        assertThat(newest(Map.of()).home()).isEqualTo(home);
    }

    @Test
    void passesOverWhatIsNoJdk() throws IOException {
        Files.createDirectories(machine.resolve("jvm/empty"));
        Files.createDirectories(machine.resolve("jvm/unsaid/bin"));
        Files.createFile(machine.resolve("jvm/unsaid/bin/java"));
        Files.writeString(machine.resolve("jvm/unsaid/release"), "IMPLEMENTOR=\"nobody\"\n");

        assertThat(newest(Map.of("JAVA_HOME", machine.resolve("gone").toString())))
                .isEqualTo(OWN_17);
    }

    @Test
    void findsOneOnThisMachine() {
        Jdk found = JdkFinder.ofThisMachine().newest();

        assertThat(found.launcher()).isRegularFile();
        assertThat(found.version().feature()).isGreaterThanOrEqualTo(17);
    }

    private Jdk newest(Map<String, String> environment) {
        return new JdkFinder(OWN_17, environment, List.of(machine.resolve("jvm"), machine.resolve("absent"))).newest();
    }

    private Path install(String directory, String version) throws IOException {
        Path home = machine.resolve(directory);
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/java"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
