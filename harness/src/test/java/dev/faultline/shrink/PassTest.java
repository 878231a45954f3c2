package dev.faultline.shrink;

import static dev.faultline.Programs.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each pass proposes, one idea a test. */
class PassTest {
    private static final String TWO_TASKS = """
            machine page 8
            file F 8: cold
            file G 8: warm
            process A
              a = shared F page 0, 1 page, rw
              b = shared G page 0, 1 page, rw
            task T1 in A
              write(F@0, b+0:8)
            task T2 in A
              load(a+0:8)
            """;

    private static List<String> proposals(Pass pass, String scenario) {
        return pass.proposals(Scenario.parse(scenario)).stream()
                .map(Scenario::toString)
                .toList();
    }

    @Test
    void aTaskGoesWithEverythingThatOnlyItUsed() {
        assertThat(proposals(new FewerTasks(), TWO_TASKS)).contains("""
                        machine page 8
                        file F 8: cold
                        process A
                          a = shared F page 0, 1 page, rw
                        task T2 in A
                          load(a+0:8)
                        """);
    }

    @Test
    void oneTaskDoesTheWorkOfTwoInEitherOrder() {
        assertThat(proposals(new FewerTasks(), TWO_TASKS))
                .anyMatch(text -> text.endsWith("task T1 in A\n  write(F@0, b+0:8)\n  load(a+0:8)\n"))
                .anyMatch(text -> text.endsWith("task T1 in A\n  load(a+0:8)\n  write(F@0, b+0:8)\n"));
    }

    @Test
    void reclaimStandsInForADiskError() {
        assertThat(proposals(new FewerErrors(), TWO_TASKS.replace("task T1", "inject 1 read error\ntask T1")))
                .anyMatch(text -> !text.contains("inject") && text.contains(" kernel\n  reclaim(G page 0)\n"));
    }

    @Test
    void aShortTransferIsLeftOut() {
        assertThat(proposals(new FewerErrors(), TWO_TASKS.replace("task T1", "inject 2 short transfers\ntask T1")))
                .contains(TWO_TASKS)
                .contains(TWO_TASKS.replace("task T1", "inject 1 short transfer\ntask T1"));
    }

    @Test
    void anErrorStandsInForAPageThatIsBadForEver() {
        assertThat(proposals(new FewerErrors(), program("F 8: bad", "a = anonymous 1 page, rw", "read(F@0, a+0:8)")))
                .anyMatch(text -> text.contains("F 8: cold") && !text.contains("inject"))
                .anyMatch(text -> text.contains("F 8: cold") && text.contains("inject 1 read error"))
                .anyMatch(text -> text.contains("F 8: cold") && text.contains("reclaim(F page 0)"));
    }

    @Test
    void aForkThatSharesNoTablesStandsInForOneThatDoes() {
        assertThat(proposals(new SimplerValues(), TWO_TASKS.replace("page 8", "page 8, shared tables")))
                .contains(TWO_TASKS);
    }

    @Test
    void enoughMemoryStandsInForLittle() {
        assertThat(proposals(new FewerErrors(), TWO_TASKS.replace("page 8", "page 8, 3 frames")))
                .contains(TWO_TASKS);
    }

    @Test
    void aWriteMayMakeThePageThatItNeeds() {
        String two = program("F 16: cold warm", "a = shared F page 1, 1 page, rw", "write(F@2, a+0:4)");

        assertThat(proposals(new FewerPages(), two))
                .contains(program("F 8: warm", "a = shared F page 0, 1 page, rw", "write(F@10, a+0:4)"));
    }

    @Test
    void oneFileStandsInForTwo() {
        assertThat(proposals(new FewerPages(), TWO_TASKS))
                .anyMatch(text -> !text.contains("file G") && text.contains("b = shared F page 0, 1 page, rw"));
    }

    @Test
    void oneMappingStandsInForTwo() {
        assertThat(proposals(new FewerPages(), TWO_TASKS))
                .anyMatch(text -> text.contains("write(F@0, a+0:8)") && !text.contains("b = "));
    }

    @Test
    void thePageBehindAMappingFailsLikeAnyOther() {
        assertThat(proposals(new FewerPages(), TWO_TASKS))
                .anyMatch(text -> text.contains("write(F@0, a+8:8)") && !text.contains("b = "));
    }

    @Test
    void memoryOfOnesOwnStandsInForAPageOfAFile() {
        assertThat(proposals(
                        new OwnMemory(), program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)")))
                .containsOnly(program("F 0", "a = anonymous 1 page, rw, filled", "write(F@0, a+0:8)"));
    }

    @Test
    void aMappingComesApartWhereItsPageGoesAndBuffersWithIt() {
        String scenario = program("F 16: cold warm", "a = shared F page 0, 2 pages, rw", "write(F@8, a+0:16)");
        assertThat(proposals(new OwnMemory(), scenario)).anyMatch(text -> text.endsWith("""
                        file F 8: warm
                        process A
                          aown = anonymous 1 page, rw, filled
                          arest = shared F page 0, 1 page, rw
                        task T1 in A
                          writev(F@0, aown+0:8, arest+0:8)
                        """));
    }

    @Test
    void whatIsReadFromAPageThatGoesIsLeftOut() {
        String scenario = program("F 16: cold cold", "a = anonymous 2 pages, rw", "read(F@0, a+0:16)");
        assertThat(proposals(new OwnMemory(), scenario))
                .contains(program("F 8: cold", "a = anonymous 2 pages, rw", "read(F@0, a+8:8)"));
    }

    @Test
    void whatWentOnAroundAnothersWorkIsDoneBeforeAndAfterIt() {
        assertThat(proposals(new FewerTasks(), TWO_TASKS))
                .anyMatch(text -> text.endsWith("task T1 in A\n  load(a+0:8)\n  write(F@0, b+0:8)\n  load(a+0:8)\n"));
    }

    @Test
    void aLoadThroughAMappingStandsInForARead() {
        String scenario = program("F 8: cold", "a = anonymous 1 page, rw", "read(F@0, a+0:8)", "read(F@0, a+0:8)");
        assertThat(proposals(new ThroughMappings(), scenario))
                .contains(program("F 8: cold", "a = shared F page 0, 1 page, rw", "read(F@0, a+0:8)", "load(a+0:8)"));
    }

    @Test
    void anMmapGivesWayToAMappingThatIsThereFromTheStart() {
        String scenario = """
                machine page 8
                file F 8: cold
                process A
                task T1 in A
                  a = mmap(shared F page 0, 1 page, rw)
                  write(F@0, a+0:8)
                """;
        assertThat(proposals(new FewerOperations(), scenario))
                .contains(program("F 8: cold", "a = shared F page 0, 1 page, rw", "write(F@0, a+0:8)"));
    }

    @Test
    void anMremapGivesWayToMemoryThatStaysOrIsThereAlready() {
        String scenario = """
                machine page 8
                file F 8: cold
                process A
                  a = anonymous 2 pages, rw, filled
                task T1 in A
                  c = mremap(a page 1, 1 page)
                  read(F@0, c+2:4)
                  load(a+0:1)
                """;
        String without = scenario.replace("  c = mremap(a page 1, 1 page)\n", "");
        assertThat(proposals(new FewerOperations(), scenario))
                .contains(
                        without.replace("c+2", "a+10"),
                        without.replace("filled\n", "filled\n  c = anonymous 1 page, rw\n"),
                        scenario.replace("mremap(a page 1, 1 page)", "mmap(anonymous 1 page, rw)"));
        assertThat(proposals(new SimplerOperations(), scenario))
                .contains(scenario.replace("a page 1, 1 page", "a page 0, 1 page"));
    }

    @Test
    void aWriteThatMakesAFileLongerGivesWayToAFileThatIsSoLong() {
        String scenario = program("F 0", "a = anonymous 1 page, rw", "write(F@0, a+0:8)", "read(F@0, a+0:8)");
        assertThat(proposals(new FewerOperations(), scenario))
                .anyMatch(text -> text.contains("F 8: cold") && !text.contains("write"));
    }

    @Test
    void aForkGivesWayToThreads() {
        String scenario = """
                machine page 8
                file F 8: cold
                process A
                  a = shared F page 0, 1 page, rw
                process B forked
                task T1 in A
                  fork(B)
                  load(a+0:8)
                task T2 in B
                  write(F@0, a+0:8)
                """;
        assertThat(proposals(new FewerOperations(), scenario))
                .anyMatch(text -> !text.contains("fork") && text.contains("task T2 in A\n  write(F@0, a+0:8)"));
    }

    @Test
    void aParentDoesTheWorkOfItsChildRightBehindTheForkAndStoresWhereAChildLooks() {
        String scenario = """
                machine page 8
                file F 8: cold
                process A
                  a = private F page 0, 1 page, rw
                process B forked
                task T1 in A
                  fork(B)
                  read(F@0, a+0:8)
                task T2 in B
                  load(a+0:8)
                """;
        assertThat(proposals(new FewerTasks(), scenario))
                .anyMatch(text -> text.endsWith("in A\n  fork(B)\n  load(a+0:8)\n  read(F@0, a+0:8)\n"))
                .anyMatch(text -> text.endsWith("in A\n  fork(B)\n  store(a+0:8)\n  read(F@0, a+0:8)\n"))
                .anyMatch(text -> text.contains("a = anonymous 1 page, rw") && text.contains("store(a+0:1)"));
    }

    @Test
    void aStoreStandsInForALoad() {
        assertThat(proposals(new OtherOperations(), TWO_TASKS)).contains(TWO_TASKS.replace("load", "store"));
    }

    @Test
    void aTruncationOfAColdFileStandsInForALookAtIt() {
        String scenario = program("F 8: warm", "a = shared F page 0, 1 page, rw", "ftruncate(F, 1)", "load(a+0:8)");
        assertThat(proposals(new OtherOperations(), scenario))
                .anyMatch(text -> text.contains("F 8: cold")
                        && text.endsWith("ftruncate(F, 1)\ntask T2 in A\n  ftruncate(F, 8)\n")
                        && !text.contains("a ="));
    }

    @Test
    void aByteOfAFileStandsInForAMapping() {
        String scenario = """
                machine page 8
                file F 0
                process A
                  a = shared F page 0, 1 page, rw
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  writev(F@0, b+0:1, a+0:8)
                """;
        assertThat(proposals(new FewerPages(), scenario))
                .contains(program("F 1: cold", "b = anonymous 1 page, rw, filled", "writev(F@0, b+0:1, b+0:8)"));
    }

    @Test
    void anOddPageSizeGivesWayToTheUsualOneEverythingInProportion() {
        String scenario =
                TWO_TASKS.replace("page 8", "page 16").replace("8:", "16:").replace(":8", ":16");
        assertThat(proposals(new SimplerValues(), scenario)).contains(TWO_TASKS);
    }

    @Test
    void lengthsRoundUpToAPageToo() {
        assertThat(proposals(new SimplerOperations(), TWO_TASKS.replace("b+0:8", "b+3:2")))
                .anyMatch(text -> text.contains("write(F@0, b+0:8)"));
    }

    @Test
    void whatCannotBeIsNotProposed() {
        for (Pass pass : List.of(
                new FewerTasks(),
                new FewerOperations(),
                new FewerPages(),
                new OwnMemory(),
                new SimplerValues(),
                new ThroughMappings(),
                new OtherOperations())) {
            assertThat(proposals(pass, TWO_TASKS))
                    .doesNotContain(TWO_TASKS)
                    .allSatisfy(
                            text -> assertThat(Scenario.parse(text).toString()).isEqualTo(text));
        }
    }

    @Test
    void aPunchOrAMadviseStandsInForATruncationDownAndUp() {
        assertThat(proposals(new FewerOperations(), """
                        machine page 8
                        file F 16: warm warm
                        process A
                          a = private F page 0, 2 pages, rw
                        task T1 in A
                          load(a+0:8)
                          ftruncate(F, 8)
                          ftruncate(F, 16)
                        """))
                .anyMatch(text -> text.endsWith("load(a+0:8)\n  punch(F@8, 8)\n"))
                .anyMatch(text -> text.endsWith("load(a+0:8)\n  madvise_dontneed(a page 0, 2 pages)\n"));
    }

    @Test
    void contentsAtTheStartAreExchangedForOthersThatAreNoPlainer() {
        String start = program("F 8: cold", "a = anonymous 1 page, rw", "write(F@0, a+0:8)");
        assertThat(proposals(new OtherContents(), start))
                .contains(program("F 8: dirty", "a = anonymous 1 page, rw", "write(F@0, a+0:8)"))
                .contains(program("F 8: cold", "a = anonymous 1 page, rw, filled", "write(F@0, a+0:8)"))
                .contains(program("F 1: cold", "a = anonymous 1 page, rw, filled", "write(F@0, a+0:8)"));
    }
}
