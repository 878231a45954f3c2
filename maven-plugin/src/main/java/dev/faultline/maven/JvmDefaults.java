package dev.faultline.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the worker's JVM is told before the user's own arguments. An execution works on the same few objects over and over: a collector that puts no
 * barrier for marking beside it into every store of a reference, and references that need not be unpacked, make it a good seventh faster (docs/benchmarks.md).
 */
final class JvmDefaults {
    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use\\w*GC\\b");
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private JvmDefaults() {}

    /** A JVM that is told of two collectors does not start, so whoever chooses one, in an argument or in the environment, has it. */
    static List<String> beside(List<String> chosen, Map<String, String> environment) {
        List<String> defaults = new ArrayList<>(List.of("-XX:-UseCompressedOops"));
        boolean hasCollector = Stream.concat(
                        chosen.stream(),
                        VARIABLES.stream().map(environment::get).filter(Objects::nonNull))
                .anyMatch(text -> COLLECTOR.matcher(text).find());
        if (!hasCollector) {
            defaults.add("-XX:+UseParallelGC");
        }
        return defaults;
    }
}
