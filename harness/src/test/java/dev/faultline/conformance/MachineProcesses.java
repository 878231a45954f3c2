package dev.faultline.conformance;

import dev.faultline.execution.Backend;
import dev.faultline.execution.Ending;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Observer;
import dev.faultline.execution.Program;
import dev.faultline.kernel.AddressSpace;
import dev.faultline.kernel.FileInode;
import dev.faultline.kernel.Machine;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.InTurn;
import dev.faultline.spi.CopyStrategy;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs programs of several processes on the machine, one operation after the other, the tasks in turn. */
final class MachineProcesses implements AutoCloseable {
    private final Execution execution;
    private final InTurn scheduler = new InTurn();

    MachineProcesses(CopyStrategy strategy) {
        execution = new Execution(strategy, Backend.best());
    }

    /** An operation, as the {@code index}-th of a task. */
    record Done(int task, int index) {}

    /**
     * What a run began with, did and came to.
     *
     * @param files bytes of each file at the start
     * @param memory bytes of each mapping that was filled at the start
     * @param order the operations that were made
     */
    record Run(Map<String, byte[]> files, Map<String, byte[]> memory, List<Done> order, Account account) {}

    Run run(Scenario scenario) {
        Watch watch = new Watch(scenario);
        Ending ending = execution.run(Program.of(scenario), scheduler, watch);
        if (!(ending instanceof Ending.Completed)) {
            throw new IllegalStateException("the machine did not complete " + scenario + ": " + ending);
        }
        return new Run(watch.files, watch.memory, watch.order, watch.account);
    }

    static String words(Scenario scenario, Done one) {
        return scenario.tasks().get(one.task()).name() + "'s "
                + scenario.tasks().get(one.task()).operations().get(one.index());
    }

    @Override
    public void close() {
        execution.close();
    }

    /** Writes down one run. */
    private static final class Watch implements Observer {
        private final Scenario scenario;
        private final Layout layout;
        private final Map<String, byte[]> files = new LinkedHashMap<>();
        private final Map<String, byte[]> memory = new HashMap<>();
        private final Map<String, AddressSpace> spaces = new HashMap<>();
        private final List<Done> order = new ArrayList<>();
        private final Account account = new Account();
        private final ByteArrayOutputStream loaded = new ByteArrayOutputStream();
        private @Nullable Machine machine;

        Watch(Scenario scenario) {
            this.scenario = scenario;
            layout = Layout.of(scenario);
        }

        @Override
        public void starts(Program program, Machine ready) {
            machine = ready;
            ready.files().forEach(file -> files.put(file.name(), bytes(ready, file)));
            for (ProcessSpec process : scenario.processes()) {
                if (!process.forked()) {
                    AddressSpace space = ready.spaces().get(spaces.size());
                    spaces.put(process.name(), space);
                    for (MappingSpec mapping : process.mappings()) {
                        if (mapping.filled()) {
                            memory.put(mapping.name(), filling(ready, space, mapping));
                        }
                    }
                }
            }
        }

        private byte[] filling(Machine ready, AddressSpace space, MappingSpec mapping) {
            byte[] bytes = new byte[mapping.pages() * Stretch.PAGE];
            int start = layout.address(mapping.name(), 0);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = Bytes.of(ready.userCell(space, start + i));
            }
            return bytes;
        }

        @Override
        public void operationBegins(int task, int index, int time) {
            order.add(new Done(task, index));
            loaded.reset();
        }

        @Override
        public void userLoad(int task, int space, int address, int cell) {
            loaded.write(Bytes.of(cell));
        }

        @Override
        public void operationEnds(int task, int index, int result, int time) {
            Operation operation = scenario.tasks().get(task).operations().get(index);
            String what = words(scenario, new Done(task, index));
            if (operation instanceof Operation.Fork fork && result > 0) {
                spaces.put(
                        fork.process(), Objects.requireNonNull(machine).spaces().get(result));
            }
            account.add(what, operation instanceof Operation.Fork ? Math.min(result, 0) : result);
            if (operation instanceof Operation.Load && result == 0) {
                account.add(what + " loaded", loaded.toByteArray());
            }
        }

        @Override
        public void atRest(int time) {
            Machine now = Objects.requireNonNull(machine);
            now.files().forEach(file -> account.add(file.name() + " at the end", bytes(now, file)));
            for (ProcessSpec process : scenario.processes()) {
                AddressSpace space = spaces.get(process.name());
                for (int page = 0; space != null && page < layout.pagesPerSpace(); page++) {
                    account.add(
                            "page " + page + " of " + process.name() + " at the end",
                            bytes(now, space, page * Stretch.PAGE));
                }
            }
        }

        private static byte[] bytes(Machine machine, FileInode file) {
            byte[] bytes = new byte[file.currentSize()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = Bytes.of(machine.fileCell(file, i));
            }
            return bytes;
        }

        /** A page, or nothing where a load would raise a signal. */
        private static byte[] bytes(Machine machine, AddressSpace space, int address) {
            byte[] bytes = new byte[machine.isMapped(space, address) ? Stretch.PAGE : 0];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = Bytes.of(machine.userCell(space, address + i));
            }
            return bytes;
        }
    }
}
