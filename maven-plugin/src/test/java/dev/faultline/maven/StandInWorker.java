package dev.faultline.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A worker that does what the test writes into its request: it prints {@code says}, and ends with {@code exitCode}. */
final class StandInWorker {

    static final String CLASS_PATH = System.getProperty("java.class.path");

    private StandInWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!Files.exists(Path.of(arguments[0]))) {
            System.out.println(arguments[0]);
            return;
        }
        Properties request = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            request.load(reader);
        }
        System.out.println(request.getProperty("says", ""));
        System.err.println(request.getProperty("complains", "nothing"));
        Thread.sleep(Long.parseLong(request.getProperty("sleepsMillis", "0")));
        System.exit(Integer.parseInt(request.getProperty("exitCode")));
    }
}
