package dev.faultline.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Why a strategy may do one thing now and another the next time, judged by its class files and those next to them that they call: what it
 * keeps in fields, and where it asks for the time, for chance, or for what differs from run to run of a JVM. A guess that helps its author look,
 * and no accusation.
 */
public final class Impurity {
    private static final Map<String, Pattern> SOURCES = new TreeMap<>(Map.of(
            "time",
                    Pattern.compile(
                            "java/lang/System\\.(nanoTime|currentTimeMillis)|java/time/.*\\.(now|millis|instant)|java/util/Date\\.<init>"),
            "chance",
                    Pattern.compile(
                            "java/lang/Math\\.random|java/util/(Random|SplittableRandom)\\.<init>|java/security/SecureRandom\\.<init>"
                                    + "|java/util/concurrent/ThreadLocalRandom\\.current|java/util/UUID\\.randomUUID"),
            "identity hash codes", Pattern.compile("java/lang/System\\.identityHashCode|java/lang/Object\\.hashCode"),
            "threads",
                    Pattern.compile(
                            "java/lang/Thread\\.(currentThread|start|sleep|yield)|java/lang/ThreadLocal\\..*")));

    /** Types of values that can change behind a field that nobody writes. */
    private static final Pattern MUTABLE = Pattern.compile(
            "\\[.*|Ljava/util/(?!function/|Optional|regex/|stream/)[^;]*;|Ljava/lang/(ThreadLocal|StringBuilder);");

    private final Set<String> statics = new TreeSet<>();
    private final Set<String> instances = new TreeSet<>();
    private final Map<String, Set<String>> asked = new TreeMap<>();

    private Impurity() {}

    /** The likely causes, the likeliest first, each a few words that name the code; empty when nothing was found. */
    public static List<String> of(Class<?> strategy) {
        Impurity impurity = new Impurity();
        try {
            ClassWalk.finds(strategy, scan -> {
                impurity.add(scan);
                return false;
            });
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
        return impurity.causes();
    }

    private void add(ClassScan scan) {
        String type = scan.name().substring(scan.name().lastIndexOf('/') + 1).replace('$', '.');
        for (ClassScan.Field field : scan.fields()) {
            boolean changes = scan.written().contains(scan.name() + "." + field.name())
                    || MUTABLE.matcher(field.descriptor()).matches();
            boolean generated = field.name().contains("$");
            if (changes && !generated) {
                (field.isStatic() ? statics : instances).add(type + "." + field.name());
            }
        }
        SOURCES.forEach((source, pattern) -> scan.used().stream()
                .filter(member -> pattern.matcher(member).matches())
                .forEach(member -> asked.computeIfAbsent(source, key -> new TreeSet<>())
                        .add(type + " calls " + shortened(member))));
    }

    private static String shortened(String member) {
        String name = member.substring(member.lastIndexOf('/') + 1);
        return name.endsWith(".<init>") ? "new " + name.substring(0, name.length() - ".<init>".length()) : name;
    }

    private List<String> causes() {
        List<String> causes = new ArrayList<>();
        if (!statics.isEmpty()) {
            causes.add("state in static fields (" + String.join(", ", statics) + ")");
        }
        if (!instances.isEmpty()) {
            causes.add("state in fields (" + String.join(", ", instances) + ")");
        }
        asked.forEach((source, where) -> causes.add(source + " (" + String.join(", ", where) + ")"));
        return causes;
    }
}
