package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The build hands a test what running tasks as continuations needs of the JDK. */
final class JdkTest {

    @Test
    void theJdkExportsItsContinuations() {
        boolean exported = Object.class.getModule().isExported("jdk.internal.vm", JdkTest.class.getModule());
        assertThat(exported).isTrue();
    }
}
