package dev.faultline.law;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Linux6;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String READ = program("F 8: warm", "b = anonymous 1 page, rw, filled", "read(F@2, b+0:4)");

    @Test
    void anErrorAfterBytesWereMoved() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    int length = from.remaining();
                    int written = new Culprit() {}.write(kernel, file, position, from);
                    return written < length ? Errno.EFAULT : written;
                }),
                program("F 16: warm warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:12)"));

        assertThat(violation.law()).isEqualTo("result");
        assertThat(violation.title()).contains("returned without");
    }

    @Test
    void theEndOfTheFileWhereItIsNot() {
        Violation violation = Trial.accusation(Culprit.reading((kernel, file, position, to) -> 0), READ);

        assertThat(violation)
                .isEqualTo(new Violation(
                        "result",
                        "T1's read(F@2, b+0:4) returned 0",
                        "more than 0: the file had 8 bytes throughout the call",
                        "0"));
    }

    @Test
    void anErrorWithoutACause() {
        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> Errno.EFAULT), READ)
                        .expected())
                .isEqualTo("no EFAULT: its memory stayed accessible");
        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> Errno.EIO), READ)
                        .expected())
                .isEqualTo("no EIO: nothing of the kind happened");
    }

    @Test
    void aWriteMayAskForItsWholeSourceFirst() {
        Trial.acquits(
                Culprit.writing((kernel, file, position, from) -> {
                    int length = from.remaining();
                    return kernel.userMemory().faultInBytes(from, length, false) < length
                            ? Errno.EFAULT
                            : new BounceBuffer().write(kernel, file, position, from);
                }),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+4:8)"));
    }

    @Test
    void aReadDeliversWhatItCan() {
        Violation violation = Trial.accusation(
                Culprit.reading((kernel, file, position, to) -> {
                    int length = to.remaining();
                    return kernel.userMemory().faultInBytes(to, length, true) < length
                            ? Errno.EFAULT
                            : new BounceBuffer().read(kernel, file, position, to);
                }),
                program("F 8: warm", "b = anonymous 1 page, rw, filled", "read(F@0, b+4:8)"));

        assertThat(violation.expected()).isEqualTo("no EFAULT: its memory stayed accessible");
    }

    @Test
    void noSpaceWhereTheDiskWasNeverFull() {
        String warm = program("F 8: warm", "b = anonymous 1 page, rw, filled", "write(F@0, b+0:4)");
        String full = warm.replace("task T1", "inject 1 no space\ntask T1");

        assertThat(Trial.accusation(Culprit.writing((kernel, file, position, from) -> Errno.ENOSPC), full)
                        .expected())
                .isEqualTo("no ENOSPC: it was not refused room on the disk");
        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> Errno.ENOSPC), READ)
                        .expected())
                .isEqualTo("no ENOSPC: a read needs no room on the disk");
    }

    @Test
    void aFullDiskExcusesNoReadAndNoOtherTasksWrite() {
        String scenario = """
                machine page 8
                file F 8: hole
                file G 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                inject 1 no space
                task T1 in A
                  write(F@0, b+0:4)
                task T2 in A
                  write(G@0, b+0:4)
                """;

        assertThat(Trial.accusation(
                                Culprit.writing((kernel, file, position, from) -> file.number() == 1
                                        ? Errno.ENOSPC
                                        : new Linux6().write(kernel, file, position, from)),
                                scenario)
                        .law())
                .isEqualTo("result");
    }

    @Test
    void aFullDiskMakesAWriteShortOrAnError() {
        Trial.acquitsAll("""
                machine page 8
                file F 24: warm hole cold
                process A
                  a = shared F page 1, 1 page, rw
                  b = anonymous 4 pages, rw, filled
                inject 1 no space
                task T1 in A
                  write(F@4, b+0:28)
                task T2 in A
                  store(a+2:1)
                task K1 kernel
                  writeback(F page 1)
                """);
    }

    @Test
    void interruptedWhereNoSignalCame() {
        String signalled = READ.replace("task T1", "inject 1 signal\ntask T1");

        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> Errno.EINTR), signalled)
                        .expected())
                .isEqualTo("no EINTR: no signal came");
    }

    @Test
    void aSignalMakesAWriteShortOrAnError() {
        Trial.acquitsAll("""
                machine page 8
                file F 24: warm cold cold
                process A
                  b = anonymous 3 pages, rw, filled
                inject 2 signals
                task T1 in A
                  write(F@4, b+0:18)
                task T2 in A
                  write(F@8, b+1:16)
                """);
    }

    @Test
    void aSignalExcusesNoOtherTasksCall() {
        String scenario = """
                machine page 8
                file F 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                inject 1 signal
                task T1 in A
                  read(F@0, b+0:4)
                task T2 in A
                  write(F@0, b+4:4)
                """;

        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> Errno.EINTR), scenario)
                        .law())
                .isEqualTo("result");
    }

    @Test
    void aWriteOfSomethingThatReturnsNothing() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> 0),
                program("F 8: warm", "b = anonymous 1 page, none", "write(F@0, b+0:4)"));

        assertThat(violation.law()).isEqualTo("result");
        assertThat(violation.expected()).startsWith("a count above 0, or an error");
    }

    @Test
    void aCountThatNoCallCanReturnIsMisuse() {
        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> 5), READ)
                        .law())
                .isEqualTo("misuse");
        assertThat(Trial.accusation(Culprit.reading((kernel, file, position, to) -> -4711), READ)
                        .law())
                .isEqualTo("misuse");
    }

    @Test
    void aSizeThatTheCallsDoNotLeadTo() {
        Violation violation = Trial.accusation(
                Culprit.writing((kernel, file, position, from) -> {
                    file.setSize(16);
                    return new Culprit() {}.write(kernel, file, position, from);
                }),
                """
                machine page 8
                file F 8: warm
                process A
                  a = shared F page 1, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  write(F@0, b+0:8)
                """);

        assertThat(violation.title()).endsWith("left F with the wrong size");
        assertThat(violation.expected()).isEqualTo("F has 8 bytes");
    }

    @Test
    void aFrameThatIsMissingOnlyWhereNoneWasRefused() {
        String write = """
                machine page 8
                file F 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                  u = anonymous 1 page, rw
                task T1 in A
                  write(F@0, b+0:4)
                task T2 in A
                  write(F@4, u+0:4)
                """;
        Culprit lying = Culprit.writing((kernel, file, position, from) -> Errno.ENOMEM);
        Culprit hoarding = Culprit.writing((kernel, file, position, from) -> {
            List<Folio> spare = new ArrayList<>();
            for (Folio folio = kernel.pageCache().allocate();
                    folio != null;
                    folio = kernel.pageCache().allocate()) {
                spare.add(folio);
            }
            int result = position == 0 ? Errno.ENOMEM : new BounceBuffer().write(kernel, file, position, from);
            spare.forEach(Folio::put);
            return result;
        });

        assertThat(Trial.accusation(lying, write).expected()).isEqualTo("no ENOMEM: nothing of the kind happened");
        Trial.acquits(hoarding, write);
    }

    @Test
    void writesFallShortWhereTheirSourceEnds() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                process A
                  b = anonymous 1 page, rw, filled
                  c = anonymous 2 pages, rw, filled
                task T1 in A
                  write(F@0, b+2:10)
                  write(F@0, b+8:4)
                  write(F@0, c+0:16)
                task T2 in A
                  munmap(c page 1, 1 page)
                """);
    }

    @Test
    void signalsAndErrorsMayComeWhereAFileShrinks() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                inject 1 read error
                task T1 in A
                  load(a+8:4)
                  read(F@0, a+8:8)
                  write(F@0, a+6:8)
                  store(a+4:8)
                task T2 in A
                  ftruncate(F, 2)
                  write(F@8, b+0:8)
                """);
    }
}
