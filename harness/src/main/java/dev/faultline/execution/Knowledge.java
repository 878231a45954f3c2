package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;

/**
 * What programs can learn from when an operation begins and ends. The laws compare the times of calls with those of accesses to the bytes that the calls name, so the
 * step in which a call begins or ends may not change places with such an access, though the machine would not know the difference. Calls on one file
 * or page end in an order that matters too, for what a later one finds settled.
 */
final class Knowledge {
    private final Program program;

    Knowledge(Program program) {
        this.program = program;
    }

    /** Records the end of an operation. */
    void touchAtEnd(Footprint footprint, int task, int index) {
        footprint.reads(Footprint.TIME);
        Call call = program.call(task, index);
        if (call.file() >= 0) {
            footprint.writes(Footprint.result(call.file()));
        }
        touchBytes(footprint, task, index);
    }

    /** Records the beginning of an operation. */
    void touchAtBeginning(Footprint footprint, int task, int index) {
        footprint.adds(Footprint.TIME);
        touchBytes(footprint, task, index);
    }

    private void touchBytes(Footprint footprint, int task, int index) {
        Call call = program.call(task, index);
        if (call.kind() == Call.Kind.LOAD || call.kind() == Call.Kind.STORE) {
            return;
        }
        if (call.pipe() >= 0 || call.source() >= 0) {
            footprint.writesEverything();
        }
        if (call.file() >= 0) {
            footprint.adds(Footprint.history(call.file()));
        }
        int process = program.processOf(task);
        for (int segment = 0; segment < call.segments(); segment++) {
            int pageSize = program.geometry().pageSize();
            int from = call.address(segment) / pageSize;
            int to = (call.address(segment) + Math.max(1, call.length(segment)) - 1) / pageSize;
            touchPages(footprint, process, from, to - from + 1);
        }
        if (call.kind() == Call.Kind.EXIT || call.kind() == Call.Kind.FORK) {
            touchPages(footprint, process, 0, program.geometry().pagesPerSpace());
        } else if (call.segments() == 0 && call.pages() > 0) {
            touchPages(footprint, process, call.page(), call.pages());
            if (call.target() >= 0) {
                touchPages(footprint, process, call.target(), call.pages());
            }
        }
    }

    /** The pages of all processes at this place: which space a forked process gets is known only as it runs. */
    private void touchPages(Footprint footprint, int process, int first, int pages) {
        Layout layout = program.layout();
        for (int page = first; page < first + pages && page < program.geometry().pagesPerSpace(); page++) {
            int home = process < 0 ? page : layout.home(process, page);
            for (int space = 0; space < program.geometry().spaces(); space++) {
                footprint.adds(Footprint.user(program.geometry().page(space, home)));
            }
            MappingSpec mapping = process < 0 ? null : layout.mappingAt(process, page);
            int file = mapping == null ? -1 : layout.fileOf(layout.mappingNumber(mapping.name()));
            if (file >= 0) {
                footprint.adds(Footprint.history(file));
            }
        }
    }
}
