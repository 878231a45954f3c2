package dev.faultline.conformance;

import dev.faultline.hardware.Cell;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.CopyFileRange;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.Mremap;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.ProcessSpec;
import dev.faultline.scenario.Scenario;
import dev.faultline.spi.Errno;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs programs of several processes on the host, one operation after the other, by a helper in C ({@code processes.c}). */
final class HostProcesses implements AutoCloseable {
    private enum Command {
        OPEN,
        MAP,
        READ,
        WRITE,
        LOAD,
        STORE,
        POKE,
        UNMAP,
        PROTECT,
        DONTNEED,
        TRUNCATE,
        PUNCH,
        SYNC,
        FORK,
        CONTENTS,
        START,
        MOVE,
        COPY
    }

    private static final byte[] NO_BYTES = {};
    private static final int ENDS_PROGRAM = -1;
    private static final Map<Integer, Integer> ERRORS =
            Map.of(-14, Errno.EFAULT, -5, Errno.EIO, -22, Errno.EINVAL, -12, Errno.ENOMEM, -28, Errno.ENOSPC);

    private final Process helper;
    private final OutputStream to;
    private final DataInputStream from;

    /** What the helper says. */
    private record Answer(int result, byte[] bytes) {}

    HostProcesses(Path program) throws IOException {
        helper = new ProcessBuilder(program.toString())
                .directory(program.getParent().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = helper.getOutputStream();
        from = new DataInputStream(helper.getInputStream());
    }

    /** Makes the operations in the order in which the machine did. */
    Account run(Scenario scenario, MachineProcesses.Run done) throws IOException {
        Layout layout = Layout.of(scenario);
        for (int number = 0; number < scenario.files().size(); number++) {
            FileSpec file = scenario.files().get(number);
            send(
                    0,
                    Command.OPEN,
                    new int[] {number},
                    Objects.requireNonNull(done.files().get(file.name())));
        }
        Map<String, Boolean> alive = new HashMap<>();
        for (int process = 0; process < scenario.processes().size(); process++) {
            ProcessSpec spec = scenario.processes().get(process);
            if (!spec.forked()) {
                send(process, Command.START, new int[0], NO_BYTES);
                alive.put(spec.name(), true);
                for (MappingSpec mapping : spec.mappings()) {
                    map(scenario, layout, process, mapping, false, done.memory().get(mapping.name()));
                }
            }
        }
        Account account = new Account();
        for (MachineProcesses.Done one : done.order()) {
            Operation operation = scenario.tasks().get(one.task()).operations().get(one.index());
            perform(scenario, layout, one, operation, account);
            if (operation instanceof Operation.Fork fork) {
                alive.put(fork.process(), true);
            }
        }
        tellTheEnd(scenario, layout, alive, account);
        to.write(message(ENDS_PROGRAM, 0));
        return account;
    }

    private void tellTheEnd(Scenario scenario, Layout layout, Map<String, Boolean> alive, Account account)
            throws IOException {
        for (int number = 0; number < scenario.files().size(); number++) {
            account.add(
                    scenario.files().get(number).name() + " at the end",
                    ask(0, Command.CONTENTS, number).bytes());
        }
        for (int process = 0; process < scenario.processes().size(); process++) {
            String name = scenario.processes().get(process).name();
            for (int page = 0; alive.containsKey(name) && page < layout.pagesPerSpace(); page++) {
                Answer answer = ask(process, Command.LOAD, page * Stretch.PAGE, Stretch.PAGE);
                account.add("page " + page + " of " + name + " at the end", answer.bytes());
            }
        }
    }

    private void perform(
            Scenario scenario, Layout layout, MachineProcesses.Done one, Operation operation, Account account)
            throws IOException {
        int process = layout.processOfTask(one.task());
        String what = MachineProcesses.words(scenario, one);
        if (operation instanceof Operation.Transfer transfer) {
            account.add(what, transferred(scenario, layout, process, transfer));
        } else if (operation instanceof Operation.Load load) {
            Answer answer = ask(process, Command.LOAD, layout.address(load.mapping(), load.offset()), load.length());
            account.add(what, answer.result());
            if (answer.result() == 0) {
                account.add(what + " loaded", answer.bytes());
            }
        } else if (operation instanceof Operation.Access access) {
            Command command = access instanceof Operation.Poke ? Command.POKE : Command.STORE;
            int[] address = {layout.address(access.mapping(), access.offset())};
            account.add(what, answered(process, command, address, stored(one, access)));
        } else if (operation instanceof Operation.Mmap mmap) {
            account.add(what, map(scenario, layout, process, mmap.mapping(), mmap.populate(), null));
        } else if (operation instanceof Operation.Fork fork) {
            account.add(
                    what,
                    ask(process, Command.FORK, scenario.processNumber(fork.process()))
                            .result());
        } else {
            account.add(what, other(scenario, layout, process, operation));
        }
    }

    private int other(Scenario scenario, Layout layout, int process, Operation operation) throws IOException {
        if (operation instanceof Operation.Munmap munmap) {
            return result(process, Command.UNMAP, layout.page(munmap.mapping()) + munmap.page(), munmap.pages());
        }
        if (operation instanceof Mremap move) {
            int from = layout.page(move.mapping()) + move.page();
            return result(process, Command.MOVE, from, move.pages(), layout.page(move.name()));
        }
        if (operation instanceof Operation.DontNeed drop) {
            return result(process, Command.DONTNEED, layout.page(drop.mapping()) + drop.page(), drop.pages());
        }
        if (operation instanceof Operation.Mprotect mprotect) {
            int pages = layout.mapping(layout.mappingNumber(mprotect.mapping())).pages();
            int flags = protection(mprotect.readable(), mprotect.writable());
            return result(process, Command.PROTECT, layout.page(mprotect.mapping()), pages, flags);
        }
        int file = scenario.fileNumber(Objects.requireNonNull(operation.fileName(), operation.toString()));
        if (operation instanceof Operation.Truncate truncate) {
            return result(process, Command.TRUNCATE, file, truncate.size());
        }
        if (operation instanceof Operation.Punch punch) {
            return result(process, Command.PUNCH, file, punch.position(), punch.length());
        }
        if (operation instanceof CopyFileRange copy) {
            int from = scenario.fileNumber(copy.from());
            return result(process, Command.COPY, from, copy.fromPosition(), file, copy.toPosition(), copy.length());
        }
        return result(process, Command.SYNC, file);
    }

    private int transferred(Scenario scenario, Layout layout, int process, Operation.Transfer transfer)
            throws IOException {
        List<Buffer> buffers = transfer.buffers();
        int[] arguments = new int[3 + 2 * buffers.size()];
        arguments[0] = scenario.fileNumber(transfer.file());
        arguments[1] = transfer.position();
        arguments[2] = buffers.size();
        for (int i = 0; i < buffers.size(); i++) {
            Buffer buffer = buffers.get(i);
            arguments[3 + 2 * i] = layout.address(buffer.mapping(), buffer.offset());
            arguments[4 + 2 * i] = buffer.length();
        }
        return result(process, transfer instanceof Operation.Write ? Command.WRITE : Command.READ, arguments);
    }

    private int map(
            Scenario scenario, Layout layout, int process, MappingSpec mapping, boolean populate, byte[] filling)
            throws IOException {
        int kind = switch (mapping.kind()) {
            case SHARED -> 0;
            case PRIVATE -> 1;
            case ANONYMOUS -> 2;
        };
        String file = mapping.file();
        int[] arguments = {
            layout.page(mapping.name()),
            mapping.pages(),
            kind,
            file == null ? 0 : scenario.fileNumber(file),
            mapping.filePage(),
            protection(mapping.readable(), mapping.writable()),
            populate ? 1 : 0
        };
        return answered(process, Command.MAP, arguments, filling == null ? NO_BYTES : filling);
    }

    private static int protection(boolean readable, boolean writable) {
        return (readable ? 1 : 0) | (writable ? 2 : 0);
    }

    private static byte[] stored(MachineProcesses.Done one, Operation.Access access) {
        byte[] bytes = new byte[access.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Bytes.of(Cell.of(Cell.Origin.STORE, one.task(), one.index(), i));
        }
        return bytes;
    }

    private int result(int process, Command command, int... arguments) throws IOException {
        return ask(process, command, arguments).result();
    }

    private int answered(int process, Command command, int[] arguments, byte[] bytes) throws IOException {
        send(process, command, arguments, bytes);
        return answer().result();
    }

    private Answer ask(int process, Command command, int... arguments) throws IOException {
        send(process, command, arguments, NO_BYTES);
        return answer();
    }

    private void send(int process, Command command, int[] arguments, byte[] bytes) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(4 + 4 * arguments.length + bytes.length)
                .order(ByteOrder.nativeOrder())
                .putInt(command.ordinal());
        Arrays.stream(arguments).forEach(payload::putInt);
        payload.put(bytes);
        to.write(message(process, payload.capacity()));
        to.write(payload.array());
        to.flush();
    }

    private static byte[] message(int process, int length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(process)
                .putInt(length)
                .array();
    }

    private Answer answer() throws IOException {
        byte[] head = from.readNBytes(8);
        if (head.length < 8) {
            throw new IOException("the helper has ended");
        }
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder());
        int length = numbers.getInt() - 4;
        int result = numbers.getInt();
        return new Answer(ERRORS.getOrDefault(result, result), from.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        to.close();
        helper.destroy();
    }
}
