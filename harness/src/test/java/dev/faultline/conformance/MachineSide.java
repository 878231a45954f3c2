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
import dev.faultline.scenario.Scenario;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.spi.CopyStrategy;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a program of one task on the machine. */
final class MachineSide implements AutoCloseable {
    private final Execution execution;
    private final RandomWalk scheduler = new RandomWalk(1);

    MachineSide(CopyStrategy strategy) {
        execution = new Execution(strategy, Backend.best());
    }

    /**
     * What a run began with and came to.
     *
     * @param files bytes of each file at the start
     * @param memory bytes of each mapping of anonymous memory at the start
     */
    record Run(Map<String, byte[]> files, Map<String, byte[]> memory, Account account) {}

    Run run(Scenario scenario) {
        Watch watch = new Watch(scenario);
        Ending ending = execution.run(Program.of(scenario), scheduler, watch);
        if (!(ending instanceof Ending.Completed)) {
            throw new IllegalStateException("the machine did not complete " + scenario + ": " + ending);
        }
        return new Run(watch.files, watch.memory, watch.account);
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
        private final Map<String, byte[]> memory = new LinkedHashMap<>();
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
            for (MappingSpec mapping : scenario.processes().get(0).mappings()) {
                if (mapping.file() == null && mapping.readable()) {
                    memory.put(mapping.name(), bytes(ready, mapping));
                }
            }
        }

        @Override
        public void operationBegins(int task, int index, int time) {
            loaded.reset();
        }

        @Override
        public void userLoad(int task, int space, int address, int cell) {
            loaded.write(Bytes.of(cell));
        }

        @Override
        public void operationEnds(int task, int index, int result, int time) {
            Operation operation = scenario.tasks().get(0).operations().get(index);
            account.add(operation.toString(), result);
            if (operation instanceof Operation.Load && result == 0) {
                account.add(operation + " loaded", loaded.toByteArray());
            }
        }

        @Override
        public void atRest(int time) {
            Machine now = Objects.requireNonNull(machine);
            now.files().forEach(file -> account.add(file.name() + " at the end", bytes(now, file)));
            for (int i = 0; i < layout.mappings(); i++) {
                MappingSpec mapping = layout.mapping(i);
                if (mapping.readable()) {
                    account.add(mapping.name() + " at the end", bytes(now, mapping));
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

        /** The accessible pages of a mapping, one after the other. */
        private byte[] bytes(Machine machine, MappingSpec mapping) {
            AddressSpace space = machine.spaces().get(0);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int start = layout.address(mapping.name(), 0);
            for (int page = 0; page < mapping.pages(); page++) {
                int address = start + page * Hosted.PAGE;
                if (machine.isMapped(space, address)) {
                    for (int i = 0; i < Hosted.PAGE; i++) {
                        bytes.write(Bytes.of(machine.userCell(space, address + i)));
                    }
                }
            }
            return bytes.toByteArray();
        }
    }
}
