package dev.faultline.kernel;

import java.util.ArrayList;
import java.util.List;

/** The handles that a task's strategy holds during one call, made once and used again in the next call. */
final class Handles {
    private final Machine machine;
    private final Task task;
    private final List<FolioHandle> folios = new ArrayList<>();
    private final List<BufferHandle> buffers = new ArrayList<>();
    private final List<HeldHandle> pages = new ArrayList<>();
    private final List<InodeHandle> inodes = new ArrayList<>();
    private int foliosUsed;
    private int buffersUsed;
    private int pagesUsed;

    Handles(Machine machine, Task task) {
        this.machine = machine;
        this.task = task;
    }

    void reset() {
        foliosUsed = 0;
        buffersUsed = 0;
        pagesUsed = 0;
    }

    /** A handle that takes over one reference to the folio. */
    FolioHandle folio(CacheFolio folio) {
        if (foliosUsed == folios.size()) {
            folios.add(new FolioHandle(machine, task));
        }
        FolioHandle handle = folios.get(foliosUsed++);
        handle.start(folio);
        return handle;
    }

    BufferHandle buffer(int size) {
        if (buffersUsed == buffers.size()) {
            buffers.add(new BufferHandle(task));
        }
        BufferHandle handle = buffers.get(buffersUsed++);
        handle.start(size);
        return handle;
    }

    private HeldHandle nextPage() {
        if (pagesUsed == pages.size()) {
            pages.add(new HeldHandle(machine, task));
        }
        return pages.get(pagesUsed++);
    }

    /** A handle that takes over one reference and one pin of the frame. */
    HeldHandle page(int frame, int address, boolean forWriting) {
        HeldHandle handle = nextPage();
        handle.start(frame, address, forWriting);
        return handle;
    }

    /** The same of the frame at a position in what waits in a pipe. */
    HeldHandle page(UserVector at) {
        HeldHandle handle = nextPage();
        handle.start(at);
        return handle;
    }

    InodeHandle inode(FileInode file) {
        for (InodeHandle handle : inodes) {
            if (handle.file() == file) {
                return handle;
            }
        }
        InodeHandle handle = new InodeHandle(machine, task, file);
        inodes.add(handle);
        return handle;
    }
}
