package dev.faultline.conformance;

import dev.faultline.hardware.Cell;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.FileSpec;
import dev.faultline.scenario.Layout;
import dev.faultline.scenario.MappingSpec;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import dev.faultline.spi.Errno;
import dev.faultline.spi.vm.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a program of one task on the host: {@link FileChannel} hands the address of a direct buffer, and so of a mapping, to the system call itself.
 *
 * <p>A load is made by writing from the memory to a scratch file, and a store by reading from one into it: memory that would answer an instruction with SIGBUS, and the JVM with
 * trouble, answers a system call with EFAULT. All mappings are made while the files are long enough, before the program begins; untouched memory cannot tell.
 */
final class HostSide implements AutoCloseable {
    private final Path folder;
    private final Map<String, RandomAccessFile> open = new HashMap<>();
    private final FileChannel scratch;
    private final Map<String, ByteBuffer> memory = new LinkedHashMap<>();

    HostSide(Path folder) throws IOException {
        this.folder = folder;
        scratch = file("scratch").getChannel();
    }

    private RandomAccessFile file(String name) throws IOException {
        RandomAccessFile file = open.get(name);
        if (file == null) {
            file = new RandomAccessFile(folder.resolve(name).toFile(), "rw");
            open.put(name, file);
        }
        return file;
    }

    Account run(Scenario scenario, MachineSide.Run begun) throws IOException {
        Layout layout = Layout.of(scenario);
        setUp(scenario, layout, begun);
        Account account = new Account();
        List<Operation> operations = scenario.tasks().get(0).operations();
        for (int i = 0; i < operations.size(); i++) {
            perform(operations.get(i), i, account);
        }
        for (FileSpec file : scenario.files()) {
            account.add(file.name() + " at the end", contents(file(file.name())));
        }
        for (int i = 0; i < layout.mappings(); i++) {
            MappingSpec mapping = layout.mapping(i);
            if (mapping.readable()) {
                account.add(mapping.name() + " at the end", contents(mapping));
            }
        }
        return account;
    }

    private void setUp(Scenario scenario, Layout layout, MachineSide.Run begun) throws IOException {
        memory.values().forEach(Unmapping::unmap);
        memory.clear();
        for (int i = 0; i < scenario.files().size(); i++) {
            file(scenario.files().get(i).name()).setLength((long) layout.pagesMax(i) * Hosted.PAGE);
        }
        for (int i = 0; i < layout.mappings(); i++) {
            MappingSpec mapping = layout.mapping(i);
            if (mapping.readable()) {
                memory.put(mapping.name(), map(mapping, begun));
            }
        }
        for (FileSpec spec : scenario.files()) {
            RandomAccessFile file = file(spec.name());
            file.setLength(0);
            byte[] bytes = Objects.requireNonNull(begun.files().get(spec.name()));
            file.write(bytes);
            file.setLength(bytes.length);
        }
    }

    private ByteBuffer map(MappingSpec mapping, MachineSide.Run begun) throws IOException {
        int length = mapping.pages() * Hosted.PAGE;
        String name = mapping.file();
        if (name == null) {
            byte[] bytes = begun.memory().get(mapping.name());
            ByteBuffer anonymous = ByteBuffer.allocateDirect(length);
            return bytes == null ? anonymous : anonymous.put(bytes).clear();
        }
        MapMode mode = mapping.kind() == Kind.PRIVATE
                ? MapMode.PRIVATE
                : mapping.writable() ? MapMode.READ_WRITE : MapMode.READ_ONLY;
        return file(name).getChannel().map(mode, (long) mapping.filePage() * Hosted.PAGE, length);
    }

    private void perform(Operation operation, int index, Account account) throws IOException {
        String what = operation.toString();
        if (operation instanceof Operation.Transfer transfer) {
            account.add(what, transferred(transfer));
        } else if (operation instanceof Operation.Load load) {
            int result =
                    moved(() -> scratch.write(slice(load.buffers().get(0)), 0)) == load.length() ? 0 : Signals.SIGBUS;
            account.add(what, result);
            if (result == 0) {
                account.add(what + " loaded", read(scratch, load.length()));
            }
        } else if (operation instanceof Operation.Store store) {
            scratch.write(ByteBuffer.wrap(stored(store, index)), 0);
            int moved = moved(() -> {
                ByteBuffer target = slice(store.buffers().get(0));
                return scratch.read(target, 0);
            });
            account.add(what, moved == store.length() ? 0 : Signals.SIGBUS);
        } else if (operation instanceof Operation.Truncate truncate) {
            file(truncate.file()).setLength(truncate.size());
            account.add(what, 0);
        } else if (operation instanceof Operation.Munmap munmap) {
            Unmapping.unmap(Objects.requireNonNull(memory.remove(munmap.mapping())));
            account.add(what, 0);
        } else {
            account.add(what, 0);
        }
    }

    private static byte[] stored(Operation.Store store, int index) {
        byte[] bytes = new byte[store.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Bytes.of(Cell.of(Cell.Origin.STORE, 0, index, i));
        }
        return bytes;
    }

    private int transferred(Operation.Transfer transfer) throws IOException {
        FileChannel channel = file(transfer.file()).getChannel();
        boolean write = transfer instanceof Operation.Write;
        ByteBuffer[] buffers = transfer.buffers().stream().map(this::slice).toArray(ByteBuffer[]::new);
        if (buffers.length == 1) {
            return moved(() -> write
                    ? channel.write(buffers[0], transfer.position())
                    : channel.read(buffers[0], transfer.position()));
        }
        channel.position(transfer.position());
        return moved(() -> (int) (write ? channel.write(buffers) : channel.read(buffers)));
    }

    private ByteBuffer slice(Buffer buffer) {
        return Objects.requireNonNull(memory.get(buffer.mapping()), buffer.mapping())
                .slice(buffer.offset(), buffer.length());
    }

    /** A system call that moves bytes. */
    private interface Move {
        int run() throws IOException;
    }

    private static int moved(Move move) throws IOException {
        try {
            return Math.max(0, move.run());
        } catch (IOException e) {
            if ("Bad address".equals(e.getMessage())) {
                return Errno.EFAULT;
            }
            throw e;
        }
    }

    private static byte[] contents(RandomAccessFile file) throws IOException {
        return read(file.getChannel(), (int) file.length());
    }

    private static byte[] read(FileChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
        return bytes.array();
    }

    private byte[] contents(MappingSpec mapping) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer mapped = memory.get(mapping.name());
        for (int page = 0; mapped != null && page < mapping.pages(); page++) {
            ByteBuffer one = mapped.slice(page * Hosted.PAGE, Hosted.PAGE);
            if (moved(() -> scratch.write(one, 0)) == Hosted.PAGE) {
                bytes.write(read(scratch, Hosted.PAGE));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        memory.values().forEach(Unmapping::unmap);
        for (RandomAccessFile file : open.values()) {
            file.close();
        }
    }

    /** Before JDK 22 a mapping is unmapped at once only behind the back of its buffer. */
    private static final class Unmapping {
        private static final Object UNSAFE;
        private static final Method INVOKE_CLEANER;

        static {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                UNSAFE = field.get(null);
                INVOKE_CLEANER = type.getMethod("invokeCleaner", ByteBuffer.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static void unmap(ByteBuffer buffer) {
            if (buffer instanceof MappedByteBuffer && buffer.isDirect()) {
                try {
                    INVOKE_CLEANER.invoke(UNSAFE, buffer);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
