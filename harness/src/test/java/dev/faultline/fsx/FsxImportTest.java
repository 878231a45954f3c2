package dev.faultline.fsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.fsx.FsxImport.Imported;
import dev.faultline.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logs of fsx as scenarios. The two files are as {@code fsx --record-ops} writes them. */
class FsxImportTest {
    private static String log(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FsxImportTest.class.getResourceAsStream("/fsx/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FsxOptions options(int tasks, int page, Set<String> skip, FsxOptions.@Nullable Lines lines) {
        return new FsxOptions(tasks, page, 0, skip, lines);
    }

    private static Imported imported(String text) {
        return FsxImport.of("log", text, FsxOptions.DEFAULT);
    }

    private static String tasks(Scenario scenario) {
        return scenario.tasks().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void eachOperationBecomesWhatFsxDoes() {
        Scenario scenario = imported("""
                        write 0x0 0x1800 0x0
                        read 0x800 0x1000 0x1800
                        mapread 0x1000 0x400 0x1800
                        mapwrite 0x1000 0x1000 0x1800 close_open
                        truncate 0x0 0x800 0x2000
                        fsync 0x0 0x0 0x800
                        """).scenario();
        assertThat(scenario).hasToString("""
                        machine page 8
                        file F 0
                        process A
                          f = shared F page 0, 2 pages, rw
                          b1 = anonymous 2 pages, rw
                        task T1 in A
                          store(b1+0:12)
                          write(F@0, b1+0:12)
                          read(F@4, b1+0:8)
                          load(f+8:2)
                          ftruncate(F, 16)
                          store(f+8:8)
                          fsync(F)
                          ftruncate(F, 4)
                          fsync(F)
                        """);
    }

    @Test
    void aCopyHasASecondOffset() {
        Scenario scenario = imported("""
                        write 0x0 0x1800 0x0
                        copy_range 0x200 0x800 0x1c00 0x1800
                        read 0x1000 0x1400 0x2400
                        """).scenario();
        assertThat(tasks(scenario)).isEqualTo("""
                        task T1 in A
                          store(b1+0:12)
                          write(F@0, b1+0:12)
                          copy_file_range(F@1, F@14, 4)
                          read(F@8, b1+0:10)""");
    }

    @Test
    void dealtOutTheOperationsFollowEachOtherInTurnAndEachTaskHasMemoryOfItsOwn() throws IOException {
        Imported imported = FsxImport.of("log", log("small.fsxops"), options(2, 8, Set.of(), null));
        assertThat(tasks(imported.scenario())).isEqualTo("""
                        task T1 in A
                          store(b1+4:5)
                          write(F@20, b1+4:5)
                          load(f+4:8)
                          store(b1+7:5)
                          write(F@15, b1+7:5)
                          store(b1+1:1)
                          write(F@25, b1+1:1)
                          store(f+12:14)
                          fsync(F)
                          read(F@1, b1+0:5)
                        task T2 in A
                          ftruncate(F, 30)
                          ftruncate(F, 32)
                          store(f+17:15)
                          fsync(F)
                          ftruncate(F, 4)
                          read(F@18, b2+0:8)
                          ftruncate(F, 6)
                          ftruncate(F, 25)
                          store(f+15:10)
                          fsync(F)""");
    }

    @Test
    void withPagesOf4096BytesNothingIsScaled() throws IOException {
        Scenario scenario = FsxImport.of("log", log("small.fsxops"), options(1, 4096, Set.of(), null))
                .scenario();
        assertThat(tasks(scenario))
                .contains("write(F@" + 0x2849 + ", b1+" + 0x849 + ":" + 0x858 + ")")
                .contains("load(f+" + 0x8d8 + ":" + 0xeff + ")")
                .contains("ftruncate(F, " + 0x832 + ")");
    }

    @Test
    void whatTheMachineDoesNotHaveIsRefusedByNameAndLine() throws IOException {
        String log = log("everything.fsxops");
        assertThatThrownBy(() -> imported(log))
                .isInstanceOf(FsxException.class)
                .hasMessage("because of its line 6: the machine has no zero_range. To leave such operations out, say"
                        + " -Dfaultline.fsxSkip=zero_range, or -Dfaultline.fsxSkip=all for all that it does not have.");
        assertThatThrownBy(() -> FsxImport.of("log", log, options(1, 8, Set.of("zero_range"), null)))
                .hasMessageContaining("line 7: the machine has no fallocate");
    }

    @Test
    void orLeftOutWhenThatIsAskedForAndCounted() throws IOException {
        Imported imported = FsxImport.of("log", log("everything.fsxops"), options(1, 8, Set.of("all"), null));
        assertThat(imported.remarks())
                .containsExactly(
                        "log is an fsx log: 9 operations of it in one task, each page of 4 096 bytes as one of 8.",
                        "Left out: 4 fallocate, 5 zero_range, 12 that fsx itself skipped.",
                        "The last that fsx marks as touching the wrong byte is line 23, a fallocate.");
    }

    @Test
    void aFileOfManyPagesIsRunAsOnAKernelWithLargerOnes() {
        String log = "write 0x3f000 0x1000 0x0\nread 0x3c000 0x4000 0x40000\n";
        Imported imported = imported(log);
        assertThat(imported.remarks().get(0)).contains("each page of 16 384 bytes as one of 8");
        assertThat(tasks(imported.scenario())).contains("write(F@126, b1+6:2)", "read(F@120, b1+0:8)");
        assertThatThrownBy(() -> FsxImport.of("log", log, new FsxOptions(1, 8, 4096, Set.of(), null)))
                .hasMessage(
                        "with pages of 4096 bytes the file, the buffers or both have too many pages for the machine."
                                + " Say a larger -Dfaultline.fsxLogPage, or leave it out for the least that fits.");
    }

    @Test
    void aPartOfALogBeginsWithTheFileAsItWasThen() {
        String log = "write 0x0 0x2000 0x0\nread 0x1000 0x1000 0x2000\nmapread 0x0 0x1000 0x2000\n";
        Scenario scenario = FsxImport.of("log", log, options(1, 8, Set.of(), new FsxOptions.Lines(2, 3)))
                .scenario();
        assertThat(scenario).hasToString("""
                        machine page 8
                        file F 16: cold cold
                        process A
                          f = shared F page 0, 1 page, rw
                          b1 = anonymous 1 page, rw
                        task T1 in A
                          read(F@8, b1+0:8)
                          load(f+0:8)
                        """);
        assertThatThrownBy(() -> FsxImport.of("log", log, options(1, 8, Set.of(), new FsxOptions.Lines(7, 9))))
                .hasMessage("it has no operation to run in lines 7-9.");
    }

    @Test
    void aLogThatIsTooLongIsRefusedWithAPartThatIsNot() {
        String log = "write 0x0 0x1000 0x0\n".repeat(40);
        assertThatThrownBy(() -> imported(log))
                .hasMessage("because of its line 33: up to there a task has more than 64 operations. Take a part of the"
                        + " log with -Dfaultline.fsxLines=FROM-TO, for example 9-40, or share it out over more tasks with"
                        + " -Dfaultline.fsxTasks.");
        assertThat(FsxImport.of("log", log, options(1, 8, Set.of(), new FsxOptions.Lines(9, 40)))
                        .scenario()
                        .operationCount())
                .isEqualTo(64);
        assertThat(FsxImport.of("log", log, options(2, 8, Set.of(), null))
                        .scenario()
                        .operationCount())
                .isEqualTo(80);
    }

    @Test
    void aLineThatFsxWouldNotReadIsRefusedToo() {
        assertThatThrownBy(() -> imported("# by hand\n\nfsnc 0x0 0x8 0x0"))
                .hasMessage("because of its line 3: fsx has no operation called 'fsnc', in: fsnc 0x0 0x8 0x0."
                        + " Did you mean fsync?");
        assertThatThrownBy(() -> imported("write 0x0 8 0y1"))
                .hasMessage("because of its line 1: expected 3 numbers below 0x100000000 behind write, found '0y1', in:"
                        + " write 0x0 8 0y1.");
        assertThatThrownBy(() -> imported("read 0 8")).hasMessageContaining("found '', in: read 0 8.");
        assertThatThrownBy(() -> imported("read 0 8 0 0"))
                .hasMessage("because of its line 1: expected keep_size, close_open, unshare, * or the end of the line,"
                        + " found '0', in: read 0 8 0 0.");
        assertThatThrownBy(() -> imported("skip")).hasMessageContaining("line 1: fsx has no operation called ''");
        assertThatThrownBy(() -> imported("skip read 0 8 0"))
                .hasMessage("it has no operation to run but what is left out.");
    }

    @Test
    void numbersAreAsInC() {
        assertThat(tasks(imported("mapwrite 010000 4096 0X0\n").scenario())).contains("store(f+8:8)");
    }

    @Test
    void bordersOfPagesStayBordersAndNothingElseBecomesOne() {
        for (int to : new int[] {4, 8, 64, 4096}) {
            Scale scale = new Scale(4096, to);
            int before = 0;
            for (long position = 0; position <= 3 * 4096; position++) {
                int moved = scale.position(position);
                assertThat(moved % to == 0)
                        .as("%d in pages of %d", position, to)
                        .isEqualTo(position % 4096 == 0);
                assertThat(moved).isGreaterThanOrEqualTo(before);
                before = moved;
            }
        }
    }

    @Test
    void aRangeKeepsAtLeastAByteAndItsPages() {
        Scale scale = new Scale(4096, 4);
        for (long start = 0; start < 4096; start += 7) {
            for (long end = start + 1; end <= 4096; end += 5) {
                Scale.Range range = scale.range(start, end);
                assertThat(range.length()).as("%d to %d", start, end).isPositive();
                assertThat(range.start() == 0).isEqualTo(start == 0);
                assertThat(range.end() == 4).isEqualTo(end == 4096);
            }
        }
    }
}
