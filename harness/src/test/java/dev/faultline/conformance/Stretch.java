package dev.faultline.conformance;

import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.Operation;
import java.util.List;

/**
 * From small pages to those of the host: what lay in one page, or on one boundary, or at the end of a file, still does, and what did not
 * lie on a boundary of a page lies at an odd place.
 */
record Stretch(int pageSize) {
    static final int PAGE = 4096;

    int of(int offset) {
        int within = offset % pageSize;
        int step = PAGE / pageSize;
        return offset / pageSize * PAGE + (within == 0 ? 0 : within * step + within * 37 % step - step / 2);
    }

    Buffer of(Buffer buffer) {
        int start = of(buffer.offset());
        return new Buffer(buffer.mapping(), start, of(buffer.offset() + buffer.length()) - start);
    }

    List<Buffer> of(List<Buffer> buffers) {
        return buffers.stream().map(this::of).toList();
    }

    Operation of(Operation operation) {
        if (operation instanceof Operation.Transfer transfer) {
            return transfer.with(of(transfer.position()), of(transfer.buffers()));
        }
        if (operation instanceof Operation.Access access) {
            Buffer buffer = of(new Buffer(access.mapping(), access.offset(), access.length()));
            return access.with(buffer.offset(), buffer.length());
        }
        if (operation instanceof Operation.Punch punch) {
            int start = of(punch.position());
            return punch.with(start, of(punch.end()) - start);
        }
        if (operation instanceof CopyFileRange copy) {
            int start = of(copy.fromPosition());
            return copy.with(start, of(copy.toPosition()), of(copy.fromPosition() + copy.length()) - start);
        }
        return operation instanceof Operation.Truncate truncate
                ? new Operation.Truncate(truncate.file(), of(truncate.size()))
                : operation;
    }
}
