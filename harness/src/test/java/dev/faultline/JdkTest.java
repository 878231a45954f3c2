package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The build hands a test what the machine needs of a newer JDK. */
final class JdkTest {

    @Test
    void aNewerJdkExportsItsContinuations() {
        boolean exported = Object.class.getModule().isExported("jdk.internal.vm", JdkTest.class.getModule());
        assertThat(exported).isEqualTo(Runtime.version().feature() >= 21);
    }
}
