package dev.faultline.gallery;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.VmPolicy;
import java.util.List;

/**
 * The catalogue of flawed strategies, and then of flawed VM policies, in a fixed order: strategies by kind of bug, and
 * within it from plain to rare; policies by row.
 *
 * <p>Rows are those of the project's list of real bugs; docs/gallery.md says which are not here.
 */
public final class Gallery {
    private static final List<Exhibit> EXHIBITS = List.of(
            deadlock(1, new Linux24(), "locks the folio, then copies with faults"),
            deadlock(7, new PrefaultOnly(), "touches the source, locks, then copies with faults"),
            deadlock(7, new Linux253x(), "completes a failed atomic copy with the folio still locked"),
            deadlock(8, new PrefaultFirstPageOnly(), "touches the first of two source pages"),
            deadlock(10, new PrefaultFirstSegmentOnly(), "touches the first of several segments"),
            deadlock(2, new OwnMappingsGuarded(), "looks out for its own file only"),
            deadlock(3, new MmapLockInsideFolioLock(), "takes the mmap lock inside a folio lock"),
            deadlock(11, new NextFaultInUnderLock(), "faults in the next source with a folio locked"),
            deadlock(12, new MmapWriteLockOverCopy(), "holds a lock over a fault that takes it"),
            deadlock(0, new UptodateLockedOverCopy(), "faults under the lock of an uptodate folio"),
            deadlock(13, new MmapLockOverCopy(), "takes a fair lock shared twice"),
            deadlock(0, new LostWakeUp(), "tests, then sleeps"),
            deadlock(0, new TwoFoliosUnordered(), "locks the folios of two files in no order"),
            exhibit(19, new RetryWithoutFaultIn(), "livelock", "tries the atomic copy again and changes nothing"),
            exhibit(20, new RetryWholeRequest(), "livelock", "tries the whole again where only a part can be had"),
            exhibit(23, new ProbeCoarserThanCopy(), "livelock", "probes pages where bytes are protected"),
            exhibit(24, new FaultInUndone(), "livelock", "takes away the page that it has just faulted in"),
            exhibit(
                    15,
                    new FaultingCopyInAtomicContext(),
                    "sleep-in-atomic",
                    "copies with faults under an atomic kmap"),
            exhibit(27, new ShortCopyCommitsAll(), "exposure", "commits the gap behind a short copy"),
            exhibit(32, new UptodateBeforeCopy(), "exposure", "marks a folio uptodate before it is written"),
            exhibit(33, new UptodateUnordered(), "exposure", "lets the flag be seen before the bytes"),
            exhibit(34, new ReadsWithoutAsking(), "exposure", "reads a folio that is not uptodate"),
            exhibit(35, new ReadErrorIgnored(), "exposure", "commits around a read that failed"),
            exhibit(29, new ShortCopyZeroesGap(), "byte-rule", "zeroes the gap behind a short copy"),
            exhibit(31, new EfaultCommitsAll(), "byte-rule", "commits zeros and says EFAULT"),
            exhibit(36, new DestructivePrefault(), "byte-rule", "stores zeros to make the buffer writable"),
            exhibit(38, new SizeBeforeData(), "byte-rule", "raises the size before the bytes are there"),
            exhibit(44, new FolioFoundBeforeLock(), "byte-rule", "writes to a folio that has left the cache"),
            exhibit(47, new HoleRemembered(), "byte-rule", "zeroes around its bytes in what was a hole before"),
            exhibit(73, new CacheLeftStale(), "byte-rule", "lets a page in while it is written past the cache"),
            exhibit(0, new CopiedFromDisk(), "byte-rule", "copies from file to file what the disk has"),
            exhibit(0, new ShortTransferCountedWhole(), "byte-rule", "counts a page that was moved in part as whole"),
            exhibit(43, new PagePromisedUnlocked(), "torn-read", "promises whole pages and locks none"),
            exhibit(71, new CallPromisedPageLocked(), "torn-read", "promises whole calls and locks a page at a time"),
            exhibit(49, new EfaultInsteadOfShortCount(), "result", "says EFAULT after bytes were moved"),
            exhibit(0, new EintrInsteadOfShortCount(), "byte-rule", "says EINTR after bytes were moved"),
            exhibit(0, new EmptyCommitExtends(), "byte-rule", "raises the size though nothing was copied"),
            exhibit(64, new FlipWithoutWriteProtect(), "cow-isolation", "leaves other mappings of a snapshot writable"),
            exhibit(65, new FlipWithoutCacheCopy(), "cow-isolation", "lets the cache change a snapshot"),
            exhibit(66, new FlipWithoutShootdown(), "tlb-coherence", "frees a frame that other CPUs still map"),
            exhibit(17, new KmapKeptOnError(), "leak", "keeps a kmap on the error path"),
            exhibit(17, new FolioKeptOnError(), "leak", "keeps a locked folio on the error path"),
            exhibit(0, new FolioUsedAfterPut(), "misuse", "uses a folio after dropping its reference"),
            Exhibit.of(
                    6,
                    new FaultWaitsForLock(),
                    "uptodate-locked-over-copy",
                    "deadlock",
                    "waits for an uptodate folio's lock"),
            policy(25, new FaultTriesAgain(), "livelock", "takes a read error for a race"),
            policy(26, new NewestEvictedFirst(), "livelock", "evicts the page that was used last"),
            policy(34, new FaultWithoutUptodate(), "exposure", "maps a folio that is not uptodate"),
            policy(41, new WritebackZeroesTail(), "byte-rule", "zeroes the tail by a stale size"),
            policy(42, new TailNotZeroed(), "byte-rule", "leaves what lies behind the new end"),
            policy(45, new FaultWithoutRecheck(), "structure", "maps a folio that has left the cache"),
            policy(51, new DirtyBitDropped(), "structure", "forgets the dirty bit of an entry"),
            policy(52, new DirtyTestedBeforeClear(), "byte-rule", "tests the dirty bit, then clears the entry"),
            policy(56, new ReclaimFlushesLate(), "tlb-coherence", "frees a frame, then flushes"),
            policy(0, new MremapFlushesLate(), "tlb-coherence", "moves an entry, then flushes its old place"),
            policy(57, new ForkWithoutShootdown(), "cow-isolation", "leaves the parent's TLBs writable"),
            policy(58, new NoEarlyCowBreak(), "cow-isolation", "lets a private store into the cache's frame"),
            policy(59, new WriteWishDropped(), "exposure", "forgets, once it has copied, that it wants to write"),
            policy(0, new SharedTableInPlace(), "cow-isolation", "changes a shared lower table in place"),
            policy(0, new TableSharedWithoutFlush(), "tlb-coherence", "leaves TLBs writable above a shared table"),
            policy(62, new PipeFlagsKept(), "byte-rule", "lets a write into a pipe reach the cache"),
            policy(0, new GiftTakenWhileMapped(), "cow-isolation", "moves a page that its giver still maps"),
            Exhibit.of(61, new ForkSharesPinned(), "freebsd", "cow-isolation", "shares a pinned page with the child"),
            Exhibit.of(
                    69, new ForkSharesSnapshot(), "page-flip", "exposure", "lets a child store to the cache's frame"),
            Exhibit.of(
                    69, new ReclaimFreesSnapshot(), "page-flip", "tlb-coherence", "frees a frame that a buffer shows"));

    private Gallery() {}

    /** All exhibits, always in the same order. */
    public static List<Exhibit> exhibits() {
        return EXHIBITS;
    }

    private static Exhibit deadlock(int row, CopyStrategy strategy, String bug) {
        return exhibit(row, strategy, "deadlock", bug);
    }

    private static Exhibit policy(int row, VmPolicy policy, String law, String bug) {
        return Exhibit.of(row, policy, "linux-6", law, bug);
    }

    private static Exhibit exhibit(int row, CopyStrategy strategy, String law, String bug) {
        return Exhibit.of(row, strategy, law, bug);
    }
}
