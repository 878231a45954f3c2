package dev.faultline.spi.vm;

import dev.faultline.hardware.Pte;

/**
 * A store that is forced into memory which its owner may only read, as a debugger's {@code PTRACE_POKEDATA} or a write
 * to {@code /proc/self/mem} does: Linux's {@code get_user_pages} with {@code FOLL_FORCE | FOLL_WRITE}. The page is
 * brought in, the copy on write is broken, and what the entry shows then is pinned, so that the kernel may store to the
 * frame without going through an entry that forbids it.
 *
 * <p>Each of these is a step of its own, and another task may take the copy away in between ({@code MADV_DONTNEED}). So
 * the entry is looked at again after each, and the question is always the same: does it lead to a frame that this page
 * may store to? A private page may when the entry is exclusive, whatever its protection; one that shows the cache's
 * frame never is. Linux until 4.8 dropped the wish to write from the question once the copy was made, and pinned what
 * the page showed by then: CVE-2016-5195, "Dirty COW", mended by commit 19be0eaffa3a.
 */
public interface ForcedAccess {
    /**
     * Pins the frame that a forced store to a page goes to. The mmap lock is held shared; the pin is dropped by who
     * asked for it.
     *
     * @return the frame, or one of {@link Signals}
     */
    default int pinToStore(Vm vm, int page) {
        Tables tables = vm.tables();
        vm.policy().unshareTable(vm, page);
        while (true) {
            tables.enter(page);
            int entry = tables.entry(page);
            if (mayStoreTo(vm, page, entry)) {
                tables.set(page, entry | Pte.DIRTY);
                return pin(vm, page, entry);
            }
            int result = bringToStore(vm, page);
            if (result < 0) {
                return result;
            }
        }
    }

    /** Whether an entry leads to a frame that a forced store may change; memory that may not even be read is not forced. */
    default boolean mayStoreTo(Vm vm, int page, int entry) {
        return Pte.isPresent(entry)
                && vm.mappings().allows(page, false)
                && (Pte.isWritable(entry) || Pte.isExclusive(entry));
    }

    /** Takes the reference and the pin, in the step in which the entry was looked at. */
    default int pin(Vm vm, int page, int entry) {
        vm.frames().pin(Pte.frame(entry));
        vm.reached(Branch.PAGE_FORCED);
        vm.note("pins, to force a store,", page);
        return Pte.frame(entry);
    }

    /**
     * Brings a page nearer to what a forced store needs: present, then a frame of its own.
     *
     * @return 0 when the entry is to be looked at again, or one of {@link Signals}
     */
    default int bringToStore(Vm vm, int page) {
        if (vm.mappings().allows(page, true)) {
            return vm.policy().fault(vm, page, true);
        }
        VmMapping mapping = vm.mappings().find(page);
        if (mapping == null || mapping.isShared() || !vm.mappings().allows(page, false)) {
            return Signals.SIGSEGV;
        }
        int entry = vm.tables().entry(page);
        if (!Pte.isPresent(entry)) {
            return vm.policy().fault(vm, page, false);
        }
        return vm.policy().breakPrivate(vm, page, entry) ? 0 : Signals.SIGBUS;
    }
}
