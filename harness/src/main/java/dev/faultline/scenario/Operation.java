package dev.faultline.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One system call, user access or piece of kernel work. Each prints as it is written in a scenario. */
public sealed interface Operation
        permits Operation.Transfer,
                KernelWork,
                Operation.RangeOperation,
                Operation.Access,
                Operation.Mmap,
                Operation.Mprotect,
                Operation.Truncate,
                Operation.Punch,
                Operation.Fork,
                Operation.Exit,
                Operation.Fsync,
                PipeOperation,
                CopyFileRange {
    /** The file it names, if any. */
    default @Nullable String fileName() {
        return null;
    }

    /** All files it names. */
    default List<String> fileNames() {
        String file = fileName();
        return file == null ? List.of() : List.of(file);
    }

    /** The mappings it names, each once a mention. */
    default List<String> mappingNames() {
        return List.of();
    }

    /** The user memory it names. */
    default List<Buffer> buffers() {
        return List.of();
    }

    /** A read or a write: what a strategy is handed. */
    sealed interface Transfer extends Operation permits Read, Write {
        String file();

        int position();

        @Override
        List<Buffer> buffers();

        Transfer with(int position, List<Buffer> buffers);

        @Override
        default String fileName() {
            return file();
        }

        @Override
        default List<String> mappingNames() {
            List<Buffer> buffers = buffers();
            if (buffers.size() == 1) {
                return List.of(buffers.get(0).mapping());
            }
            return buffers.stream().map(Buffer::mapping).toList();
        }

        default int length() {
            int length = 0;
            for (Buffer buffer : buffers()) {
                length += buffer.length();
            }
            return length;
        }

        default int end() {
            return position() + length();
        }
    }

    /** An operation on some pages of one mapping. */
    sealed interface RangeOperation extends Operation permits Munmap, Mremap, DontNeed {
        String mapping();

        int page();

        int pages();

        RangeOperation with(int page, int pages);

        @Override
        default List<String> mappingNames() {
            return List.of(mapping());
        }
    }

    /** A user instruction, or a store in its place, on some bytes of one mapping. */
    sealed interface Access extends Operation permits Load, Store, Poke {
        String mapping();

        int offset();

        int length();

        Access with(int offset, int length);

        /** The same on other memory. */
        Access on(Buffer buffer);

        @Override
        default List<String> mappingNames() {
            return List.of(mapping());
        }

        @Override
        default List<Buffer> buffers() {
            return List.of(new Buffer(mapping(), offset(), length()));
        }
    }

    /** {@code read(F@0, a+0:8)}, with more buffers {@code readv}: file into memory. */
    record Read(String file, int position, List<Buffer> buffers) implements Transfer {
        public Read {
            buffers = List.copyOf(buffers);
            Check.transfer("read", file, position, buffers);
        }

        @Override
        public Read with(int newPosition, List<Buffer> newBuffers) {
            return new Read(file, newPosition, newBuffers);
        }

        @Override
        public String toString() {
            return Text.transfer("read", this);
        }
    }

    /** {@code write(F@0, a+0:8)}, with more buffers {@code writev}: memory into file. */
    record Write(String file, int position, List<Buffer> buffers) implements Transfer {
        public Write {
            buffers = List.copyOf(buffers);
            Check.transfer("write", file, position, buffers);
        }

        @Override
        public Write with(int newPosition, List<Buffer> newBuffers) {
            return new Write(file, newPosition, newBuffers);
        }

        @Override
        public String toString() {
            return Text.transfer("write", this);
        }
    }

    /** {@code c = mmap(private F page 0, 1 page, r, populate)}: a new mapping, at the place that its name has. */
    record Mmap(MappingSpec mapping, boolean populate) implements Operation {
        public Mmap {
            Check.that(!mapping.filled(), "mapping " + mapping.name() + " is made by mmap and cannot be filled");
        }

        @Override
        public @Nullable String fileName() {
            return mapping.file();
        }

        @Override
        public List<String> mappingNames() {
            return List.of(mapping.name());
        }

        @Override
        public String toString() {
            return mapping.name() + " = mmap(" + mapping.body() + (populate ? ", populate" : "") + ")";
        }
    }

    /** {@code munmap(a page 0, 1 page)}: pages of the mapping, counted from its start. */
    record Munmap(String mapping, int page, int pages) implements RangeOperation {
        public Munmap {
            Check.range("munmap", mapping, page, pages);
        }

        @Override
        public Munmap with(int newPage, int newPages) {
            return new Munmap(mapping, newPage, newPages);
        }

        @Override
        public String toString() {
            return Text.range("munmap", this);
        }
    }

    /** {@code mprotect(a, r)}: the whole mapping. */
    record Mprotect(String mapping, boolean readable, boolean writable) implements Operation {
        public Mprotect {
            Check.name(mapping, "mapping");
        }

        @Override
        public List<String> mappingNames() {
            return List.of(mapping);
        }

        @Override
        public String toString() {
            return "mprotect(" + mapping + ", " + Text.protection(readable, writable) + ")";
        }
    }

    /** {@code madvise_dontneed(b page 0, 1 page)}: drops what the pages hold. */
    record DontNeed(String mapping, int page, int pages) implements RangeOperation {
        public DontNeed {
            Check.range("madvise_dontneed", mapping, page, pages);
        }

        @Override
        public DontNeed with(int newPage, int newPages) {
            return new DontNeed(mapping, newPage, newPages);
        }

        @Override
        public String toString() {
            return Text.range("madvise_dontneed", this);
        }
    }

    /** {@code ftruncate(F, 4)}: down or up. */
    record Truncate(String file, int size) implements Operation {
        public Truncate {
            Check.name(file, "file");
            Check.notNegative(size, "size of an ftruncate");
        }

        @Override
        public String fileName() {
            return file;
        }

        @Override
        public String toString() {
            return "ftruncate(" + file + ", " + size + ")";
        }
    }

    /** {@code punch(F@8, 8)}: bytes of the file become zero, whole pages of them holes. */
    record Punch(String file, int position, int length) implements Operation {
        public Punch {
            Check.name(file, "file");
            Check.notNegative(position, "position of a punch");
            Check.positive(length, "length of a punch");
        }

        public Punch with(int newPosition, int newLength) {
            return new Punch(file, newPosition, newLength);
        }

        public int end() {
            return position + length;
        }

        @Override
        public String fileName() {
            return file;
        }

        @Override
        public String toString() {
            return "punch(" + file + "@" + position + ", " + length + ")";
        }
    }

    /** {@code fork(B)}: process B begins as a copy of the caller's, and with it its tasks. */
    record Fork(String process) implements Operation {
        public Fork {
            Check.name(process, "process");
        }

        @Override
        public String toString() {
            return "fork(" + process + ")";
        }
    }

    /** {@code exit()}: the end of the task, and of its process when it is the last there. */
    record Exit() implements Operation {
        @Override
        public String toString() {
            return "exit()";
        }
    }

    /** {@code fsync(F)}: writes the dirty pages back and waits. */
    record Fsync(String file) implements Operation {
        public Fsync {
            Check.name(file, "file");
        }

        @Override
        public String fileName() {
            return file;
        }

        @Override
        public String toString() {
            return "fsync(" + file + ")";
        }
    }

    /** {@code load(a+3:2)}: user code looks at its memory. */
    record Load(String mapping, int offset, int length) implements Access {
        public Load {
            Check.buffer(mapping, offset, length);
        }

        @Override
        public Load with(int newOffset, int newLength) {
            return new Load(mapping, newOffset, newLength);
        }

        @Override
        public Load on(Buffer buffer) {
            return new Load(buffer.mapping(), buffer.offset(), buffer.length());
        }

        @Override
        public String toString() {
            return "load(" + buffers().get(0) + ")";
        }
    }

    /** {@code store(a+3:2)}: user code writes bytes that nobody else writes. */
    record Store(String mapping, int offset, int length) implements Access {
        public Store {
            Check.buffer(mapping, offset, length);
        }

        @Override
        public Store with(int newOffset, int newLength) {
            return new Store(mapping, newOffset, newLength);
        }

        @Override
        public Store on(Buffer buffer) {
            return new Store(buffer.mapping(), buffer.offset(), buffer.length());
        }

        @Override
        public String toString() {
            return "store(" + buffers().get(0) + ")";
        }
    }

    /** {@code poke(a+3:2)}: as a store, by the kernel, into private memory that may be read-only. */
    record Poke(String mapping, int offset, int length) implements Access {
        public Poke {
            Check.buffer(mapping, offset, length);
        }

        @Override
        public Poke with(int newOffset, int newLength) {
            return new Poke(mapping, newOffset, newLength);
        }

        @Override
        public Poke on(Buffer buffer) {
            return new Poke(buffer.mapping(), buffer.offset(), buffer.length());
        }

        @Override
        public String toString() {
            return "poke(" + buffers().get(0) + ")";
        }
    }
}
