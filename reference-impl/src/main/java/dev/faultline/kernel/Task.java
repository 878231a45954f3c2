package dev.faultline.kernel;

import dev.faultline.hardware.Core;
import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import dev.faultline.hardware.Waitable;
import dev.faultline.spi.vm.Branch;
import dev.faultline.spi.vm.Vm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A task: where it runs, and what it holds inside the kernel. All that it holds must be zero again when it returns to
 * user mode.
 */
public final class Task {
    private final Machine machine;
    private final int number;
    private final KernelLock[] locks = new KernelLock[RESOURCES_MAX];
    private final int[] kmaps = new int[RESOURCES_MAX];
    private final TlbGather gather;
    private final StoreBuffer stores;
    private final KernelView view;
    private final DirectTransfer direct;
    private final Vm vm;
    private @Nullable AddressSpace space;
    private Core core;
    private int lockCount;
    private int kmapCount;
    private int references;
    private int buffers;
    private int heldPages;
    private int spares;
    private int sparesMax;
    private int faultsDisabled;
    private int preemptionDisabled;

    /** Most locks, and most sleeping kmaps, of one task. */
    private static final int RESOURCES_MAX = 64;

    Task(Machine machine, int number) {
        this.machine = machine;
        this.number = number;
        core = machine.core(0);
        gather = new TlbGather(machine, this);
        stores = new StoreBuffer(machine);
        view = new KernelView(machine, this);
        direct = new DirectTransfer(machine, this);
        vm = new VmView(machine, this);
    }

    void start(@Nullable AddressSpace space, Core core) {
        this.space = space;
        this.core = core;
        Arrays.fill(locks, null);
        lockCount = kmapCount =
                references = buffers = heldPages = spares = sparesMax = faultsDisabled = preemptionDisabled = 0;
        gather.reset();
        stores.reset();
        view.reset();
        direct.reset();
    }

    public int number() {
        return number;
    }

    int bit() {
        return 1 << number;
    }

    public Core cpu() {
        return core;
    }

    /** Its address space; null for a kernel thread. */
    public @Nullable AddressSpace space() {
        return space;
    }

    /** Its address space, which it must have. */
    AddressSpace user() {
        AddressSpace mine = space;
        if (mine == null) {
            throw new IllegalStateException("task " + number + " is a kernel thread and has no user memory");
        }
        return mine;
    }

    KernelView view() {
        return view;
    }

    /** The kernel for its own procedures, as this task runs them. */
    Vm vm() {
        return vm;
    }

    /** Its transfer past the page cache. */
    DirectTransfer direct() {
        return direct;
    }

    TlbGather gather() {
        return gather;
    }

    /** Stores that others may not see yet; always empty on a machine without weak memory. */
    StoreBuffer stores() {
        return stores;
    }

    /** Announces a step; returns when it may be taken. */
    void step(StepKind kind, int object) {
        machine.port().preempt(number, Step.of(kind, object));
    }

    /** Announces a step that can only wait while a condition does not hold. */
    void step(StepKind kind, int object, Waitable condition) {
        if (isAtomic()) {
            step(kind, object);
        } else {
            machine.port().preempt(number, Step.of(kind, object), condition);
        }
    }

    void await(Waitable waitable) {
        stores.drain();
        reached(Branch.WAITED);
        machine.port().await(number, waitable);
    }

    boolean isAtomic() {
        return preemptionDisabled > 0;
    }

    /** The check before everything that may sleep, whether or not it will. */
    void mightSleep(String what) {
        if (isAtomic()) {
            throw oops(Oops.Kind.SLEEP_IN_ATOMIC, what + " in atomic context");
        }
    }

    Oops oops(Oops.Kind kind, String what) {
        machine.trace().oops(number, kind, what);
        return new Oops(kind, what);
    }

    void reached(Branch branch) {
        machine.trace().reached(branch);
    }

    boolean recording() {
        return machine.trace().recording();
    }

    void note(String text) {
        machine.trace().note(number, text);
    }

    void note(String verb, Object object) {
        if (recording()) {
            note(verb + " " + object);
        }
    }

    void note(String verb, Object object, String rest) {
        if (recording()) {
            note(verb + " " + object + " " + rest);
        }
    }

    /** Announces that the next step asks for a lock. */
    void asks(int lock, boolean exclusive) {
        machine.port().asks(number, lock, exclusive);
    }

    void holds(KernelLock lock, boolean exclusive) {
        stores.drain();
        locks[lockCount++] = lock;
        machine.port().takes(number, lock.lock(), exclusive);
    }

    void drops(KernelLock lock) {
        stores.drain();
        int at = lockCount - 1;
        while (locks[at] != lock) {
            at--;
        }
        System.arraycopy(locks, at + 1, locks, at, lockCount - at - 1);
        lockCount--;
        machine.port().drops(number, lock.lock());
    }

    void addReference() {
        references++;
    }

    void dropReference() {
        references--;
    }

    void addBuffer() {
        buffers++;
    }

    void dropBuffer() {
        buffers--;
    }

    /** Begins a call that may have so many folios at a time that are in no cache yet. */
    void beginSpares(int max) {
        spares = 0;
        sparesMax = max;
    }

    boolean mayHaveAnotherSpare() {
        return spares < sparesMax;
    }

    void addSpare() {
        spares++;
    }

    void dropSpare() {
        spares--;
    }

    void addHeldPage() {
        heldPages++;
    }

    void dropHeldPage() {
        heldPages--;
    }

    void addKmap(int folio) {
        kmaps[kmapCount++] = folio;
    }

    boolean dropKmap(int folio) {
        for (int i = kmapCount - 1; i >= 0; i--) {
            if (kmaps[i] == folio) {
                kmaps[i] = kmaps[--kmapCount];
                return true;
            }
        }
        return false;
    }

    void changeFaultsDisabled(int by) {
        if (faultsDisabled + by < 0) {
            throw oops(Oops.Kind.UNBALANCED, "enables faults that are not disabled");
        }
        faultsDisabled += by;
        if (by > 0) {
            reached(Branch.ATOMIC_SECTION);
        }
    }

    void changePreemptionDisabled(int by) {
        if (preemptionDisabled + by < 0) {
            throw oops(Oops.Kind.UNBALANCED, "enables preemption that is not disabled");
        }
        preemptionDisabled += by;
        if (by > 0) {
            reached(Branch.ATOMIC_SECTION);
            core.disablePreemption();
        } else {
            core.enablePreemption();
        }
    }

    public int locksHeld() {
        return lockCount;
    }

    public int referencesHeld() {
        return references;
    }

    /** Sleeping and atomic kmaps together. */
    public int kmapsHeld() {
        return kmapCount + view.atomicKmaps();
    }

    public int faultsDisabled() {
        return faultsDisabled;
    }

    public int preemptionDisabled() {
        return preemptionDisabled;
    }

    public int buffersHeld() {
        return buffers;
    }

    public int pagesHeld() {
        return heldPages;
    }

    /** Whether the task holds nothing that must be back when it returns to user mode. */
    public boolean holdsNothing() {
        return (lockCount
                        | references
                        | kmapsHeld()
                        | faultsDisabled
                        | preemptionDisabled
                        | buffers
                        | heldPages
                        | gather.frames())
                == 0;
    }

    /** What the task holds, in words; empty when nothing. Of locks, the one taken last comes last. */
    public String holdings() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lockCount; i++) {
            append(text, locks[i].describe());
        }
        count(text, references, "folio reference");
        count(text, kmapsHeld(), "kmap");
        count(text, buffers, "kernel buffer");
        count(text, heldPages, "held page");
        count(text, gather.frames(), "frame of a cleared entry", "frames of cleared entries");
        count(text, faultsDisabled, "level of disabled faults", "levels of disabled faults");
        count(text, preemptionDisabled, "level of disabled preemption", "levels of disabled preemption");
        return text.toString();
    }

    /** The locks that the task holds, in words, first taken first; empty when none. */
    public String lockNames() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lockCount; i++) {
            append(text, locks[i].describe());
        }
        return text.toString();
    }

    private static void count(StringBuilder text, int count, String one) {
        count(text, count, one, one + "s");
    }

    private static void count(StringBuilder text, int count, String one, String many) {
        if (count > 0) {
            append(text, count + " " + (count == 1 ? one : many));
        }
    }

    private static void append(StringBuilder text, String item) {
        text.append(text.length() == 0 ? "" : ", ").append(item);
    }
}
