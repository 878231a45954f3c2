package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivateCopiesTest {
    private static final int PAGE = 0;

    private final PrivateCopies copies = new PrivateCopies(1);

    @Test
    void theFirstStoreMakesACopy() {
        assertThat(copies.isAbsent(PAGE)).isTrue();
        copies.made(PAGE, 5, 5);

        assertThat(copies.isSure(PAGE)).isTrue();
        assertThat(copies.wasSureSince(PAGE, 6)).isTrue();
        assertThat(copies.wasSureSince(PAGE, 4)).isFalse();
    }

    @Test
    void whileCopiesAreTakenAwayNothingIsSure() {
        copies.made(PAGE, 5, 5);
        copies.resetBegins(PAGE, 6);
        assertThat(copies.isSure(PAGE)).isFalse();
        copies.resetEnds(PAGE, true, 7);
        assertThat(copies.isAbsent(PAGE)).isTrue();
    }

    @Test
    void aStoreMeanwhileMayHaveMadeANewOne() {
        copies.reset();
        copies.resetBegins(PAGE, 6);
        copies.made(PAGE, 7, 7);
        copies.resetEnds(PAGE, true, 8);

        assertThat(copies.isAbsent(PAGE)).isFalse();
        assertThat(copies.isSure(PAGE)).isFalse();
    }

    @Test
    void aFrameHeldSinceBeforeMayNotBeThePagesAnyMore() {
        copies.reset();
        copies.resetBegins(PAGE, 6);
        copies.resetEnds(PAGE, true, 7);
        copies.made(PAGE, 5, 8);

        assertThat(copies.isSure(PAGE)).isFalse();
    }
}
