package dev.faultline.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.maven.Turn.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TurnTest {

    @TempDir
    private Path build;

    private final Turn turn = new Turn(Set.of("dev.faultline:faultline-reference-impl"));
    private Member root;
    private Member library;
    private Member candidate;
    private Member shipped;

    @BeforeEach
    void layOut() throws IOException {
        root = new Member("com.example:root", List.of(build.resolve("root")));
        library = new Member("com.example:library", List.of(build.resolve("library")));
        candidate = new Member("com.example:candidate", List.of(registering("candidate")));
        shipped = new Member("dev.faultline:faultline-reference-impl", List.of(registering("shipped")));
    }

    @Test
    void aProjectByItselfAlwaysHasIt() {
        assertThat(turn.isOf(library, library, List.of(library))).isTrue();
    }

    @Test
    void inABuildOfManyThoseWithACandidateHaveIt() {
        List<Member> all = List.of(root, library, candidate);

        assertThat(all).filteredOn(member -> turn.isOf(member, root, all)).containsExactly(candidate);
    }

    @Test
    void whereNoneHasACandidateTheFirstDoesItOnce() {
        List<Member> all = List.of(root, library, shipped);

        assertThat(all).filteredOn(member -> turn.isOf(member, root, all)).containsExactly(root);
    }

    private Path registering(String name) throws IOException {
        Path services = build.resolve(name).resolve("META-INF/services");
        Files.createDirectories(services);
        Files.createFile(services.resolve("dev.faultline.spi.CopyStrategy"));
        return build.resolve(name);
    }
}
