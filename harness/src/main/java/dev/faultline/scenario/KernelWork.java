package dev.faultline.scenario;

/** A kernel thread's work on one page of a file. */
public sealed interface KernelWork extends Operation {
    String file();

    int page();

    @Override
    default String fileName() {
        return file();
    }

    /** {@code reclaim(F page 0)}: a kernel thread tries to evict the folio. */
    record Reclaim(String file, int page) implements KernelWork {
        public Reclaim {
            Check.name(file, "file");
            Check.notNegative(page, "page of a reclaim");
            Check.atMost(Scenario.FILE_PAGES_MAX - 1, page, "page of a reclaim");
        }

        @Override
        public String toString() {
            return "reclaim(" + file + " page " + page + ")";
        }
    }

    /** {@code writeback(F page 0)}: a kernel thread writes the folio to the disk if it is dirty. */
    record WriteBack(String file, int page) implements KernelWork {
        public WriteBack {
            Check.name(file, "file");
            Check.notNegative(page, "page of a writeback");
            Check.atMost(Scenario.FILE_PAGES_MAX - 1, page, "page of a writeback");
        }

        @Override
        public String toString() {
            return "writeback(" + file + " page " + page + ")";
        }
    }
}
