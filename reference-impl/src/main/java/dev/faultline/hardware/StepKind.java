package dev.faultline.hardware;

/** The vocabulary of steps: what a task is about to do, and to which kind of object. */
public enum StepKind {
    BEGIN_OPERATION(Subject.TASK, true),
    END_OPERATION(Subject.TASK, true),
    YIELD(Subject.TASK, false),
    LOCK_FOLIO(Subject.FOLIO, true),
    TRY_LOCK_FOLIO(Subject.FOLIO, true),
    UNLOCK_FOLIO(Subject.FOLIO, true),
    WAIT_FOLIO(Subject.FOLIO, false),
    READ_FLAGS(Subject.FOLIO, false),
    WRITE_FLAGS(Subject.FOLIO, true),
    REFERENCE_FOLIO(Subject.FOLIO, true),
    SLEEP(Subject.FOLIO, true),
    WAKE(Subject.FOLIO, true),
    KMAP(Subject.TASK, true),
    LOOK_UP(Subject.CACHE_SLOT, false),
    INSERT(Subject.CACHE_SLOT, true),
    REMOVE(Subject.CACHE_SLOT, true),
    ALLOCATE(Subject.FRAME, true),
    FREE(Subject.FRAME, true),
    COPY(Subject.FRAME, true),
    ZERO(Subject.FRAME, true),
    LOAD(Subject.PAGE, false),
    STORE(Subject.PAGE, true),
    WALK(Subject.PAGE, false),
    CHANGE_PTE(Subject.PAGE, true),
    FLUSH_TLB(Subject.CPU, true),
    LOCK_SPACE(Subject.SPACE, true),
    UNLOCK_SPACE(Subject.SPACE, true),
    READ_VMA(Subject.SPACE, false),
    CHANGE_VMA(Subject.SPACE, true),
    LOCK_INODE(Subject.INODE, true),
    UNLOCK_INODE(Subject.INODE, true),
    READ_SIZE(Subject.INODE, false),
    WRITE_SIZE(Subject.INODE, true),
    SUBMIT_IO(Subject.FOLIO, true),
    DISK_IO(Subject.FOLIO, true),
    MAP_BLOCK(Subject.CACHE_SLOT, true),
    LOCK_PIPE(Subject.PIPE, true),
    CHECK_SIGNAL(Subject.TASK, true);

    /** What a step's object number counts. */
    public enum Subject {
        TASK,
        CPU,
        FRAME,
        FOLIO,
        CACHE_SLOT,
        PAGE,
        SPACE,
        INODE,
        PIPE
    }

    private final Subject subject;
    private final boolean writes;

    StepKind(Subject subject, boolean writes) {
        this.subject = subject;
        this.writes = writes;
    }

    public Subject subject() {
        return subject;
    }

    /** Whether the step may change its object. */
    public boolean writes() {
        return writes;
    }
}
