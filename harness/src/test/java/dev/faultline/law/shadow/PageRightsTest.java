package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Page 0, mapped for reading and writing, what task 0 does to it, and what task 1 may do with it meanwhile. */
class PageRightsTest {
    private static final int PAGE = 0;

    private final PageRights rights = new PageRights(2, 2);

    PageRightsTest() {
        rights.reset();
        rights.initially(PAGE, PageRights.READ | PageRights.WRITE);
        rights.callBegins(1, 0, 2);
    }

    private boolean may(boolean store) {
        return rights.mayAllow(1, PAGE, store);
    }

    private boolean must(boolean store) {
        return rights.mustAllow(1, PAGE, store);
    }

    @Test
    void aPageThatNobodyTouchesAllowsWhatItAllows() {
        assertThat(may(true)).isTrue();
        assertThat(must(true)).isTrue();
        assertThat(rights.mayAllow(1, PAGE + 1, false)).as("never mapped").isFalse();
    }

    @Test
    void duringAnUnmapAnAccessMaySucceedOrFail() {
        rights.unmapBegins(0, PAGE);
        assertThat(may(false)).isTrue();
        assertThat(must(false)).isFalse();

        rights.unmapEnds(0, PAGE, true);
        assertThat(may(false)).as("for a call that began before").isTrue();
        rights.callBegins(1, 0, 2);
        assertThat(may(false)).as("for a call that begins after").isFalse();
    }

    @Test
    void afterAProtectionForReadingStoresFail() {
        rights.protectBegins(0, PAGE, PageRights.READ, false);
        rights.protectEnds(0, PAGE, PageRights.READ, false, true);
        rights.callBegins(1, 0, 2);

        assertThat(must(false)).isTrue();
        assertThat(may(true)).isFalse();
    }

    @Test
    void overlappingChangesLeaveAllTheirOutcomesOpen() {
        rights.callBegins(0, 0, 2);
        rights.unmapBegins(0, PAGE);
        rights.protectBegins(1, PAGE, PageRights.READ, false);
        rights.unmapEnds(0, PAGE, true);
        rights.protectEnds(1, PAGE, PageRights.READ, false, true);
        rights.callBegins(1, 0, 2);

        assertThat(may(false)).isTrue();
        assertThat(must(false)).isFalse();
    }

    /** mprotect begins, then mmap makes the page without rights, and only then mprotect takes effect. */
    @Test
    void aProtectionMayMeetAMappingThatBeganAfterIt() {
        int page = PAGE + 1;
        rights.protectBegins(0, page, PageRights.READ, false);
        rights.protectBegins(1, page, 0, true);
        rights.protectEnds(1, page, 0, true, true);
        rights.callBegins(1, 0, 2);

        assertThat(rights.mayAllow(1, page, false)).isTrue();
        assertThat(rights.mustAllow(1, page, false)).isFalse();
        assertThat(rights.mayAllow(1, page, true)).isFalse();
    }

    @Test
    void aForkedPageAllowsWhatItsParentAllowedAtSomeTimeOfTheFork() {
        rights.callBegins(0, 0, 2);
        rights.protectBegins(1, PAGE, PageRights.READ, false);
        rights.forked(0, PAGE, PAGE + 1);
        rights.callBegins(1, 0, 2);

        assertThat(rights.mayAllow(1, PAGE + 1, true)).isTrue();
        assertThat(rights.mustAllow(1, PAGE + 1, true)).isFalse();
        assertThat(rights.mustAllow(1, PAGE + 1, false)).isTrue();
    }
}
