package dev.faultline.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Picks the JDK for the worker: the newest on this machine that can run tasks as continuations, else Maven's own.
 *
 * <p>It looks where JDKs are put by custom: the variables {@code JAVA_HOME}, {@code JDK_HOME}, {@code JDK21_HOME} and {@code
 * JAVA_HOME_21_X64}; the directories beside Maven's own JDK; the usual places of each operating system and of the version
 * managers in the user's home. Only {@code release} files are read, so a search takes milliseconds.
 */
final class JdkFinder {

    /** The first release with continuations. */
    static final int FEATURE_MIN = 21;

    private static final Pattern HOME_VARIABLE = Pattern.compile("J(AVA|DK)_HOME|JDK_?\\d+_HOME|JAVA_HOME_\\d+_\\w+");

    private static final List<String> PLACES = List.of(
            "/usr/lib/jvm",
            "/usr/lib64/jvm",
            "/usr/java",
            "/opt/java",
            "/opt/jdk",
            "/Library/Java/JavaVirtualMachines",
            "C:/Program Files/Java",
            "C:/Program Files/Eclipse Adoptium",
            "C:/Program Files/Microsoft",
            "C:/Program Files/Zulu");

    private static final List<String> PLACES_IN_USER_HOME = List.of(
            ".jdks",
            ".sdkman/candidates/java",
            ".asdf/installs/java",
            ".local/share/mise/installs/java",
            "Library/Java/JavaVirtualMachines");

    private final Jdk own;
    private final Map<String, String> environment;
    private final List<Path> places;

    /** Looks at single homes named in {@code environment}, and at every directory in one of {@code places}. */
    JdkFinder(Jdk own, Map<String, String> environment, List<Path> places) {
        this.own = own;
        this.environment = environment;
        this.places = places;
    }

    static JdkFinder ofThisMachine() {
        Jdk own = Jdk.own();
        Path userHome = Path.of(System.getProperty("user.home"));
        Stream<Path> siblings = Stream.ofNullable(own.home().getParent());
        Stream<Path> usual = PLACES.stream().map(Path::of);
        Stream<Path> managed = PLACES_IN_USER_HOME.stream().map(userHome::resolve);
        return new JdkFinder(
                own,
                System.getenv(),
                Stream.of(siblings, usual, managed).flatMap(place -> place).toList());
    }

    /** The newest JDK of at least {@link #FEATURE_MIN}; Maven's own when it is as new, or when there is none. */
    Jdk newest() {
        return homes().stream()
                .flatMap(home -> Jdk.at(home).stream())
                .filter(jdk -> jdk.version().feature() >= FEATURE_MIN)
                .max(Comparator.comparing(Jdk::version))
                .filter(found -> found.version().compareTo(own.version()) > 0)
                .orElse(own);
    }

    private Set<Path> homes() {
        Set<Path> homes = new LinkedHashSet<>();
        environment.forEach((name, value) -> {
            if (HOME_VARIABLE.matcher(name).matches()) {
                homes.add(Path.of(value));
            }
        });
        for (Path place : places) {
            for (Path home : directoriesIn(place)) {
                homes.add(home);
                homes.add(home.resolve("Contents/Home"));
            }
        }
        return homes;
    }

    private static List<Path> directoriesIn(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (var entries = Files.list(place)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
