package dev.faultline.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a build, by their folders. A goal that is named on the command line runs once, in the first of them, so a counterexample of another
 * one would be looked for where its strategy is not.
 */
final class Modules {

    private final Path root;
    private final List<Path> folders;
    private final @Nullable Path current;

    /**
     * @param root where Maven was started
     * @param folders those of all modules
     * @param current that of the module at hand, null when there is no project
     */
    Modules(Path root, List<Path> folders, @Nullable Path current) {
        this.root = root;
        this.folders = List.copyOf(folders);
        this.current = current;
    }

    static Modules of(MavenSession session) {
        List<Path> folders = session.getProjects().stream()
                .map(MavenProject::getBasedir)
                .filter(folder -> folder != null)
                .map(File::toPath)
                .toList();
        File current = session.getCurrentProject().getBasedir();
        return new Modules(
                Path.of(session.getExecutionRootDirectory()), folders, current == null ? null : current.toPath());
    }

    /** The module at hand as {@code -pl} names it; null where nothing need be named. */
    @Nullable
    String current() {
        return current == null || current.equals(root) || !current.startsWith(root) ? null : name(current);
    }

    /** @throws MojoExecutionException when {@code file} lies in another module than the one at hand */
    void checkOwner(String file) throws MojoExecutionException {
        Path absolute = root.resolve(file).normalize();
        Path owner = folders.stream()
                .filter(absolute::startsWith)
                .max(Comparator.comparingInt(Path::getNameCount))
                .orElse(null);
        if (owner != null && current != null && !owner.equals(current)) {
            throw new MojoExecutionException("The replay file " + file + " is of the module " + name(owner)
                    + ", and Maven runs this goal in another; say -pl " + name(owner) + " as well.");
        }
    }

    private String name(Path folder) {
        return root.relativize(folder).toString().replace(File.separatorChar, '/');
    }
}
