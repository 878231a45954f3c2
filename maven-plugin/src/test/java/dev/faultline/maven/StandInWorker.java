package dev.faultline.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;

/** A worker that does what the test writes into its request: it prints {@code says}, ends with {@code exitCode}, and has {@code lastWords} for a signal. */
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
        String lastWords = request.getProperty("lastWords");
        if (lastWords != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(lastWords)));
        }
        System.out.println(request.getProperty("says", ""));
        System.err.println(request.getProperty("complains", "nothing"));
        Thread.sleep(Long.parseLong(request.getProperty("sleepsMillis", "0")));
        System.exit(Integer.parseInt(request.getProperty("exitCode")));
    }

    /** What it needs to run. */
    static ClassPath classPath() {
        DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
        handler.setAddedToClasspath(true);
        var artifacts = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .map(element -> {
                    var artifact = new DefaultArtifact("test", element, "1", "test", "jar", null, handler);
                    artifact.setFile(new File(element));
                    return (Artifact) artifact;
                })
                .toList();
        return ClassPath.of(artifacts, List.of(), List.of());
    }
}
