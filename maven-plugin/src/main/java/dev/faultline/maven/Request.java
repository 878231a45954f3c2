package dev.faultline.maven;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the worker is asked: a goal, and the user's options word for word, only those that were given. The worker checks them;
 * nothing here knows what a budget or a seed looks like.
 */
final class Request {

    private final Map<String, String> entries = new TreeMap<>();

    Request(String goal) {
        entries.put("goal", goal);
    }

    /** Adds one entry; none when {@code value} is null, which is how Maven says that an option was not given. */
    Request with(String key, @Nullable String value) {
        if (value != null) {
            entries.put(key, value);
        }
        return this;
    }

    Map<String, String> entries() {
        return entries;
    }

    /** Writes this as a properties file in UTF-8. */
    void writeTo(Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(entries);
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
    }
}
