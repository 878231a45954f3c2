package dev.faultline.law;

import static dev.faultline.SampleStrategies.exhibit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Culprit;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Signals;
import dev.faultline.strategy.BounceBuffer;
import dev.faultline.strategy.Direct;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.PageFlip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the calls that change mappings return and leave behind, where a program cannot tell, or seldom. */
class MemoryCallsTest {
    private static final String THREE_PAGES = """
            machine page 8, 1 cpu
            file F 24: warm warm warm
            process A
              a = shared F page 0, 3 pages, rw
            task T1 in A
            """;

    @Test
    void protectionIsChangedUpToTheFirstGap() {
        assertThat(Trial.results(new BounceBuffer(), THREE_PAGES + """
                  mprotect(a, r)
                  store(a+0:1)
                  mprotect(a, rw)
                  store(a+0:1)
                  store(a+16:1)
                  munmap(a page 1, 1 page)
                  mprotect(a, r)
                  store(a+0:1)
                  store(a+16:1)
                  load(a+0:1)
                """))
                .containsExactly(0, Signals.SIGSEGV, 0, 0, 0, 0, Errno.ENOMEM, Signals.SIGSEGV, 0, 0);
    }

    @Test
    void whatMayNotBeReadIsNotReadThoughItIsPresent() {
        assertThat(Trial.results(new BounceBuffer(), THREE_PAGES + """
                  store(a+0:24)
                  mprotect(a, none)
                  load(a+0:1)
                  store(a+8:1)
                  load(a+16:1)
                  mprotect(a, r)
                  load(a+0:24)
                  mprotect(a, w)
                  load(a+0:24)
                """))
                .containsExactly(0, 0, Signals.SIGSEGV, Signals.SIGSEGV, Signals.SIGSEGV, 0, 0, 0, 0);
    }

    @Test
    void whatIsDroppedHasToBeMapped() {
        assertThat(Trial.results(new BounceBuffer(), THREE_PAGES + """
                  madvise_dontneed(a page 0, 3 pages)
                  munmap(a page 1, 1 page)
                  madvise_dontneed(a page 0, 3 pages)
                  madvise_dontneed(a page 1, 1 page)
                  madvise_dontneed(a page 0, 1 page)
                  madvise_dontneed(a page 2, 1 page)
                  load(a+8:1)
                """))
                .containsExactly(0, 0, Errno.ENOMEM, Errno.ENOMEM, 0, 0, Signals.SIGSEGV);
    }

    /** Whether the pages of the write's memory are present, then whether they may be written without a fault. */
    private static List<Boolean> presence(String operations) {
        List<Boolean> presence = new ArrayList<>();
        Trial.acquitsOnce(
                Culprit.writing((kernel, file, position, memory) -> {
                    kernel.pageTables().lockShared();
                    for (int i = 0; i < 2; i++) {
                        presence.add(kernel.pageTables().isPresent(memory, false));
                        presence.add(kernel.pageTables().isPresent(memory, true));
                        memory.advance(8);
                    }
                    memory.rewind(16);
                    kernel.pageTables().unlockShared();
                    return new BounceBuffer().write(kernel, file, position, memory);
                }),
                THREE_PAGES + operations.indent(2));
        return presence;
    }

    @Test
    void populatedPagesArePresentWithTheirRights() {
        assertThat(presence("c = mmap(shared F page 1, 2 pages, rw, populate)\nwrite(F@0, c+0:16)"))
                .containsExactly(true, true, true, true);
        assertThat(presence("c = mmap(shared F page 1, 2 pages, r, populate)\nwrite(F@0, c+0:16)"))
                .containsExactly(true, false, true, false);
        assertThat(presence("c = mmap(shared F page 1, 2 pages, rw)\nwrite(F@0, c+0:16)"))
                .containsExactly(false, false, false, false);
    }

    @Test
    void droppedPagesAreNotPresent() {
        assertThat(presence("store(a+0:16)\nwrite(F@8, a+0:16)")).containsExactly(true, true, true, true);
        assertThat(presence("store(a+0:16)\nmadvise_dontneed(a page 0, 1 page)\nwrite(F@8, a+0:16)"))
                .containsExactly(false, false, true, true);
        assertThat(presence("store(a+0:16)\nmprotect(a, r)\nwrite(F@8, a+0:16)"))
                .containsExactly(true, false, true, false);
    }

    /** Both threads have exited before the memory goes, and then it goes. */
    @Test
    void memoryGoesWithTheLastThread() {
        Trial.acquits(new BounceBuffer(), """
                machine page 8
                file F 8: warm
                process A
                  b = anonymous 1 page, rw, filled
                  a = shared F page 0, 1 page, rw
                process B forked
                task T1 in A
                  store(a+0:2)
                  fork(B)
                  exit()
                task T2 in A
                  store(b+0:2)
                  load(b+0:8)
                  write(F@0, b+0:8)
                  load(a+0:8)
                  exit()
                task T3 in B
                  store(b+4:2)
                  exit()
                """);
    }

    private static String forked(int frames) {
        return "machine page 4, " + frames + " frames" + """

                file F 4: warm
                process A
                  d = anonymous 1 page, rw
                  c = anonymous 1 page, rw
                process B forked
                task T1 in A
                  store(c+0:4)
                  read(F@0, c+0:4)
                  load(c+0:4)
                task T2 in A
                  store(d+0:1)
                  load(d+0:1)
                  fork(B)
                  store(c+0:2)
                  load(d+0:4)
                task T3 in B
                  load(c+0:4)
                  store(c+2:2)
                  load(d+0:4)
                task K1 kernel
                  reclaim(F page 0)
                """;
    }

    @Test
    void aPageThatIsHeldIsCopiedForTheChild() {
        Trial.acquitsReaching(new Direct(), forked(8), Branch.FORK_COPIED_PINNED, Branch.FORK_SHARED);
    }

    /** A child that could not be made leaves nothing behind, nor is its parent's memory any less. */
    @Test
    void aChildForWhichThereIsNoFrameIsNotMade() {
        Trial.acquitsReaching(new Direct(), forked(3), Branch.FRAME_REFUSED, Branch.FORK_SHARED);
    }

    /** The dirty bit of an entry that goes away may be set through a TLB until that is flushed; nobody may evict the folio meanwhile. */
    @Test
    void aStoreThroughAnEntryThatGoesAway() {
        for (String work : List.of("reclaim", "writeback")) {
            Trial.acquitsInEvery(3, new BounceBuffer(), """
                    machine page 2
                    file F 2: warm
                    process A
                      a = shared F page 0, 1 page, rw
                    task T1 in A
                      madvise_dontneed(a page 0, 1 page)
                    task T2 in A
                      store(a+0:1)
                      store(a+1:1)
                    task K1 kernel
                      %s(F page 0)
                    """.formatted(work));
        }
    }

    private static String snapshot(String frames, String change) {
        return "machine page 4" + frames + """

                file F 8: warm hole
                process A
                  c = anonymous 1 page, rw
                  a = shared F page 0, 1 page, rw
                task T1 in A
                  load(a+0:4)
                  read(F@0, c+0:4)
                  %s
                  load(c+0:4)
                  load(a+0:1)
                  store(c+0:4)
                  load(a+0:1)
                task T2 in A
                  load(a+0:4)
                  store(a+0:2)
                  store(a+1:1)
                  load(a+3:1)
                  load(a+3:1)
                """.formatted(change);
    }

    @Test
    void aSnapshotOutlastsWhatHappensToTheFile() {
        for (String change :
                List.of("ftruncate(F, 3)", "ftruncate(F, 0)", "punch(F@1, 2)", "punch(F@0, 6)", "punch(F@2, 6)")) {
            Trial.acquits(new PageFlip(), snapshot("", change));
        }
    }

    /** Where there is no frame for the cache's own copy, the snapshot keeps the cache's. */
    @Test
    void aFileCutBelowASnapshotWithoutAFrameForItsTail() {
        Trial.acquitsReaching(
                new PageFlip(),
                snapshot(", 1 frame", "ftruncate(F, 3)\n  ftruncate(F, 4)"),
                Branch.FRAME_REFUSED,
                Branch.WRITTEN_BACK);
        for (String change : List.of("punch(F@1, 2)", "punch(F@2, 6)", "write(F@1, c+0:2)")) {
            Trial.acquitsReaching(new PageFlip(), snapshot(", 1 frame", change), Branch.FRAME_REFUSED);
        }
    }

    /** More pages than a shootdown has places for at first. */
    @Test
    void manyPagesGoAtOnce() {
        Trial.acquitsOnce(new BounceBuffer(), """
                machine page 2, 1 cpu
                file F 2: warm
                process A
                  b = anonymous 12 pages, rw, filled
                  c = anonymous 12 pages, rw, filled
                task T1 in A
                  store(b+0:24)
                  store(c+0:24)
                  exit()
                """);
    }

    /** Room is made for every page that is wanted, one after the other. */
    @Test
    void pagesOfTheCacheMakeRoomForEachOther() {
        assertThat(Trial.results(new BounceBuffer(), """
                machine page 8, 1 cpu, 3 frames, reclaim
                file F 32: warm cold cold dirty
                process A
                  b = anonymous 1 page, rw, filled
                task T1 in A
                  read(F@0, b+0:8)
                  read(F@8, b+0:8)
                  read(F@16, b+0:8)
                  write(F@24, b+0:8)
                  read(F@0, b+0:8)
                  load(b+0:8)
                """)).containsExactly(8, 8, 8, 8, 8, 0);
    }

    /** A store that is forced ends where there is no frame for the copy. */
    @Test
    void aForcedStoreWithoutAFrameEnds() {
        Trial.acquitsReaching(new BounceBuffer(), """
                machine page 8, 1 frame
                file F 8: warm
                process A
                  p = private F page 0, 1 page, r
                task T1 in A
                  load(p+0:8)
                  poke(p+0:4)
                  load(p+0:8)
                """, Branch.FRAME_REFUSED);
    }

    /** A page that is being written back is punched after that, or the disk would have it again. */
    @Test
    void whatIsWrittenBackIsPunchedAfterwards() {
        for (String punch : List.of("punch(F@0, 8)", "punch(F@2, 3)")) {
            Trial.acquitsInMany(new BounceBuffer(), """
                    machine page 8
                    file F 8: dirty
                    process A
                      b = anonymous 1 page, rw, filled
                    task T1 in A
                      %s
                      read(F@0, b+0:8)
                      load(b+0:8)
                    task K1 kernel
                      writeback(F page 0)
                      reclaim(F page 0)
                    """.formatted(punch));
        }
    }

    /** What was read through a pin is what the page had, though it got another frame and the old one other bytes. */
    @Test
    void aPinIsOnTheProcesssOwnFrame() {
        for (var strategy : List.of(new FreeBsd(), new Direct())) {
            Trial.acquitsInMany(strategy, """
                    machine page 8
                    file F 8: warm
                    file G 8: cold
                    process A
                      b = anonymous 1 page, rw, filled
                      p = private F page 0, 1 page, rw
                    task T1 in A
                      write(G@0, p+0:8)
                    task T2 in A
                      store(p+0:1)
                      write(F@0, b+0:8)
                    """);
        }
    }

    /** Whoever drops a page that another task is about to give its own copy waits, and drops that. */
    @Test
    void aPageInTheMidstOfItsCopyIsDropped() {
        Trial.acquitsInMany(new BounceBuffer(), """
                machine page 4
                file F 4: warm
                process A
                  b = anonymous 1 page, rw, filled
                  p = private F page 0, 1 page, rw
                task T1 in A
                  madvise_dontneed(b page 0, 1 page)
                  load(b+0:4)
                  madvise_dontneed(p page 0, 1 page)
                  load(p+0:4)
                task T2 in A
                  load(b+0:4)
                  store(b+0:1)
                  load(p+0:4)
                  store(p+0:1)
                """);
    }

    /** A page may be cut off below a fork that is copying it, for a cut takes no lock of the process. */
    @Test
    void aPageIsCutOffWhileItIsCopiedForTheChild() {
        Trial.acquitsInMany(new Direct(), """
                machine page 4
                file F 4: warm
                file G 4: warm
                process A
                  p = private F page 0, 1 page, rw
                process B forked
                task T1 in A
                  store(p+0:4)
                  read(G@0, p+0:4)
                task T2 in A
                  load(p+0:1)
                  load(p+0:1)
                  fork(B)
                task T3 in B
                  load(p+0:4)
                task T4 in A
                  ftruncate(F, 0)
                """);
    }

    /** Translations are kept for every page, not for the first alone: there too they have to be shot down. */
    @Test
    void translationsOfAllPagesGrowStale() {
        for (String name : List.of("fork-without-shootdown", "flip-without-shootdown")) {
            Violation violation = Trial.accusation(exhibit(name), """
                    machine page 8
                    file F 0
                    process A
                      x = anonymous 3 pages, rw
                      a = anonymous 1 page, rw, filled
                    process B forked
                    task T1 in A
                      write(F@0, a+0:8)
                      read(F@0, a+0:8)
                      store(a+0:8)
                      fork(B)
                      store(a+0:8)
                    """);
            assertThat(violation.law()).isIn("tlb-coherence", "cow-isolation");
        }
    }
}
