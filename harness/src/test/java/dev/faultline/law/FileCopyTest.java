package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.gallery.Gallery;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.strategy.FileToFile;
import dev.faultline.strategy.Linux6;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come of a copy from file to file, and what may not. */
class FileCopyTest {
    private static final String ALONE = """
            machine page 8
            file F 12: warm cold
            file G 8: warm
            file H 8: warm
            process A
              f = shared F page 0, 2 pages, rw
            task T1 in A
              store(f+1:2)
              copy_file_range(F@1, G@2, 8)
            """;

    /** Each may see what the other has brought, and hand it back: a value may go round, but none comes from nowhere. */
    private static final String CROSSED = """
            machine page 8
            file F 8: warm
            file G 8: cold
            process A
              f = shared F page 0, 1 page, rw
              g = shared G page 0, 1 page, rw
            task T1 in A
              copy_file_range(F@0, G@0, 8)
              load(f+0:4)
            task T2 in A
              copy_file_range(G@0, F@0, 8)
              load(g+0:4)
            task T3 in A
              store(f+0:2)
            """;

    @Test
    void copiesMayCross() {
        Trial.acquitsAll(CROSSED);
        Trial.acquitsInEvery(2, new FileToFile(), CROSSED);
        Trial.acquitsInEvery(2, new Linux6(), CROSSED);
    }

    @Test
    void aCopyIsTakenAByteAtATime() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                file G 0:
                process A
                  f = shared F page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  copy_file_range(F@0, G@3, 16)
                  read(G@0, b+0:16)
                task T2 in A
                  write(F@4, b+0:8)
                  store(f+2:4)
                task T3 in A
                  read(G@2, b+0:4)
                """);
    }

    @Test
    void theSourceMayEndBesideIt() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                file G 16: cold warm
                process A
                  f = shared F page 0, 2 pages, rw
                  g = private G page 0, 2 pages, r
                task T1 in A
                  copy_file_range(F@2, G@1, 14)
                  load(g+0:16)
                task T2 in A
                  ftruncate(F, 5)
                  store(f+4:4)
                  ftruncate(F, 16)
                task T3 in A
                  load(g+0:16)
                  punch(F@0, 8)
                """);
    }

    @Test
    void theTargetMayEndBesideIt() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                file G 12: cold warm
                process A
                  g = shared G page 0, 2 pages, rw
                  b = anonymous 2 pages, rw, filled
                task T1 in A
                  copy_file_range(F@0, G@8, 8)
                  read(G@0, b+0:16)
                task T2 in A
                  ftruncate(G, 2)
                  ftruncate(G, 14)
                task T3 in A
                  write(G@10, b+0:6)
                  load(g+0:16)
                """);
    }

    @Test
    void withinOneFile() {
        Trial.acquitsAll("""
                machine page 8
                file F 16: warm cold
                process A
                  f = shared F page 0, 2 pages, rw
                  p = private F page 0, 2 pages, rw
                process B forked
                task T1 in A
                  copy_file_range(F@0, F@8, 8)
                  copy_file_range(F@8, F@4, 4)
                  copy_file_range(F@0, F@4, 8)
                task T2 in A
                  store(p+0:2)
                  fork(B)
                  load(p+0:16)
                task T3 in B
                  load(p+4:12)
                  store(f+0:4)
                task K1 kernel
                  writeback(F page 1)
                  reclaim(F page 1)
                """);
    }

    @Test
    void whatCanFailMayFail() {
        Trial.acquitsAll("""
                machine page 8
                inject 1 read error
                inject 1 no space
                inject 1 signal
                file F 16: cold hole
                file G 4: cold
                process A
                  b = anonymous 3 pages, rw, filled
                task T1 in A
                  copy_file_range(F@0, G@2, 16)
                  read(G@0, b+0:24)
                task T2 in A
                  copy_file_range(G@0, F@8, 4)
                """);
    }

    @Test
    void snapshotsStay() {
        Trial.acquitsAll("""
                machine page 8
                file F 8: warm
                file G 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  read(F@0, b+0:8)
                  load(b+0:8)
                task T2 in A
                  copy_file_range(G@2, F@2, 6)
                """);
    }

    @Test
    void bytesOfAnotherPlaceAreAccused() {
        assertThat(accusation((kernel, from, at, to, position, length) ->
                        plain(kernel, from, at > 0 ? at - 1 : 1, to, position, length)))
                .isEqualTo("byte-rule");
    }

    @Test
    void bytesThatWereNotCopiedAreAccused() {
        assertThat(accusation((kernel, from, at, to, position, length) ->
                        plain(kernel, from, at + 1, to, position + 1, length - 1) + 1))
                .isEqualTo("byte-rule");
    }

    @Test
    void bytesThatAreNotCountedAreAccused() {
        assertThat(accusation(
                        (kernel, from, at, to, position, length) -> plain(kernel, from, at, to, position, length) - 1))
                .isEqualTo("result");
        assertThat(accusation((kernel, from, at, to, position, length) -> {
                    plain(kernel, from, at, to, position, length);
                    return Errno.EINVAL;
                }))
                .isEqualTo("result");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Errno.EIO, Errno.ENOMEM, Errno.ENOSPC, Errno.EINTR, Errno.EINVAL})
    void nothingWithoutAReasonIsAccused(int result) {
        assertThat(accusation((kernel, from, at, to, position, length) -> result))
                .isEqualTo("result");
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EFAULT, 9, -1})
    void whatNoCopyReturnsIsAccused(int result) {
        assertThat(accusation((kernel, from, at, to, position, length) -> result))
                .isEqualTo("misuse");
    }

    @Test
    void garbageIsAccused() {
        assertThat(accusation((kernel, from, at, to, position, length) -> {
                    to.lock();
                    Folio folio = kernel.pageCache().grab(to, 1);
                    to.commitWrite(folio, 0, 2);
                    folio.unlock();
                    folio.put();
                    to.unlock();
                    return plain(kernel, from, at, to, position, 6) + 2;
                }))
                .isEqualTo("exposure");
    }

    @Test
    void whoChangesTheSourceIsAccused() {
        assertThat(accusation((kernel, from, at, to, position, length) -> {
                    int copied = plain(kernel, from, at, to, position, length);
                    plain(kernel, to, 0, from, 0, 1);
                    return copied;
                }))
                .isEqualTo("exposure");
    }

    @Test
    void aValueFromBeforeTheCallIsAccused() {
        assertThat(Trial.accusation(exhibit("copied-from-disk"), ALONE).law()).isEqualTo("byte-rule");
    }

    /** T2 has seen the new byte in the target; it cannot go back. */
    @Test
    void whoCopiesAnOldValueOverANewOneIsAccused() {
        CopyStrategy hesitant = copying((kernel, from, at, to, position, length) -> {
            int copied = plain(kernel, from, at, to, position, length);
            plain(kernel, to, position + length, to, position, length);
            plain(kernel, from, at, to, position, length);
            return copied;
        });

        assertThat(Trial.accusation(hesitant, """
                        machine page 8
                        file F 4: warm
                        file G 8: warm
                        process A
                          g = shared G page 0, 1 page, rw
                        task T1 in A
                          copy_file_range(F@0, G@0, 4)
                        task T2 in A
                          load(g+0:1)
                          load(g+0:1)
                        """).law()).isEqualTo("byte-rule");
    }

    @Test
    void twoFoliosLockedInNoOrder() {
        assertThat(Trial.accusation(exhibit("two-folios-unordered"), CROSSED).law())
                .isEqualTo("deadlock");
    }

    private static CopyStrategy exhibit(String name) {
        return (CopyStrategy) Gallery.exhibits().stream()
                .filter(exhibit -> exhibit.name().equals(name))
                .findFirst()
                .orElseThrow()
                .flawed();
    }

    private static String accusation(Copying copying) {
        return Trial.accusation(copying(copying), ALONE).law();
    }

    private static int plain(Kernel kernel, Inode from, int at, Inode to, int position, int length) {
        return new FileToFile().copyFileRange(kernel, from, at, to, position, length);
    }

    /** A way to copy from file to file. */
    private interface Copying {
        int run(Kernel kernel, Inode from, int fromPosition, Inode to, int toPosition, int length);
    }

    private static CopyStrategy copying(Copying copying) {
        return new CopyStrategy() {
            private final Linux6 throughMemory = new Linux6();

            @Override
            public String name() {
                return "copies-otherwise";
            }

            @Override
            public Guarantee guarantee() {
                return Guarantee.BYTE;
            }

            @Override
            public int read(Kernel kernel, Inode file, int position, IoVector to) {
                return throughMemory.read(kernel, file, position, to);
            }

            @Override
            public int write(Kernel kernel, Inode file, int position, IoVector from) {
                return throughMemory.write(kernel, file, position, from);
            }

            @Override
            public int copyFileRange(Kernel kernel, Inode from, int at, Inode to, int position, int length) {
                return copying.run(kernel, from, at, to, position, length);
            }
        };
    }
}
