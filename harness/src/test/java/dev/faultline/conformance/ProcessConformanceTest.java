package dev.faultline.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.SampleStrategies;
import dev.faultline.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of several processes, on the machine and on the kernel that the tests run on. */
class ProcessConformanceTest {
    private static final int PROGRAMS = 1_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void thereIsACompiler() {
        if (!Compiler.isIn(System.getenv("PATH"))) {
            System.out.println("There is no cc here, or no Linux: fork and mprotect are not compared with the host.");
        }
        assumeTrue(Compiler.isIn(System.getenv("PATH")), "no cc");
    }

    private void agree(String program) throws IOException {
        try (ProcessConformance conformance = new ProcessConformance(folder)) {
            assertThat(conformance.difference(Scenario.parse(program))).isEmpty();
        }
    }

    @Test
    void theMachineDoesWhatThisKernelDoes() throws IOException {
        try (ProcessConformance conformance = new ProcessConformance(folder)) {
            assertThat(conformance.compare(PROGRAMS, 1)).isEmpty();
        }
    }

    @Test
    void aDifferenceIsMadeSmallAndTold() throws IOException {
        try (ProcessConformance conformance =
                new ProcessConformance(SampleStrategies.exhibit("no-early-cow-break"), folder)) {
            assertThat(conformance.compare(PROGRAMS, 1)).hasValue("""
                            page 0 of B at the end: the machine says byte 0 is -39, the host byte 0 is 34
                            machine page 4096
                            process A
                              b = anonymous 1 page, rw, filled
                            process B forked
                            task T1 in A
                              fork(B)
                            task T3 in A
                              store(b+0:4096)
                            """);
        }
    }

    @Test
    void whereTheFolderHasNoCompilerThereIsNone() {
        assertThat(Compiler.isIn(folder.toString())).isFalse();
    }

    @Test
    void copiesFromFileToFileComeToTheSame() throws IOException {
        agree("""
                machine page 8
                file F 12: warm cold
                file G 4: cold
                process A
                  f = shared F page 0, 2 pages, rw
                task T1 in A
                  store(f+3:6)
                  copy_file_range(F@2, G@6, 16)
                  copy_file_range(G@1, F@5, 8)
                  copy_file_range(F@0, F@4, 5)
                  copy_file_range(F@10, F@13, 8)
                  copy_file_range(F@40, G@0, 1)
                """);
    }

    @Test
    void parentAndChildSeeTheSameBytesUntilOneStores() throws IOException {
        agree("""
                machine page 8
                file F 16: cold warm
                process A
                  a = private F page 0, 2 pages, rw
                  b = anonymous 1 page, rw, filled
                  c = shared F page 1, 1 page, rw
                process B forked
                task T1 in A
                  store(a+0:4)
                  fork(B)
                  store(b+0:4)
                  load(a+0:16)
                  store(c+2:2)
                  load(b+0:8)
                task T2 in B
                  load(a+0:8)
                  store(a+2:4)
                  load(b+0:8)
                  load(c+0:8)
                """);
    }

    @Test
    void whatIsProtectedRaisesASignal() throws IOException {
        agree("""
                machine page 8
                file F 8: warm
                process A
                  a = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  load(a+4:8)
                  mprotect(a, r)
                  store(a+0:4)
                  mprotect(b, none)
                  load(b+0:2)
                  write(F@0, b+0:4)
                  read(F@0, a+0:4)
                  munmap(b page 1, 1 page)
                  mprotect(b, rw)
                  load(b+0:12)
                """);
    }

    @Test
    void whatIsForcedGoesIntoACopy() throws IOException {
        agree("""
                machine page 8
                file F 8: warm
                process A
                  a = private F page 0, 1 page, r
                  b = shared F page 0, 1 page, r
                task T1 in A
                  poke(a+2:4)
                  load(a+0:8)
                  poke(b+2:4)
                  madvise_dontneed(a page 0, 1 page)
                  load(a+0:8)
                """);
    }

    @Test
    void whatIsMovedIsThereAsItWas() throws IOException {
        agree("""
                machine page 8
                file F 16: warm cold
                process A
                  a = private F page 0, 2 pages, rw
                  s = shared F page 0, 1 page, r
                process B forked
                task T1 in A
                  store(a+2:4)
                  c = mremap(a page 0, 1 page)
                  load(c+0:8)
                  load(a+0:8)
                  fork(B)
                  store(c+0:8)
                  d = mremap(s page 0, 1 page)
                  store(d+0:1)
                  e = mremap(a page 0, 1 page)
                task T2 in B
                  load(c+0:8)
                  f = mremap(c page 0, 1 page)
                  ftruncate(F, 8)
                  load(f+0:8)
                """);
    }
}
