package dev.faultline.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    private final Map<String, ClassScan.Field> fields = new TreeMap<>();
    private final Set<String> written = new TreeSet<>();
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
        written.addAll(scan.written());
        for (ClassScan.Field field : scan.fields()) {
            if (!field.name().contains("$")) {
                fields.put(scan.name() + "." + field.name(), field);
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
        addState(causes, "state in static fields", true);
        addState(causes, "state in fields", false);
        asked.forEach((source, where) -> causes.add(source + " (" + String.join(", ", where) + ")"));
        return causes;
    }

    /** Fields that are written, from whichever class; where there are none, those whose values can change by themselves. */
    private void addState(List<String> causes, String what, boolean isStatic) {
        List<String> changing = fields(isStatic, field -> written.contains(field.getKey()));
        List<String> named = !changing.isEmpty()
                ? changing
                : fields(
                        isStatic,
                        field -> MUTABLE.matcher(field.getValue().descriptor()).matches());
        if (!named.isEmpty()) {
            causes.add(what + " (" + String.join(", ", named) + ")");
        }
    }

    private List<String> fields(boolean isStatic, Predicate<Map.Entry<String, ClassScan.Field>> wanted) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().isStatic() == isStatic)
                .filter(wanted)
                .map(Map.Entry::getKey)
                .map(name -> name.substring(name.lastIndexOf('/') + 1).replace('$', '.'))
                .toList();
    }
}
