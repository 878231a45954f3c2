package dev.faultline.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;

/**
 * The class path of the worker: the harness and what it needs, then the project's test class path.
 *
 * <p>The plugin's libraries come first and a library of the same name is not taken from the project again, so that one version
 * of the harness, the plugin's, judges every candidate.
 */
final class ClassPath {

    /** Maven brings these into every plugin; the harness needs none of them. */
    private static final Set<String> MAVEN_GROUPS = Set.of("org.codehaus.plexus", "org.eclipse.sisu", "javax.inject");

    private final List<Path> elements;
    private final List<Path> projectClasses;

    private ClassPath(List<Path> elements, List<Path> projectClasses) {
        this.elements = elements;
        this.projectClasses = projectClasses;
    }

    /**
     * @param pluginArtifacts the plugin's own class path, libraries that a POM adds to the plugin included
     * @param outputs the project's class directories, tests first; those that do not exist are left out
     * @param projectArtifacts the project's dependencies, of test scope too
     */
    static ClassPath of(
            Collection<Artifact> pluginArtifacts, List<Path> outputs, Collection<Artifact> projectArtifacts) {
        List<Path> projectClasses = outputs.stream().filter(Files::isDirectory).toList();
        List<Path> elements = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Artifact artifact : pluginArtifacts) {
            if (!isMavens(artifact)) {
                add(artifact, taken, elements);
            }
        }
        elements.addAll(projectClasses);
        for (Artifact artifact : projectArtifacts) {
            if (artifact.getArtifactHandler().isAddedToClasspath()) {
                add(artifact, taken, elements);
            }
        }
        return new ClassPath(List.copyOf(elements), projectClasses);
    }

    private static boolean isMavens(Artifact artifact) {
        return artifact.getGroupId().startsWith("org.apache.maven") || MAVEN_GROUPS.contains(artifact.getGroupId());
    }

    private static void add(Artifact artifact, Set<String> taken, List<Path> elements) {
        if (artifact.getFile() != null && taken.add(artifact.getDependencyConflictId())) {
            elements.add(artifact.getFile().toPath());
        }
    }

    List<Path> elements() {
        return elements;
    }

    /** All of it, as {@code java -cp} takes it. */
    String asArgument() {
        return join(elements);
    }

    /** The project's own class directories, joined as a class path; empty when there are none. */
    String projectClasses() {
        return join(projectClasses);
    }

    private static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
