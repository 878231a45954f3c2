package dev.faultline.scenario;

import java.util.ArrayList;
import java.util.List;

/** Smaller values for the numbers of an operation. */
final class Numbers {
    private Numbers() {}

    /** Some numbers from {@code least} to {@code value - 1}: the least, half way, the next; without repetition. */
    static List<Integer> below(int value, int least) {
        List<Integer> smaller = new ArrayList<>();
        if (value > least) {
            smaller.add(least);
            int half = least + (value - least) / 2;
            if (half > least) {
                smaller.add(half);
            }
            if (value - 1 > half) {
                smaller.add(value - 1);
            }
        }
        return smaller;
    }

    /** As {@link #below}, and the start of the page that the number lies in. */
    private static List<Integer> offsetsBelow(int value, int pageSize) {
        List<Integer> smaller = below(value, 0);
        int page = value / pageSize * pageSize;
        if (page < value && !smaller.contains(page)) {
            smaller.add(1, page);
        }
        return smaller;
    }

    static List<Operation> smaller(Operation operation, int pageSize) {
        List<Operation> smaller = new ArrayList<>();
        if (operation instanceof Operation.Transfer transfer) {
            ofTransfer(transfer, pageSize, smaller);
        } else if (operation instanceof Operation.Access access) {
            ofAccess(access, pageSize, smaller);
        } else if (operation instanceof PipeOperation.OfMemory pipe) {
            ofBuffer(pipe, pageSize, smaller);
            if (pipe instanceof PipeOperation.Vmsplice given && given.gift()) {
                smaller.add(new PipeOperation.Vmsplice(given.pipe(), given.buffer(), false));
            }
        } else if (operation instanceof PipeOperation.OfFile splice) {
            below(splice.length(), 1)
                    .forEach(length -> smaller.add(splice.with(splice.file(), splice.position(), length)));
            offsetsBelow(splice.position(), pageSize)
                    .forEach(position -> smaller.add(splice.with(splice.file(), position, splice.length())));
        } else if (operation instanceof Operation.RangeOperation range) {
            below(range.pages(), 1).forEach(pages -> smaller.add(range.with(range.page(), pages)));
            below(range.page(), 0).forEach(page -> smaller.add(range.with(page, range.pages())));
        } else if (operation instanceof Operation.Truncate truncate) {
            offsetsBelow(truncate.size(), pageSize)
                    .forEach(size -> smaller.add(new Operation.Truncate(truncate.file(), size)));
        } else if (operation instanceof Operation.Punch punch) {
            below(punch.length(), 1).forEach(length -> smaller.add(punch.with(punch.position(), length)));
            offsetsBelow(punch.position(), pageSize)
                    .forEach(position -> smaller.add(punch.with(position, punch.length())));
        } else if (operation instanceof CopyFileRange copy) {
            below(copy.length(), 1)
                    .forEach(length -> smaller.add(copy.with(copy.fromPosition(), copy.toPosition(), length)));
            offsetsBelow(copy.fromPosition(), pageSize)
                    .forEach(position -> smaller.add(copy.with(position, copy.toPosition(), copy.length())));
            offsetsBelow(copy.toPosition(), pageSize)
                    .forEach(position -> smaller.add(copy.with(copy.fromPosition(), position, copy.length())));
        } else if (operation instanceof Operation.Mmap mmap && mmap.populate()) {
            smaller.add(new Operation.Mmap(mmap.mapping(), false));
        } else if (operation instanceof KernelWork.Reclaim reclaim) {
            below(reclaim.page(), 0).forEach(page -> smaller.add(new KernelWork.Reclaim(reclaim.file(), page)));
        } else if (operation instanceof KernelWork.WriteBack work) {
            below(work.page(), 0).forEach(page -> smaller.add(new KernelWork.WriteBack(work.file(), page)));
        }
        return smaller;
    }

    private static void ofTransfer(Operation.Transfer transfer, int pageSize, List<Operation> smaller) {
        for (int i = 0; i < transfer.buffers().size(); i++) {
            Buffer buffer = transfer.buffers().get(i);
            for (int length : below(buffer.length(), 1)) {
                smaller.add(withBuffer(transfer, i, new Buffer(buffer.mapping(), buffer.offset(), length)));
            }
            for (int offset : offsetsBelow(buffer.offset(), pageSize)) {
                smaller.add(withBuffer(transfer, i, new Buffer(buffer.mapping(), offset, buffer.length())));
            }
        }
        for (int position : offsetsBelow(transfer.position(), pageSize)) {
            smaller.add(transfer.with(position, transfer.buffers()));
        }
        if (transfer.buffers().size() == 1) {
            moveTogether(transfer, pageSize, smaller);
        }
    }

    /** Position and offset by the same distance, which keeps their alignment to each other. */
    private static void moveTogether(Operation.Transfer transfer, int pageSize, List<Operation> smaller) {
        Buffer buffer = transfer.buffers().get(0);
        int most = Math.min(buffer.offset(), transfer.position());
        for (int left : offsetsBelow(most, pageSize)) {
            int by = most - left;
            Buffer moved = new Buffer(buffer.mapping(), buffer.offset() - by, buffer.length());
            smaller.add(transfer.with(transfer.position() - by, List.of(moved)));
        }
    }

    private static Operation withBuffer(Operation.Transfer transfer, int index, Buffer buffer) {
        List<Buffer> buffers = new ArrayList<>(transfer.buffers());
        buffers.set(index, buffer);
        return transfer.with(transfer.position(), buffers);
    }

    private static void ofBuffer(PipeOperation.OfMemory pipe, int pageSize, List<Operation> smaller) {
        Buffer buffer = pipe.buffer();
        below(buffer.length(), 1)
                .forEach(length -> smaller.add(pipe.on(new Buffer(buffer.mapping(), buffer.offset(), length))));
        offsetsBelow(buffer.offset(), pageSize)
                .forEach(offset -> smaller.add(pipe.on(new Buffer(buffer.mapping(), offset, buffer.length()))));
    }

    private static void ofAccess(Operation.Access access, int pageSize, List<Operation> smaller) {
        below(access.length(), 1).forEach(length -> smaller.add(access.with(access.offset(), length)));
        offsetsBelow(access.offset(), pageSize).forEach(offset -> smaller.add(access.with(offset, access.length())));
    }
}
