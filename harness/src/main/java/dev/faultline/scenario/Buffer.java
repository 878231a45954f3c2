package dev.faultline.scenario;

/**
 * A range of user memory. It may run past the end of its mapping into the unmapped page behind it: that is how a fault that cannot be
 * resolved is provoked.
 *
 * @param offset from the start of the mapping, in bytes
 */
public record Buffer(String mapping, int offset, int length) {
    public Buffer {
        Check.buffer(mapping, offset, length);
    }

    public int end() {
        return offset + length;
    }

    /** {@code a+3:4}: 4 bytes from byte 3 on. */
    @Override
    public String toString() {
        return mapping + "+" + offset + ":" + length;
    }
}
