package dev.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayCommandTest {
    private static final String GOAL = "dev.faultline:faultline-maven-plugin:replay";

    @Test
    void itIsTypedWhereMavenWasStarted() {
        assertThat(new ReplayCommand("target/faultline/mine.faultline", null))
                .hasToString("mvn " + GOAL + " -Dfaultline.replay=target/faultline/mine.faultline");
    }

    @Test
    void aModuleOfALargerBuildIsNamed() {
        assertThat(new ReplayCommand("a/target/faultline/mine.faultline", "a"))
                .hasToString("mvn -pl a " + GOAL + " -Dfaultline.replay=a/target/faultline/mine.faultline");
    }

    @Test
    void whatAShellWouldSplitIsQuoted() {
        assertThat(new ReplayCommand("my folder/x.faultline", null))
                .asString()
                .endsWith("-Dfaultline.replay=\"my folder/x.faultline\"");
    }
}
