package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a text, said with its line, what was found and what was expected. */
class ScenarioErrorsTest {
    private static final String GOOD = """
            machine page 8
            file F 12: cold warm
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 1 page, rw, filled
            process B forked
            inject 1 read error
            task T1 in A
              write(F@0, a+0:8)
              fork(B)
              munmap(b page 0, 1 page)
              ftruncate(F, 4)
            task T2 in B
              load(b+0:1)
            task K1 kernel
              reclaim(F page 0)
            """;

    @Test
    void theExampleIsGood() {
        assertThat(Scenario.parse(GOOD)).hasToString(GOOD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        machine page 8        | file G 1: cold       | line 1: expected "machine", found "file", in: file G 1: cold
        page 8                | page 9               | line 1: page size must be a power of two and at least 2: 9, in: machine page 9
        inject 1              | inject 9             | line 7: read errors must be at most 8: 9, in: inject 9 read error
        page 8                | page eight           | line 1: expected a page size, found "eight", in: machine page eight
        12: cold warm         | 12: cold hot         | line 2: expected cold, warm, dirty, bad or hole, found "hot", in: file F 12: cold hot
        file F 12             | file F -1            | line 2: size of file F must not be negative: -1, in: file F -1: cold warm
        process A             | proces A             | line 3: expected file, pipe, process, inject, guard or task, found "proces", in: proces A
        a = shared            | a = public           | line 4: expected shared, private or anonymous, found "public", in: a = public F page 0, 2 pages, rw
        2 pages, rw           | 2 pages, x           | line 4: expected a protection (r, w, rw or none), found "x", in: a = shared F page 0, 2 pages, x
        rw, filled            | rw filled            | line 5: expected the end of the line, found "filled", in: b = anonymous 1 page, rw filled
        inject 1 read error   | inject 9 no space    | line 7: times without space must be at most 8: 9, in: inject 9 no space
        inject 1 read error   | inject 9 signals     | line 7: signals must be at most 8: 9, in: inject 9 signals
        inject 1 read error   | inject 9 short transfers | line 7: short transfers must be at most 8: 9, in: inject 9 short transfers
        inject 1 read error   | inject 1 short read  | line 7: expected "transfers", found "read", in: inject 1 short read
        machine page 8        | machine page 8, reclaim | line 1: a machine that reclaims must say how many frames it has, in: machine page 8, reclaim
        1 read error          | 1 disk error         | line 7: expected read errors, no space, signals or short transfers, found "disk", in: inject 1 disk error
        1 read error          | one read error       | line 7: expected a number of times, found "one", in: inject one read error
        T1 in A               | T1 A                 | line 8: expected "in" and a process, or "kernel", found "A", in: task T1 A
        write(F@0, a+0:8)     | wriet(F@0, a+0:8)    | line 9: expected an operation (read, readv, write, writev, mmap, munmap, mremap, mprotect, madvise_dontneed, ftruncate, punch, fork, exit, fsync, load, store, poke, splice, vmsplice, pipe_read, pipe_write, copy_file_range, reclaim or writeback), found "wriet", in: wriet(F@0, a+0:8)
        a+0:8)                | a+0:8                | line 9: expected ")", found the end of the line, in: write(F@0, a+0:8
        a+0:8)                | a+0:0)               | line 9: length of a buffer in mapping a must be at least 1: 0, in: write(F@0, a+0:0)
        a+0:8)                | a+0:8, b+0:1)        | line 9: write takes one buffer, writev takes more, in: write(F@0, a+0:8, b+0:1)
        ftruncate(F, 4)       | ftruncate(F, 4000000)| line 12: size of an ftruncate must be at most 262144: 4000000, in: ftruncate(F, 4000000)
        """)
    void whatCannotBeRead(String good, String bad, String message) {
        assertThatThrownBy(() -> Scenario.parse(GOOD.replace(good, bad))).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cold warm             | cold                 | line 2: file F has 2 pages and needs as many page states, not 1, in: file F 12: cold
        shared F              | shared G             | line 4: no file is called G, in: a = shared G page 0, 2 pages, rw
        b = anonymous         | a = anonymous        | line 5: mapping a is declared twice, in: a = anonymous 1 page, rw, filled
        shared F page 0       | shared F page 15     | line 4: mapping a must end within the first 16 pages of the file: page 15, 2 pages, in: a = shared F page 15, 2 pages, rw
        process B forked      | process B            | line 10: process B is there from the start and cannot be forked, in: fork(B)
        fork(B)               | fsync(F)             | line 6: process B is forked, but no task in a process forks it, in: process B forked
        fork(B)               | fork(C)              | line 10: no process is called C, in: fork(C)
        T1 in A               | T1 in C              | line 8: no process is called C, in: task T1 in C
        T2 in B               | T1 in B              | line 13: there are two of task T1, in: task T1 in B
        write(F@0             | write(G@0            | line 9: no file is called G, in: write(G@0, a+0:8)
        write(F@0             | write(F@125          | line 9: a file has at most 16 pages, in: write(F@125, a+0:8)
        a+0:8)                | z+0:8)               | line 9: no mapping is called z, in: write(F@0, z+0:8)
        a+0:8)                | a+17:8)              | line 9: buffer a+17:8 ends past the page behind its mapping, byte 24, in: write(F@0, a+17:8)
        munmap(b page 0       | munmap(b page 1      | line 11: mapping b has only 1 page, in: munmap(b page 1, 1 page)
        munmap(b page 0, 1 page) | c = mremap(b page 1, 1 page) | line 11: mapping b has only 1 page, in: c = mremap(b page 1, 1 page)
        munmap(b page 0, 1 page) | a = mremap(b page 0, 1 page) | line 11: mapping a is declared twice, in: a = mremap(b page 0, 1 page)
        munmap(b page 0, 1 page) | c = mremap(z page 0, 1 page) | line 11: no mapping is called z, in: c = mremap(z page 0, 1 page)
        munmap(b page 0, 1 page) | c = mremap(c page 0, 1 page) | line 11: mapping c is moved from itself, in: c = mremap(c page 0, 1 page)
        munmap(b page 0, 1 page) | exit()            | line 11: task T1 exits and can do nothing after it, in: exit()
        munmap(b page 0, 1 page) | writeback(F page 0) | line 11: only a kernel thread can reclaim and writeback, in: writeback(F page 0)
        reclaim(F page 0)     | fsync(F)             | line 16: a kernel thread can only reclaim and writeback, in: fsync(F)
        """)
    void whatDoesNotFitTogether(String good, String bad, String message) {
        assertThatThrownBy(() -> Scenario.parse(GOOD.replace(good, bad))).hasMessage(message);
    }

    @Test
    void aMappingOfAnotherProcessIsOutOfReach() {
        String text = """
                machine page 8
                process A
                  a = anonymous 1 page, rw
                process B
                task T1 in B
                  load(a+0:1)
                """;
        assertThatThrownBy(() -> Scenario.parse(text))
                .hasMessage("line 6: mapping a is in another process, in: load(a+0:1)");
    }

    @Test
    void whatNoSingleLineIsToBlameForHasNoLine() {
        assertThatThrownBy(() -> Scenario.parse("# nothing"))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.line()).isZero())
                .hasMessage("the scenario is empty: expected \"machine page 8\" or the like");
        assertThatThrownBy(() -> Scenario.parse("""
                        machine page 8
                        process A
                          a = anonymous 40 pages, rw
                        process B
                        """))
                .hasMessage("processes × virtual pages (each mapping and one behind it) must be at most 64: 2 × 41");
    }

    @Test
    void memoryHasRoomForWhatIsThereFromTheStart() {
        assertThatThrownBy(() -> Scenario.parse(GOOD.replace("page 8", "page 8, 1 frame")))
                .hasMessage(
                        "a machine of 1 frame has no room for the 2 pages that are there before the first operation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        copy_file_range(F@0, G@0, 8)   | line 9: no file is called G, in: copy_file_range(F@0, G@0, 8)
        copy_file_range(G@0, F@0, 8)   | line 9: no file is called G, in: copy_file_range(G@0, F@0, 8)
        copy_file_range(F@125, F@0, 8) | line 9: a file has at most 16 pages, in: copy_file_range(F@125, F@0, 8)
        copy_file_range(F@0, F@125, 8) | line 9: a file has at most 16 pages, in: copy_file_range(F@0, F@125, 8)
        copy_file_range(F@0, F@8, 0)   | line 9: length of a copy_file_range must be at least 1: 0, in: copy_file_range(F@0, F@8, 0)
        copy_file_range(F@0, 8)        | line 9: expected the name of a file, found "8", in: copy_file_range(F@0, 8)
        """)
    void aCopyHasTwoFiles(String bad, String message) {
        assertThatThrownBy(() -> Scenario.parse(GOOD.replace("write(F@0, a+0:8)", bad)))
                .hasMessage(message);
    }

    @Test
    void theLineIsAtHandForTools() {
        assertThatThrownBy(() -> Scenario.parse(GOOD.replace("load(b", "load(z")))
                .isInstanceOfSatisfying(ScenarioException.class, e -> {
                    assertThat(e.line()).isEqualTo(14);
                    assertThat(e.reason()).isEqualTo("no mapping is called z");
                });
    }
}
