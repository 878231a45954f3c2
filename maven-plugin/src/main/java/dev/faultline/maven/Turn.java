package dev.faultline.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Decides in which projects of a build a goal runs, when a user names the goal on the command line and Maven calls it in each.
 *
 * <p>It runs in those with a candidate of their own. Where no project has one, it runs once, in the first, with the strategies
 * that are shipped. A goal bound in a POM always runs.
 */
final class Turn {

    private static final String REGISTRATION = "META-INF/services/dev.faultline.spi.CopyStrategy";

    private final Set<String> shipped;

    /** {@code shipped} holds the plugin's own libraries, as {@code groupId:artifactId}: what they register is no candidate. */
    Turn(Set<String> shipped) {
        this.shipped = Set.copyOf(shipped);
    }

    /**
     * A project of the build, as far as it matters here.
     *
     * @param key its {@code groupId:artifactId}
     * @param outputs its class directories, tests included
     */
    record Member(String key, List<Path> outputs) {}

    /** Whether the goal runs in {@code current}, one of {@code build}; {@code first} is where Maven was started. */
    boolean isOf(Member current, Member first, List<Member> build) {
        if (build.size() < 2 || hasCandidate(current)) {
            return true;
        }
        return current.equals(first) && build.stream().noneMatch(this::hasCandidate);
    }

    private boolean hasCandidate(Member member) {
        return !shipped.contains(member.key())
                && member.outputs().stream().anyMatch(output -> Files.exists(output.resolve(REGISTRATION)));
    }
}
