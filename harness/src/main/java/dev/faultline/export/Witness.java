package dev.faultline.export;

import dev.faultline.execution.Forwarding;
import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.export.Story.Moment;
import dev.faultline.hardware.Cell;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.PipeOperation;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Watches one run and tells what user space saw of it; the laws watch too. */
final class Witness extends Forwarding {
    private static final String NEVER_RETURNS = "never returns";

    private final Scenario scenario;
    private final Layout layout;
    private final Values values = new Values();
    private final List<Moment> moments = new ArrayList<>();
    private final int[] latest;
    private final List<StringBuilder> loaded = new ArrayList<>();
    private final Integer[] over;
    private final Map<String, String> ends = new LinkedHashMap<>();
    private final Map<String, List<Integer>> disks = new LinkedHashMap<>();
    private final Map<String, List<Integer>> files = new LinkedHashMap<>();
    private final Map<String, List<Integer>> fills = new LinkedHashMap<>();
    private @Nullable Machine machine;

    Witness(Scenario scenario, Observer laws) {
        super(laws);
        this.scenario = scenario;
        layout = Layout.of(scenario);
        int tasks = scenario.tasks().size();
        latest = new int[tasks];
        over = new Integer[tasks];
        for (int i = 0; i < tasks; i++) {
            over[i] = 0;
            loaded.add(new StringBuilder());
        }
    }

    Story story() {
        return new Story(scenario, moments, ends, disks, files, fills, values);
    }

    @Override
    public void starts(Program program, Machine ready) {
        machine = ready;
        for (FileInode file : ready.files()) {
            List<Integer> disk = new ArrayList<>();
            List<Integer> bytes = new ArrayList<>();
            for (int i = 0; i < file.currentSize(); i++) {
                disk.add(values.of(file.diskCell(i)));
            }
            for (int i = 0; i < file.currentSize(); i++) {
                bytes.add(values.of(ready.fileCell(file, i)));
            }
            disks.put(file.name(), disk);
            files.put(file.name(), bytes);
        }
        int space = 0;
        for (var process : scenario.processes()) {
            if (!process.forked()) {
                AddressSpace its = ready.spaces().get(space++);
                process.mappings().stream()
                        .filter(MappingSpec::filled)
                        .forEach(mapping -> fills.put(mapping.name(), filled(ready, its, mapping)));
            }
        }
        nameStores();
        super.starts(program, ready);
    }

    private List<Integer> filled(Machine ready, AddressSpace space, MappingSpec mapping) {
        List<Integer> bytes = new ArrayList<>();
        int start = layout.address(mapping.name(), 0);
        for (int i = 0; i < mapping.pages() * scenario.pageSize(); i++) {
            bytes.add(values.of(ready.userCell(space, start + i)));
        }
        return bytes;
    }

    /** Gives the stores their values in the order of the text. */
    private void nameStores() {
        for (int task = 0; task < scenario.tasks().size(); task++) {
            TaskSpec spec = scenario.tasks().get(task);
            for (int index = 0; index < spec.operations().size(); index++) {
                Operation operation = spec.operations().get(index);
                if (operation instanceof Operation.Store || operation instanceof Operation.Poke) {
                    for (int i = 0; i < ((Operation.Access) operation).length(); i++) {
                        values.of(Cell.of(Cell.Origin.STORE, task, index, i));
                    }
                }
            }
        }
    }

    @Override
    public void operationBegins(int task, int index, int time) {
        latest[task] = moments.size();
        loaded.get(task).setLength(0);
        moments.add(new Moment(task, index, List.of(over.clone()), NEVER_RETURNS));
        super.operationBegins(task, index, time);
    }

    @Override
    public void userLoad(int task, int space, int address, int cell) {
        if (task < scenario.tasks().size()) {
            loaded.get(task).append(' ').append(values.text(cell));
        }
        super.userLoad(task, space, address, cell);
    }

    @Override
    public void operationEnds(int task, int index, int result, int time) {
        over[task]++;
        Moment begun = moments.get(latest[task]);
        moments.set(latest[task], new Moment(task, index, begun.over(), came(task, index, result)));
        super.operationEnds(task, index, result, time);
    }

    private String came(int task, int index, int result) {
        Operation operation = scenario.tasks().get(task).operations().get(index);
        if (result < 0) {
            boolean signal = result == Signals.SIGSEGV || result == Signals.SIGBUS;
            return signal ? Signals.name(result) : Errno.name(result);
        }
        if (operation instanceof Operation.Load) {
            return "ok:" + loaded.get(task);
        }
        if (operation instanceof Operation.Read || operation instanceof PipeOperation.PipeRead) {
            return result + (result > 0 ? ":" + found(task, operation, result) : "");
        }
        return CCalls.counts(operation) ? Integer.toString(result) : "ok";
    }

    /** What is in the buffers of a read, as far as it read. */
    private String found(int task, Operation read, int result) {
        Machine now = Objects.requireNonNull(machine);
        AddressSpace space = now.task(task).space();
        StringBuilder text = new StringBuilder();
        int left = result;
        for (Buffer buffer : read.buffers()) {
            int start = layout.address(buffer.mapping(), buffer.offset());
            for (int i = 0; i < buffer.length() && left > 0; i++, left--) {
                boolean mapped = space != null && now.isMapped(space, start + i);
                text.append(' ').append(mapped && space != null ? values.text(now.userCell(space, start + i)) : "..");
            }
        }
        return text.toString();
    }

    @Override
    public void atRest(int time) {
        Machine now = Objects.requireNonNull(machine);
        for (FileInode file : now.files()) {
            StringBuilder text = new StringBuilder(file.currentSize() + ":");
            for (int i = 0; i < file.currentSize(); i++) {
                text.append(' ').append(values.text(now.fileCell(file, i)));
            }
            ends.put(file.name(), text.toString());
        }
        super.atRest(time);
    }
}
