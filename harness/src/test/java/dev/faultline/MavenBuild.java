package dev.faultline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be typed for this build, read from its own files: modules, profiles, properties, goals, tests. */
final class MavenBuild {
    private static final Set<String> PHASES = Set.of("clean", "compile", "test", "package", "verify", "install");
    private static final Set<String> MAVENS_OWN = Set.of("skipTests", "surefire.failIfNoSpecifiedTests", "detail");
    private static final String PLUGIN = "dev.faultline:faultline-maven-plugin:";

    private final Path root;
    private final String poms;
    private final String goals;

    MavenBuild(Path root) {
        this.root = root;
        poms = text(filesNamed("pom.xml"));
        goals = text(javaFiles("maven-plugin/src/main/java"));
    }

    boolean hasModule(String name) {
        return poms.contains("<module>" + name + "</module>")
                && Files.exists(root.resolve(name).resolve("pom.xml"));
    }

    boolean hasProfile(String name) {
        return matches(poms, "(?s)<profile>\\s*(?:<!--.*?-->\\s*)?<id>" + Pattern.quote(name) + "</id>");
    }

    /** A phase, a goal of this project's plugin, or one of a plugin that the build names. */
    boolean hasGoal(String goal) {
        if (goal.startsWith(PLUGIN)) {
            String own = goal.substring(PLUGIN.length());
            return own.equals("help") || matches(goals, "@Mojo\\([^)]*name = \"" + Pattern.quote(own) + "\"");
        }
        int colon = goal.indexOf(':');
        return colon < 0
                ? PHASES.contains(goal)
                : poms.contains("<artifactId>" + goal.substring(0, colon) + "-maven-plugin</artifactId>");
    }

    /** Whether something reads the property, and its value names what exists. */
    boolean hasProperty(String name, String value) {
        return switch (name) {
            case "test" -> hasFile("harness/src/test/java", value + ".java");
            case "invoker.test" -> hasProjectLike(value);
            default ->
                MAVENS_OWN.contains(name)
                        || goals.contains("property = \"" + name + "\"")
                        || poms.contains("${" + name + "}");
        };
    }

    /** The classes that profiles start by name. */
    Set<String> mainClasses() {
        return Pattern.compile("-cp %classpath (\\S+)")
                .matcher(poms)
                .results()
                .map(match -> match.group(1))
                .filter(name -> name.startsWith("dev.faultline."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasSource(String className) {
        return hasFile("harness/src", className.substring(className.lastIndexOf('.') + 1) + ".java");
    }

    private boolean hasProjectLike(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        try (Stream<Path> projects = Files.list(root.resolve("maven-plugin/src/it"))) {
            return projects.anyMatch(project -> project.getFileName().toString().matches(regex));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasFile(String folder, String name) {
        return javaFiles(folder).stream().anyMatch(file -> file.endsWith(name));
    }

    private List<Path> filesNamed(String name) {
        return Stream.of("", "reference-impl", "harness", "maven-plugin")
                .map(module -> root.resolve(module).resolve(name))
                .toList();
    }

    private List<Path> javaFiles(String folder) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(String text, String regex) {
        return Pattern.compile(regex).matcher(text).find();
    }

    private static String text(List<Path> files) {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            try {
                all.append(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }
}
