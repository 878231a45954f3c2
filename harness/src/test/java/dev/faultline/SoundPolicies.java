package dev.faultline;

import dev.faultline.execution.UnderPolicy;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.Folios;
import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmFolio;
import dev.faultline.spi.vm.VmInode;
import dev.faultline.spi.vm.VmMapping;
import dev.faultline.spi.vm.VmPolicy;
import dev.faultline.strategy.FreeBsd;
import dev.faultline.strategy.Linux6;
import dev.faultline.strategy.PageFlip;
import java.util.List;
import java.util.function.Supplier;

/**
 * Policies that go about it otherwise than the reference and are right: most were some kernel's way once. None of them may be accused,
 * whatever the laws have got used to.
 */
final class SoundPolicies {
    private SoundPolicies() {}

    static List<Supplier<VmPolicy>> all() {
        return List.of(
                CopyUnlessExclusive::new,
                EagerFork::new,
                PrivateFromTheStart::new,
                FlushesOneByOne::new,
                WritesBackBeforeUnmapping::new,
                ReclaimsCleanPagesOnly::new,
                NeverAppends::new,
                TruncatesFromTheEnd::new);
    }

    /** Each with the strategy that uses the kernel least, the one that pins pages, and the one that makes snapshots. */
    static List<Supplier<CopyStrategy>> pairs() {
        List<Supplier<CopyStrategy>> partners = List.of(Linux6::new, FreeBsd::new, PageFlip::new);
        return all().stream()
                .flatMap(policy -> partners.stream()
                        .map(partner -> (Supplier<CopyStrategy>) () -> new UnderPolicy(policy.get(), partner.get())))
                .toList();
    }

    /** Keeps a frame only when its entry says that it is the page's alone (Linux 5.19, commit 6c287605fd56, without its count of references). */
    static final class CopyUnlessExclusive implements VmPolicy {
        @Override
        public String name() {
            return "copy-unless-exclusive";
        }

        @Override
        public boolean mayReuse(Vm vm, int page, int entry) {
            return Pte.isExclusive(entry);
        }
    }

    /** Copies every private frame for the child at once, as Unix did before there was copy on write. */
    static final class EagerFork implements VmPolicy {
        @Override
        public String name() {
            return "eager-fork";
        }

        @Override
        public boolean mustCopy(Vm vm, int entry) {
            return true;
        }
    }

    /** A page of a private mapping is the process's own from the first access on, so it never shows a later write to the file. */
    static final class PrivateFromTheStart implements VmPolicy {
        @Override
        public String name() {
            return "private-from-the-start";
        }

        @Override
        public int fault(Vm vm, int page, boolean store) {
            vm.mappings().enter(page);
            VmMapping mapping = vm.mappings().find(page);
            boolean own =
                    mapping != null && !mapping.isShared() && vm.mappings().allows(page, true);
            return VmPolicy.super.fault(vm, page, store || own);
        }
    }

    /** Flushes after each entry that it takes away, and batches nothing, as before Linux had {@code mmu_gather}. */
    static final class FlushesOneByOne implements VmPolicy {
        @Override
        public String name() {
            return "flushes-one-by-one";
        }

        @Override
        public void unmap(Vm vm, int page, int frame) {
            VmPolicy.super.unmap(vm, page, frame);
            vm.shootdown().flush();
        }

        @Override
        public void writeProtect(Vm vm, int page, int frame) {
            VmPolicy.super.writeProtect(vm, page, frame);
            vm.shootdown().flush();
        }
    }

    /** Reclaim writes a page back while it is still mapped, so that what it unmaps then is mostly clean. */
    static final class WritesBackBeforeUnmapping implements VmPolicy {
        @Override
        public String name() {
            return "writes-back-before-unmapping";
        }

        @Override
        public boolean evict(Vm vm, VmFolio folio) {
            if (folio.isDirty() && startWriteback(vm, folio)) {
                vm.folios().waitForDisk(folio);
            }
            return VmPolicy.super.evict(vm, folio);
        }
    }

    /** The reclaim that nobody waits for takes no page that is known to be dirty, and leaves it to writeback. */
    static final class ReclaimsCleanPagesOnly implements VmPolicy {
        @Override
        public String name() {
            return "reclaims-clean-pages-only";
        }

        @Override
        public boolean reclaim(Vm vm, VmInode inode, int index) {
            VmFolio folio = inode.folioAt(index);
            return (folio == null || !folio.isDirty()) && VmPolicy.super.reclaim(vm, inode, index);
        }
    }

    /** A pipe's page takes no second write, as before Linux 2.6.10. */
    static final class NeverAppends implements VmPolicy {
        @Override
        public String name() {
            return "never-appends";
        }

        @Override
        public boolean mayAppend(Vm vm, int flags) {
            return false;
        }
    }

    /** Truncation takes the folios out of the cache from the last one down. */
    static final class TruncatesFromTheEnd implements VmPolicy {
        @Override
        public String name() {
            return "truncates-from-the-end";
        }

        @Override
        public void removeFolios(Vm vm, VmInode inode, int firstIndex) {
            Folios folios = vm.folios();
            for (int index = inode.pagesMax() - 1; index >= firstIndex; index--) {
                VmFolio folio = inode.folioAt(index) == null ? null : folios.findLocked(inode, index);
                if (folio != null) {
                    folios.waitUntilWritten(folio);
                    folios.remove(folio);
                    folios.unlock(folio);
                    folios.put(folio);
                }
            }
        }
    }
}
