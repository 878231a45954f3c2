package dev.faultline.kernel;

/** The frame of a pipe's slot, as copies between it and user memory reach it. */
final class PipeFrame implements Addressable {
    private final Machine machine;
    private String name = "";
    private int frame;

    PipeFrame(Machine machine) {
        this.machine = machine;
    }

    PipeFrame of(Pipe pipe, int newFrame) {
        name = pipe.name();
        frame = newFrame;
        return this;
    }

    @Override
    public int length() {
        return machine.pageSize();
    }

    @Override
    public int read(int offset) {
        machine.footprint().writesEverything();
        return machine.memory().read(frame, offset);
    }

    @Override
    public void write(int offset, int cell) {
        machine.footprint().writesEverything();
        machine.memory().write(frame, offset, cell);
    }

    @Override
    public void check(int offset, int length) {
        if (offset < 0 || length < 0 || offset + length > length()) {
            throw new IllegalArgumentException("bytes " + offset + " to " + (offset + length) + " of a frame");
        }
    }

    @Override
    public int stepObject() {
        return frame;
    }

    @Override
    public String at(int offset) {
        return "pipe " + name;
    }
}
