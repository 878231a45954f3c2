package dev.faultline.law;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.Branch;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux2624TwoCopy;
import dev.faultline.strategy.Linux2624WriteBegin;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Turns that sound strategies take, and generated programs seldom ask of them. Each scenario makes one likely, so that a strategy that does it wrong, or not
 * any more, is noticed.
 */
class RareTurnsTest {
    private static String program(String file, String mappings, String... tasks) {
        return "machine page 8\nfile F " + file + "\nfile G 16: warm warm\nprocess A\n  " + mappings + "\n"
                + String.join("\n", tasks) + "\n";
    }

    private static final String TWO_PAGES = "b = anonymous 2 pages, rw";

    /** The last page of the file, and not its first, into the second page of memory. */
    @Test
    void directMovesWholePagesPastTheCache() {
        Trial.acquitsReaching(
                new Direct(),
                program("16: cold cold", TWO_PAGES, "task T1 in A\n  read(F@8, b+8:8)\n  load(b+0:16)"),
                Branch.DIRECT_TRANSFER);
        Trial.acquitsReaching(
                new Direct(),
                program(
                        "16: cold cold",
                        TWO_PAGES,
                        "task T1 in A\n  store(b+8:8)\n  write(F@8, b+8:8)\n  read(F@8, b+3:4)"),
                Branch.DIRECT_TRANSFER);
        Trial.acquitsReaching(
                new Direct(),
                program("8: cold", TWO_PAGES, "task T1 in A\n  store(b+8:8)\n  write(F@8, b+8:8)\n  read(F@8, b+3:4)"),
                Branch.DIRECT_TRANSFER);
    }

    /** A page that has to be copied, for it is not whole or not alone, and then others. */
    @Test
    void directCopiesTheRest() {
        Trial.acquits(
                new Direct(),
                program(
                        "20: cold cold cold",
                        "b = anonymous 3 pages, rw",
                        "task T1 in A\n  read(F@4, b+4:16)\n  load(b+0:24)"));
        Trial.acquits(
                new Direct(),
                program(
                        "20: cold cold cold",
                        "b = anonymous 3 pages, rw",
                        "task T1 in A\n  read(F@0, b+0:24)\n  read(F@20, b+8:4)"));
        Trial.acquits(
                new Direct(),
                program(
                        "20: cold cold cold",
                        "b = anonymous 3 pages, rw",
                        "task T1 in A\n  readv(F@0, b+0:8, b+9:3, b+16:5)"));
    }

    @Test
    void aTransferThatFailsMovesNothing() {
        for (String operation : List.of("read(F@0, b+0:16)", "read(F@8, b+0:8)")) {
            Trial.acquitsReaching(
                    new Direct(),
                    "machine page 8\nfile F 16: cold bad\nprocess A\n  " + TWO_PAGES + "\ntask T1 in A\n  " + operation
                            + "\n  load(b+0:16)\n",
                    Branch.DIRECT_TRANSFER);
        }
        Trial.acquits(
                new Direct(),
                "machine page 8\nfile F 8: cold\nprocess A\n  " + TWO_PAGES
                        + "\ninject 2 no space\ntask T1 in A\n  store(b+0:16)\n  write(F@0, b+0:16)\n  read(F@8, b+0:8)\n");
    }

    /** The file is cut while the page is read past the cache. */
    @Test
    void directReadsWhatTheFileHadAtAnInstant() {
        Trial.acquitsInMany(
                new Direct(),
                program(
                        "16: cold cold",
                        TWO_PAGES,
                        "task T1 in A\n  read(F@8, b+8:8)\n  load(b+8:8)",
                        "task T2 in A\n  ftruncate(F, 11)"));
    }

    /** The second page of a source that is there when it is asked for and gone when it is copied: all of it is copied again. */
    @Test
    void aShortCopyIsRewound() {
        String scenario = program(
                "8: cold",
                "a = shared G page 0, 2 pages, rw",
                "task T1 in A\n  write(F@0, a+4:8)\n  read(F@0, a+0:8)",
                "task T2 in A\n  madvise_dontneed(a page 1, 1 page)\n  madvise_dontneed(a page 1, 1 page)",
                "task K1 kernel\n  reclaim(F page 0)");
        for (CopyStrategy strategy :
                List.of(new Linux2624WriteBegin(), new Linux2624TwoCopy(), new Linux6(), new FreeBsd())) {
            Trial.acquitsInMany(strategy, scenario);
        }
    }

    /** The same of two segments. */
    @Test
    void aShortCopyOfSegmentsIsRewound() {
        String scenario = program(
                "8: cold",
                "a = shared G page 0, 2 pages, rw",
                "task T1 in A\n  writev(F@0, a+1:3, a+9:5)\n  read(F@0, a+0:8)",
                "task T2 in A\n  madvise_dontneed(a page 1, 1 page)\n  madvise_dontneed(a page 1, 1 page)");
        for (CopyStrategy strategy : List.of(new Linux2624WriteBegin(), new Linux2624TwoCopy(), new Linux6())) {
            Trial.acquitsInMany(strategy, scenario);
        }
    }

    /** That the page was mapped and not copied shows when the cache leaves it behind. */
    @Test
    void pageFlipMapsWholePages() {
        Trial.acquitsReaching(
                new PageFlip(),
                program(
                        "16: warm warm",
                        TWO_PAGES,
                        "task T1 in A\n  read(F@8, b+8:8)\n  store(b+0:4)\n  write(F@8, b+0:4)\n  load(b+8:8)"),
                Branch.SNAPSHOT_BROKEN);
    }

    /** Neither the file nor the page is what it was when the flip began. */
    @Test
    void pageFlipLooksAgain() {
        Trial.acquitsInMany(
                new PageFlip(),
                program(
                        "16: cold cold",
                        TWO_PAGES,
                        "task T1 in A\n  read(F@8, b+8:8)\n  load(b+8:8)",
                        "task T2 in A\n  ftruncate(F, 11)\n  ftruncate(F, 16)"));
    }

    /** A store through a pin would show in a snapshot. */
    @Test
    void pageFlipCopiesWhatIsPinned() {
        Trial.acquitsInMany(
                new PageFlip(),
                program(
                        "8: warm",
                        TWO_PAGES + "\n  a = shared F page 0, 1 page, rw",
                        "task T1 in A\n  read(F@0, b+0:8)\n  load(b+0:8)\n  load(b+0:8)",
                        "task T2 in A\n  poke(a+0:8)\n  poke(a+2:6)"));
    }

    /** Reads at the end of the file, at a page's start and within one. */
    @Test
    void readsEndWithTheFile() {
        Trial.acquitsAll(
                program(
                        "12: warm cold",
                        TWO_PAGES,
                        "task T1 in A\n  read(F@12, b+0:4)\n  read(F@8, b+0:8)\n  ftruncate(F, 8)\n  read(F@8, b+0:8)\n  read(F@0, b+0:16)"));
    }
}
