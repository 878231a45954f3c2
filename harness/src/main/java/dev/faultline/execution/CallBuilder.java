package dev.faultline.execution;

import dev.faultline.kernel.Vma;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.KernelWork;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import java.util.List;

/** Resolves the names in one operation. */
final class CallBuilder {
    private static final int[] NOTHING = {};

    private final Layout layout;

    final Call.Kind kind;
    int file = Call.NONE;
    int position;
    int[] addresses = NOTHING;
    int[] lengths = NOTHING;
    int mapping = Call.NONE;
    int page;
    int pages;
    int target = Call.NONE;
    int protection;
    int process = Call.NONE;
    boolean populate;
    boolean gift;
    int pipe = Call.NONE;
    int bytes;
    int source = Call.NONE;
    int sourcePosition;

    private CallBuilder(Layout layout, Operation operation) {
        this.layout = layout;
        String name = operation.fileName();
        if (name != null) {
            file = layout.scenario().fileNumber(name);
        }
        place(operation.buffers());
        kind = resolve(operation);
    }

    static Call build(Layout layout, Operation operation) {
        return new Call(new CallBuilder(layout, operation));
    }

    private Call.Kind resolve(Operation operation) {
        if (operation instanceof Operation.Transfer transfer) {
            position = transfer.position();
            return transfer instanceof Operation.Read ? Call.Kind.READ : Call.Kind.WRITE;
        } else if (operation instanceof Operation.RangeOperation range) {
            range(range.mapping(), range.page(), range.pages());
            if (range instanceof Mremap move) {
                mapping = layout.mappingNumber(move.name());
                target = layout.page(mapping);
                return Call.Kind.MREMAP;
            }
            return range instanceof Operation.Munmap ? Call.Kind.MUNMAP : Call.Kind.DONT_NEED;
        } else if (operation instanceof Operation.Access access) {
            return kind(access);
        } else if (operation instanceof KernelWork work) {
            position = work.page();
            return work instanceof KernelWork.Reclaim ? Call.Kind.RECLAIM : Call.Kind.WRITE_BACK;
        } else if (operation instanceof PipeOperation onPipe) {
            return pipe(onPipe);
        } else if (operation instanceof Operation.Mmap mmap) {
            return mmap(mmap);
        } else if (operation instanceof Operation.Mprotect mprotect) {
            range(
                    mprotect.mapping(),
                    0,
                    layout.mapping(layout.mappingNumber(mprotect.mapping())).pages());
            protection = protection(mprotect.readable(), mprotect.writable());
            return Call.Kind.MPROTECT;
        } else if (operation instanceof Operation.Truncate truncate) {
            position = truncate.size();
            return Call.Kind.TRUNCATE;
        } else if (operation instanceof Operation.Punch punch) {
            position = punch.position();
            lengths = new int[] {punch.length()};
            return Call.Kind.PUNCH;
        } else if (operation instanceof CopyFileRange copy) {
            source = layout.scenario().fileNumber(copy.from());
            sourcePosition = copy.fromPosition();
            position = copy.toPosition();
            lengths = new int[] {copy.length()};
            return Call.Kind.COPY_FILE_RANGE;
        } else if (operation instanceof Operation.Fork fork) {
            process = layout.scenario().processNumber(fork.process());
            return Call.Kind.FORK;
        } else if (operation instanceof Operation.Fsync) {
            return Call.Kind.FSYNC;
        }
        return Call.Kind.EXIT;
    }

    private static Call.Kind kind(Operation.Access access) {
        if (access instanceof Operation.Poke) {
            return Call.Kind.POKE;
        }
        return access instanceof Operation.Load ? Call.Kind.LOAD : Call.Kind.STORE;
    }

    private Call.Kind pipe(PipeOperation operation) {
        pipe = layout.scenario().pipeNumber(operation.pipe());
        bytes = operation.length();
        if (operation instanceof PipeOperation.Splice splice) {
            position = splice.position();
            return Call.Kind.SPLICE;
        } else if (operation instanceof PipeOperation.SpliceOut splice) {
            position = splice.position();
            lengths = new int[] {splice.length()};
            return Call.Kind.SPLICE_OUT;
        } else if (operation instanceof PipeOperation.Vmsplice lent) {
            gift = lent.gift();
            return Call.Kind.VMSPLICE;
        }
        return operation instanceof PipeOperation.PipeRead ? Call.Kind.PIPE_READ : Call.Kind.PIPE_WRITE;
    }

    private Call.Kind mmap(Operation.Mmap mmap) {
        MappingSpec spec = mmap.mapping();
        range(spec.name(), 0, spec.pages());
        position = spec.filePage();
        protection = protection(spec.readable(), spec.writable());
        populate = mmap.populate();
        return Call.Kind.MMAP;
    }

    private void place(List<Buffer> buffers) {
        addresses = new int[buffers.size()];
        lengths = new int[buffers.size()];
        for (int i = 0; i < addresses.length; i++) {
            Buffer buffer = buffers.get(i);
            addresses[i] = layout.address(buffer.mapping(), buffer.offset());
            lengths[i] = buffer.length();
        }
    }

    private void range(String name, int first, int count) {
        mapping = layout.mappingNumber(name);
        page = layout.page(mapping) + first;
        pages = count;
    }

    static int protection(boolean readable, boolean writable) {
        return (readable ? Vma.READ : 0) | (writable ? Vma.WRITE : 0);
    }
}
