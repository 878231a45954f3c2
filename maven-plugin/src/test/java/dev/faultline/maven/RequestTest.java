package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestTest {

    @Test
    void carriesOnlyTheOptionsThatWereGiven() {
        Request request = new Request("verify").with("seed", "7").with("budget", null);

        assertThat(request.entries()).containsOnly(entry("goal", "verify"), entry("seed", "7"));
    }

    @Test
    void comesBackWordForWord(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("request.properties");
        String odd = " 10 s = a\\b # größe ";
        new Request("verify").with("budget", odd).writeTo(file);

        Properties read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        }
        assertThat(read).containsOnly(entry("goal", "verify"), entry("budget", odd));
    }
}
