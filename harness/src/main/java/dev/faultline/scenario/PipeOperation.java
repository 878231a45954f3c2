package dev.faultline.scenario;

import java.util.List;

/** A call on a pipe. None waits: where nothing can be moved it says EAGAIN. */
public sealed interface PipeOperation extends Operation {
    String pipe();

    /** Bytes asked for. */
    int length();

    /** The same on another pipe. */
    PipeOperation onPipe(String name);

    /** One that names user memory. */
    sealed interface OfMemory extends PipeOperation permits Vmsplice, PipeRead, PipeWrite {
        Buffer buffer();

        /** The same on other memory. */
        OfMemory on(Buffer buffer);

        @Override
        default int length() {
            return buffer().length();
        }

        @Override
        default List<String> mappingNames() {
            return List.of(buffer().mapping());
        }

        @Override
        default List<Buffer> buffers() {
            return List.of(buffer());
        }
    }

    /** One that names bytes of a file. */
    sealed interface OfFile extends PipeOperation permits Splice, SpliceOut {
        String file();

        int position();

        /** The same of other bytes of a file. */
        OfFile with(String newFile, int newPosition, int newLength);

        @Override
        default String fileName() {
            return file();
        }
    }

    /** {@code splice(F@0, P, 8)}: pages of a file into the pipe, by reference. */
    record Splice(String file, int position, String pipe, int length) implements OfFile {
        public Splice {
            Check.name(file, "file");
            Check.name(pipe, "pipe");
            Check.notNegative(position, "position of a splice");
            Check.positive(length, "length of a splice");
        }

        @Override
        public Splice onPipe(String name) {
            return new Splice(file, position, name, length);
        }

        @Override
        public Splice with(String newFile, int newPosition, int newLength) {
            return new Splice(newFile, newPosition, pipe, newLength);
        }

        @Override
        public String toString() {
            return "splice(" + file + "@" + position + ", " + pipe + ", " + length + ")";
        }
    }

    /** {@code splice(P, F@0, 8)}: what waits in the pipe into the file, by the strategy's write. */
    record SpliceOut(String pipe, String file, int position, int length) implements OfFile {
        public SpliceOut {
            Check.name(pipe, "pipe");
            Check.name(file, "file");
            Check.notNegative(position, "position of a splice");
            Check.positive(length, "length of a splice");
        }

        @Override
        public SpliceOut onPipe(String name) {
            return new SpliceOut(name, file, position, length);
        }

        @Override
        public SpliceOut with(String newFile, int newPosition, int newLength) {
            return new SpliceOut(pipe, newFile, newPosition, newLength);
        }

        @Override
        public String toString() {
            return "splice(" + pipe + ", " + file + "@" + position + ", " + length + ")";
        }
    }

    /** {@code vmsplice(P, a+0:8)}: pages of user memory into the pipe, by reference; given away with {@code , gift}. */
    record Vmsplice(String pipe, Buffer buffer, boolean gift) implements OfMemory {
        public Vmsplice {
            Check.name(pipe, "pipe");
        }

        @Override
        public Vmsplice onPipe(String name) {
            return new Vmsplice(name, buffer, gift);
        }

        @Override
        public Vmsplice on(Buffer other) {
            return new Vmsplice(pipe, other, gift);
        }

        @Override
        public String toString() {
            return "vmsplice(" + pipe + ", " + buffer + (gift ? ", gift)" : ")");
        }
    }

    /** {@code pipe_read(P, a+0:8)}: bytes out of the pipe, copied into memory. */
    record PipeRead(String pipe, Buffer buffer) implements OfMemory {
        public PipeRead {
            Check.name(pipe, "pipe");
        }

        @Override
        public PipeRead onPipe(String name) {
            return new PipeRead(name, buffer);
        }

        @Override
        public PipeRead on(Buffer other) {
            return new PipeRead(pipe, other);
        }

        @Override
        public String toString() {
            return "pipe_read(" + pipe + ", " + buffer + ")";
        }
    }

    /** {@code pipe_write(P, a+0:8)}: bytes of memory copied into the pipe. */
    record PipeWrite(String pipe, Buffer buffer) implements OfMemory {
        public PipeWrite {
            Check.name(pipe, "pipe");
        }

        @Override
        public PipeWrite onPipe(String name) {
            return new PipeWrite(name, buffer);
        }

        @Override
        public PipeWrite on(Buffer other) {
            return new PipeWrite(pipe, other);
        }

        @Override
        public String toString() {
            return "pipe_write(" + pipe + ", " + buffer + ")";
        }
    }
}
