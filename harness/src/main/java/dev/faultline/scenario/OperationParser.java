package dev.faultline.scenario;

import dev.faultline.scenario.MappingSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads an operation or a mapping from its line. */
final class OperationParser {
    private static final String OPERATIONS =
            "an operation (read, readv, write, writev, mmap, munmap, mremap, mprotect, madvise_dontneed,"
                    + " ftruncate, punch, fork, exit, fsync, load, store, poke, splice, vmsplice, pipe_read, pipe_write,"
                    + " copy_file_range,"
                    + " reclaim or writeback)";

    private final Line line;

    private OperationParser(Line line) {
        this.line = line;
    }

    static Operation operation(Line line) {
        Operation operation = new OperationParser(line).operation();
        line.expectEnd();
        return operation;
    }

    /** A mapping that is there from the start. */
    static MappingSpec mapping(Line line) {
        String name = line.name("mapping");
        line.expect("=");
        OperationParser parser = new OperationParser(line);
        MappingSpec mapping = parser.body(name);
        line.expectEnd();
        return mapping;
    }

    private Operation operation() {
        String start = line.peek();
        Operation operation = switch (start) {
            case "read", "readv", "write", "writev" -> transfer(start);
            case "munmap", "madvise_dontneed" -> range(start);
            case "load", "store", "poke" -> access(start);
            case "reclaim", "writeback" -> kernelWork(start);
            case "splice" -> splice();
            case "vmsplice", "pipe_read", "pipe_write" -> pipe(start);
            case "mprotect" -> mprotect();
            case "punch" -> punch();
            case "copy_file_range" -> copyFileRange();
            case "ftruncate", "fsync", "fork", "exit" -> simple(start);
            default -> mmap();
        };
        line.expect(")");
        return operation;
    }

    private void open(String word) {
        line.expect(word);
        line.expect("(");
    }

    private Operation transfer(String call) {
        open(call);
        String file = line.name("file");
        line.expect("@");
        int position = line.number("a position in the file");
        List<Buffer> buffers = new ArrayList<>();
        line.expect(",");
        buffers.add(buffer());
        while (call.endsWith("v") && line.take(",")) {
            buffers.add(buffer());
        }
        if (line.peek().equals(",")) {
            throw line.error(call + " takes one buffer, " + call + "v takes more");
        }
        return call.startsWith("read")
                ? new Operation.Read(file, position, buffers)
                : new Operation.Write(file, position, buffers);
    }

    /** Memory that ends a line. */
    static Buffer memory(Line line) {
        Buffer buffer = new OperationParser(line).buffer();
        line.expectEnd();
        return buffer;
    }

    private Buffer buffer() {
        String mapping = line.name("mapping");
        line.expect("+");
        int offset = line.number("an offset into the mapping");
        line.expect(":");
        return new Buffer(mapping, offset, line.number("a length in bytes"));
    }

    private Operation range(String call) {
        open(call);
        String mapping = line.name("mapping");
        line.expect("page");
        int page = line.number("a page of the mapping");
        line.expect(",");
        int pages = line.count("page");
        return call.equals("munmap")
                ? new Operation.Munmap(mapping, page, pages)
                : new Operation.DontNeed(mapping, page, pages);
    }

    private Operation access(String call) {
        open(call);
        Buffer buffer = buffer();
        return switch (call) {
            case "load" -> new Operation.Load(buffer.mapping(), buffer.offset(), buffer.length());
            case "store" -> new Operation.Store(buffer.mapping(), buffer.offset(), buffer.length());
            default -> new Operation.Poke(buffer.mapping(), buffer.offset(), buffer.length());
        };
    }

    private Operation kernelWork(String call) {
        open(call);
        String file = line.name("file");
        line.expect("page");
        int page = line.number("a page of the file");
        return call.equals("reclaim") ? new KernelWork.Reclaim(file, page) : new KernelWork.WriteBack(file, page);
    }

    /** From a file, with a position, to a pipe, or the other way. */
    private Operation splice() {
        open("splice");
        String from = line.name("file or pipe");
        boolean in = line.take("@");
        int position = in ? line.number("a position in the file") : 0;
        line.expect(",");
        String to = line.name(in ? "pipe" : "file");
        if (!in) {
            line.expect("@");
            position = line.number("a position in the file");
        }
        line.expect(",");
        int length = line.number("a length in bytes");
        return in
                ? new PipeOperation.Splice(from, position, to, length)
                : new PipeOperation.SpliceOut(from, to, position, length);
    }

    private Operation pipe(String call) {
        open(call);
        String pipe = line.name("pipe");
        line.expect(",");
        Buffer buffer = buffer();
        return switch (call) {
            case "vmsplice" -> new PipeOperation.Vmsplice(pipe, buffer, line.takeBoth(",", "gift"));
            case "pipe_read" -> new PipeOperation.PipeRead(pipe, buffer);
            default -> new PipeOperation.PipeWrite(pipe, buffer);
        };
    }

    private Operation mprotect() {
        open("mprotect");
        String mapping = line.name("mapping");
        line.expect(",");
        String protection = protection();
        return new Operation.Mprotect(mapping, protection.contains("r"), protection.contains("w"));
    }

    private Operation punch() {
        open("punch");
        String file = line.name("file");
        line.expect("@");
        int position = line.number("a position in the file");
        line.expect(",");
        return new Operation.Punch(file, position, line.number("a length in bytes"));
    }

    private Operation copyFileRange() {
        open("copy_file_range");
        String from = line.name("file");
        line.expect("@");
        int fromPosition = line.number("a position in the source");
        line.expect(",");
        String to = line.name("file");
        line.expect("@");
        int toPosition = line.number("a position in the target");
        line.expect(",");
        return new CopyFileRange(from, fromPosition, to, toPosition, line.number("a length in bytes"));
    }

    private Operation simple(String call) {
        open(call);
        if (call.equals("exit")) {
            return new Operation.Exit();
        }
        if (call.equals("fork")) {
            return new Operation.Fork(line.name("process"));
        }
        String file = line.name("file");
        if (call.equals("fsync")) {
            return new Operation.Fsync(file);
        }
        line.expect(",");
        return new Operation.Truncate(file, line.number("a size in bytes"));
    }

    private Operation mmap() {
        if (line.atEnd() || !Character.isLetter(line.peek().charAt(0))) {
            throw line.expected(OPERATIONS);
        }
        String name = line.peek();
        ScenarioException unknown = line.expected(OPERATIONS);
        line.expect(name);
        if (!line.take("=")) {
            throw unknown;
        }
        if (line.peek().equals("mremap")) {
            return mremap(name);
        }
        open("mmap");
        MappingSpec mapping = body(name);
        boolean populate = line.take(",");
        if (populate) {
            line.expect("populate");
        }
        return new Operation.Mmap(mapping, populate);
    }

    private Operation mremap(String name) {
        open("mremap");
        String mapping = line.name("mapping");
        line.expect("page");
        int page = line.number("a page of the mapping");
        line.expect(",");
        return new Mremap(name, mapping, page, line.count("page"));
    }

    /** What follows the name of a mapping. A comma that belongs to an mmap is left to it. */
    private MappingSpec body(String name) {
        Kind kind = kind();
        String file = null;
        int filePage = 0;
        if (kind != Kind.ANONYMOUS) {
            file = line.name("file");
            line.expect("page");
            filePage = line.number("a page of the file");
            line.expect(",");
        }
        int pages = line.count("page");
        line.expect(",");
        String protection = protection();
        boolean filled = line.takeBoth(",", "filled");
        return new MappingSpec(
                name, kind, file, filePage, pages, protection.contains("r"), protection.contains("w"), filled);
    }

    private Kind kind() {
        for (Kind kind : Kind.values()) {
            if (line.take(kind.toString())) {
                return kind;
            }
        }
        throw line.expected("shared, private or anonymous");
    }

    /** {@code r}, {@code w}, {@code rw}, or nothing for {@code none}. */
    private String protection() {
        for (String protection : List.of("r", "w", "rw")) {
            if (line.take(protection)) {
                return protection;
            }
        }
        if (line.take("none")) {
            return "";
        }
        throw line.expected("a protection (r, w, rw or none)");
    }
}
