package dev.faultline.law.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.hardware.Cell;
import org.junit.jupiter.api.Test;

/** One byte, called x, that holds OLD at the start. Times are the numbers in the calls. */
class RegistersTest {
    private static final int X = 0;
    private static final int Y = 1;
    private static final int OPERATION = 7;
    private static final int OLD = Cell.of(Cell.Origin.DISK, 0, 0, 0);
    private static final int NEW = Cell.of(Cell.Origin.STORE, 0, 1, 0);
    private static final int NEWER = Cell.of(Cell.Origin.STORE, 1, 2, 0);
    private static final int POISON = Cell.of(Cell.Origin.POISON, 0, 0, 0);

    private final Registers registers = new Registers(2);

    RegistersTest() {
        registers.initially(X, OLD, false);
        registers.reset();
    }

    private boolean seen(int cell, int from, int to) {
        return registers.observe(X, cell, from, to, true) != Registers.ILLEGAL;
    }

    @Test
    void aByteHoldsWhatItHeldUntilSomethingIsWritten() {
        assertThat(seen(OLD, 1, 2)).isTrue();
        assertThat(seen(NEW, 3, 4)).isFalse();
        assertThat(seen(Cell.ZERO, 5, 6)).isFalse();
    }

    @Test
    void aStoreIsSeenAtOnceAndHidesWhatWasThere() {
        registers.wrote(X, NEW, 5);

        assertThat(seen(NEW, 6, 7)).isTrue();
        assertThat(seen(OLD, 6, 8)).isFalse();
    }

    @Test
    void aReadThatBeganBeforeAStoreMayHaveFoundEither() {
        registers.wrote(X, NEW, 5);

        assertThat(seen(OLD, 4, 7)).isTrue();
        assertThat(seen(NEW, 4, 8)).isTrue();
    }

    @Test
    void aRunningWriteMayBeSeenOrNot() {
        registers.mayWrite(X, NEW, 5, OPERATION);

        assertThat(seen(OLD, 6, 7)).isTrue();
        assertThat(seen(NEW, 8, 9)).isTrue();
    }

    @Test
    void whatWasSeenNewIsNotSeenOldAgain() {
        registers.mayWrite(X, NEW, 5, OPERATION);

        assertThat(seen(NEW, 6, 7)).isTrue();
        assertThat(seen(OLD, 8, 9)).isFalse();
    }

    @Test
    void readsThatOverlapMayDisagreeAboutARunningWrite() {
        registers.mayWrite(X, NEW, 5, OPERATION);

        assertThat(seen(NEW, 6, 8)).isTrue();
        assertThat(seen(OLD, 7, 9)).isTrue();
    }

    @Test
    void aWriteThatReturnedIsThere() {
        int write = registers.mayWrite(X, NEW, 5, OPERATION);
        registers.happened(write, 9);

        assertThat(seen(OLD, 8, 12)).as("began before the return").isTrue();
        assertThat(seen(OLD, 10, 13)).as("began after the return").isFalse();
    }

    @Test
    void ofTwoOverlappingWritesEitherMayComeLastButNotBoth() {
        registers.happened(registers.mayWrite(X, NEW, 5, OPERATION), 9);
        registers.happened(registers.mayWrite(X, NEWER, 6, OPERATION + 1), 10);

        assertThat(registers.allows(X, NEW, 11, 12, true)).isTrue();
        assertThat(seen(NEWER, 11, 12)).isTrue();
        assertThat(seen(NEW, 13, 14)).as("the other was seen to come last").isFalse();
    }

    @Test
    void aWriteTakenBackMustNotHaveBeenSeen() {
        int unseen = registers.mayWrite(X, NEW, 5, OPERATION);
        assertThat(registers.withdraw(unseen)).isTrue();

        int seen = registers.mayWrite(X, NEWER, 6, OPERATION);
        seen(NEWER, 7, 8);
        assertThat(registers.withdraw(seen)).isFalse();
    }

    @Test
    void aByteWrittenOverWithItsOwnValueAccusesNobody() {
        int same = registers.mayWrite(X, OLD, 5, OPERATION);
        assertThat(seen(OLD, 6, 7)).isTrue();

        assertThat(registers.withdraw(same)).isTrue();
        assertThat(seen(OLD, 8, 9)).isTrue();
    }

    @Test
    void pastTheEndOfTheFileOnlyMappingsSee() {
        registers.initially(Y, Cell.ZERO, true);

        assertThat(registers.allows(Y, Cell.ZERO, 1, 2, false)).isTrue();
        assertThat(registers.allows(Y, Cell.ZERO, 1, 2, true)).isFalse();
    }

    @Test
    void aPrivatePageShowsTheFileOfNowOrEarlier() {
        registers.initiallyShows(Y, X);
        registers.wrote(X, NEW, 5);

        assertThat(registers.observe(Y, OLD, 6, 6, true)).isNotEqualTo(Registers.ILLEGAL);
        assertThat(registers.observe(Y, NEW, 7, 7, true)).isNotEqualTo(Registers.ILLEGAL);
        assertThat(registers.observe(Y, NEWER, 8, 8, true)).isEqualTo(Registers.ILLEGAL);
    }

    @Test
    void aPrivatePageStoredToKeepsWhatItIsFirstSeenWith() {
        registers.initiallyShows(Y, X);
        registers.wrote(X, NEW, 5);
        registers.froze(Y, X, 6, true);
        registers.wrote(X, NEWER, 7);

        assertThat(registers.observe(Y, NEWER, 8, 8, true)).isEqualTo(Registers.ILLEGAL);
        assertThat(registers.observe(Y, OLD, 9, 9, true)).isNotEqualTo(Registers.ILLEGAL);
        assertThat(registers.observe(Y, NEW, 10, 10, true)).isEqualTo(Registers.ILLEGAL);
    }

    @Test
    void aForkedByteIsItsParentsOfSomeInstantOfTheFork() {
        registers.wrote(X, NEW, 5);
        registers.wrote(X, NEWER, 7);
        registers.copied(Y, X, 6, 8);
        registers.wrote(X, OLD, 9);

        assertThat(registers.allows(Y, NEW, 10, 10, true)).isTrue();
        assertThat(registers.allows(Y, OLD, 10, 10, true)).isFalse();
        assertThat(registers.observe(Y, NEWER, 11, 11, true)).isNotEqualTo(Registers.ILLEGAL);
        assertThat(registers.observe(Y, NEW, 12, 12, true)).isEqualTo(Registers.ILLEGAL);
    }

    /** What was copied is known only when it is seen, and may be what a later write brings as well. */
    @Test
    void aWriteBehindACopyIsNotProvenByAValueThatBothMayHaveBrought() {
        registers.initially(Y, NEW, false);
        registers.reset();
        int copy = registers.takings().begin(X, Y, 1, OPERATION);
        registers.takings().count(copy, NEW, 3);
        int write = registers.mayWrite(X, NEW, 5, OPERATION + 1);
        assertThat(registers.observe(X, NEW, 6, 6, true)).isEqualTo(Registers.UNCERTAIN);

        registers.wrote(X, NEWER, 7);
        registers.counted(write, 9);
        assertThat(seen(NEW, 10, 10)).isTrue();
    }

    @Test
    void theBufferOfARunningReadHoldsAnythingButGarbage() {
        int unknown = registers.mayHoldAnything(X, 5);
        assertThat(seen(NEW, 6, 6)).isTrue();
        assertThat(seen(OLD, 7, 7)).isTrue();
        assertThat(seen(POISON, 8, 8)).isFalse();

        registers.settle(unknown, 9);
        assertThat(seen(NEW, 10, 10)).isFalse();
    }

    @Test
    void theNextExecutionKnowsNothingOfTheLast() {
        registers.wrote(X, NEW, 5);
        registers.reset();

        assertThat(seen(NEW, 1, 2)).isFalse();
        assertThat(seen(OLD, 3, 4)).isTrue();
    }

    @Test
    void aRefusalSaysWhyAndWhatWouldHaveBeenLegal() {
        registers.happened(registers.mayWrite(X, NEW, 5, OPERATION), 9);

        Refusal stale = registers.refusal(X, OLD, 10, 11, true);
        assertThat(stale.reason()).isEqualTo(Refusal.Reason.OVERWRITTEN);
        assertThat(stale.blocker()).isEqualTo(NEW);
        assertThat(stale.legal()).containsExactly(NEW);
        assertThat(registers.refusal(X, NEWER, 10, 11, true).reason()).isEqualTo(Refusal.Reason.NEVER_WRITTEN);
    }
}
