package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassPathTest {

    private static final Artifact HARNESS = jar("dev.faultline", "faultline-harness", "1");

    @TempDir
    private Path target;

    @Test
    void isTheHarnessThenTheProject() throws IOException {
        Path testClasses = Files.createDirectory(target.resolve("test-classes"));
        Path classes = Files.createDirectory(target.resolve("classes"));

        ClassPath path =
                ClassPath.of(List.of(HARNESS), List.of(testClasses, classes), List.of(jar("com.example", "lib", "2")));

        assertThat(path.elements())
                .containsExactly(Path.of("faultline-harness-1.jar"), testClasses, classes, Path.of("lib-2.jar"));
        assertThat(path.projectClasses()).isEqualTo(testClasses + File.pathSeparator + classes);
    }

    @Test
    void isTheHarnessAloneWhereThereIsNoProject() {
        ClassPath path = ClassPath.of(List.of(HARNESS), List.of(target.resolve("classes")), List.of());

        assertThat(path.asArgument()).isEqualTo("faultline-harness-1.jar");
        assertThat(path.projectClasses()).isEmpty();
    }

    @Test
    void takesThePluginsHarnessNotTheProjects() {
        ClassPath path =
                ClassPath.of(List.of(HARNESS), List.of(), List.of(jar("dev.faultline", "faultline-harness", "0.9")));

        assertThat(path.elements()).containsExactly(Path.of("faultline-harness-1.jar"));
    }

    @Test
    void leavesOutWhatMavenBringsAlong() {
        ClassPath path = ClassPath.of(
                List.of(jar("org.codehaus.plexus", "plexus-utils", "1.1"), jar("org.apache.maven", "maven-core", "3")),
                List.of(),
                List.of());

        assertThat(path.elements()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoLibrary() {
        Artifact pom = artifact("com.example", "bom", "1", "pom");

        assertThat(ClassPath.of(List.of(), List.of(), List.of(pom)).elements()).isEmpty();
    }

    private static Artifact jar(String group, String name, String version) {
        return artifact(group, name, version, "jar");
    }

    private static Artifact artifact(String group, String name, String version, String type) {
        DefaultArtifactHandler handler = new DefaultArtifactHandler(type);
        handler.setAddedToClasspath(type.equals("jar"));
        Artifact artifact = new DefaultArtifact(group, name, version, "test", type, null, handler);
        artifact.setFile(new File(name + "-" + version + "." + type));
        return artifact;
    }
}
