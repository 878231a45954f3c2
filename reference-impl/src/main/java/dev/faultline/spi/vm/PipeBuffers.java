package dev.faultline.spi.vm;

/**
 * What may be done with the pages behind a pipe. A pipe is a ring of slots; each refers to a frame and tells which of its
 * bytes wait to be read. A frame comes into a slot in two ways: allocated for bytes that were written into the pipe, or
 * by reference, being a page of the cache ({@code splice}) or of user memory ({@code vmsplice}) that others go on
 * using. A later write may be put behind the bytes of the last slot, into the same frame, if that is the pipe's own.
 *
 * <p>Linux kept the answer in a flag of the slot, {@code PIPE_BUF_FLAG_CAN_MERGE} (commit f6dd975583bd), and forgot to
 * clear it where a slot took a reference, so that a slot which once had bytes of the pipe's own let a later write into a
 * page of the cache: CVE-2022-0847, "Dirty Pipe", mended by commit 9d2231c5d74e.
 */
public interface PipeBuffers {
    /** Flag of a slot: bytes may be put behind those that it has. */
    int CAN_MERGE = 1;

    /** Flag of a slot: who put the page there by reference has given it away ({@code PIPE_BUF_FLAG_GIFT}). */
    int GIFT = 2;

    /**
     * The flags of a slot that takes a reference to a page which is not the pipe's own.
     *
     * @param before the flags that the slot had when it was in use last
     */
    default int flagsOfReference(Vm vm, int before) {
        return 0;
    }

    /**
     * Whether a whole page that was given to the pipe may be moved into the cache of a file, in the step in which that is
     * asked: only if the pipe's is the one reference to it that is left, so that its giver has unmapped it, and nobody else
     * will store to it or see what is written there later ({@code generic_pipe_buf_try_steal}).
     */
    default boolean maySteal(Vm vm, int frame) {
        return vm.frames().references(frame) == 1;
    }

    /** Whether bytes that are written into the pipe may go into the frame of the last slot, where it has room for them. */
    default boolean mayAppend(Vm vm, int flags) {
        return (flags & CAN_MERGE) != 0;
    }
}
