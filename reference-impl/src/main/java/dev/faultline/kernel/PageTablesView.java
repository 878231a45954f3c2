package dev.faultline.kernel;

import dev.faultline.hardware.Pte;
import dev.faultline.hardware.StepKind;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.PageTables;

/** The calling task's page tables, for strategies that move pages. */
final class PageTablesView implements PageTables {
    private final Machine machine;
    private final Task task;

    PageTablesView(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    @Override
    public void lock() {
        task.user().mmapLock().lockExclusive(task);
    }

    @Override
    public void unlock() {
        task.user().mmapLock().unlockExclusive(task);
    }

    @Override
    public void lockShared() {
        task.user().mmapLock().lockShared(task);
    }

    @Override
    public void unlockShared() {
        task.user().mmapLock().unlockShared(task);
    }

    private void requireLocked(String verb) {
        if (!task.user().mmapLock().isHeldBy(task)) {
            throw task.oops(Oops.Kind.BAD_UNLOCK, verb + " the page tables without holding the mmap lock");
        }
    }

    private int page(IoVector at, String verb) {
        requireLocked(verb);
        if (!at.isUserMemory()) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " a page-table entry of memory that is the kernel's own");
        }
        if (at.address() % machine.pageSize() != 0) {
            throw task.oops(Oops.Kind.BAD_ARGUMENT, verb + " a page-table entry at unaligned address " + at.address());
        }
        return at.address() / machine.pageSize();
    }

    @Override
    public boolean isPrivateAnonymous(IoVector at) {
        if (!at.isUserMemory()) {
            return false;
        }
        int page = page(at, "looks at");
        task.step(StepKind.READ_VMA, task.user().number());
        Vma vma = task.user().vma(page);
        return vma != null && !vma.isFileBacked() && (task.user().protection(page) & Vma.WRITE) != 0;
    }

    @Override
    public boolean isMappingOf(IoVector at, Inode file) {
        requireLocked("looks at");
        if (!at.isUserMemory()) {
            return false;
        }
        task.step(StepKind.READ_VMA, task.user().number());
        Vma vma = task.user().vma(at.address() / machine.pageSize());
        return vma != null && vma.file() == ((InodeHandle) file).file();
    }

    private int entry(IoVector at) {
        int page = page(at, "looks at");
        task.step(StepKind.WALK, machine.geometry().page(task.user().number(), page));
        return task.user().pageTable().walk(page);
    }

    @Override
    public boolean isPresent(IoVector at, boolean forWriting) {
        if (!at.isUserMemory()) {
            return !forWriting;
        }
        int pte = entry(at);
        return Pte.isPresent(pte) && (!forWriting || Pte.isWritable(pte));
    }

    @Override
    public boolean isPinned(IoVector at) {
        if (!at.isUserMemory()) {
            return false;
        }
        int pte = entry(at);
        return Pte.isPresent(pte) && machine.memory().pins(Pte.frame(pte)) > 0;
    }

    @Override
    public void clear(IoVector at) {
        machine.procedures().reverseMap().zapOwn(task, task.user(), page(at, "clears"));
    }

    @Override
    public boolean mapCopyOnWrite(IoVector at, Folio handle) {
        int page = page(at, "installs");
        CacheFolio folio = ((FolioHandle) handle).held("maps");
        FolioIo.requireLocked(task, folio, "maps");
        AddressSpace space = task.user();
        ReverseMap reverseMap = machine.procedures().reverseMap();
        reverseMap.ownTable(task, space, page);
        reverseMap.enter(task, space, page);
        boolean pinned = machine.memory().pins(folio.frame()) > 0;
        if (pinned || Pte.isPresent(space.pageTable().get(page)) || space.vma(page) == null) {
            return false;
        }
        machine.memory().get(folio.frame());
        reverseMap.install(space, page, Pte.of(folio.frame(), Pte.ACCESSED));
        space.accessed(page, folio.frame(), true);
        for (int i = 0; i < machine.pageSize(); i++) {
            int cell = machine.memory().read(folio.frame(), i);
            machine.trace().userStore(task.number(), space.number(), at.address() + i, cell);
        }
        reverseMap.note(task, "maps the frame of " + folio + ", copy-on-write, as", space, page);
        return true;
    }

    @Override
    public void writeProtect(Folio handle) {
        CacheFolio folio = ((FolioHandle) handle).held("write-protects");
        machine.procedures().reverseMap().protect(task, folio);
    }

    @Override
    public void flush() {
        task.gather().flush();
    }

    @Override
    public void freeCleared() {
        task.gather().freeFrames();
    }
}
