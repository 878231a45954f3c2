package dev.faultline.gallery;

import dev.faultline.spi.vm.Vm;
import dev.faultline.spi.vm.VmPolicy;

/**
 * A page that was given to a pipe is moved into the page cache though its giver still has it mapped. From then on it is
 * both memory of a process and a page of a file: what the giver stores is in the file without a write, and what is
 * written to the file is in the giver's memory.
 *
 * <p>Linux's rule is "a reference of one is golden" ({@code generic_pipe_buf_try_steal}); {@code vmsplice(2)} says that
 * the giver must never touch the page again, and trusts nobody to keep to that.
 *
 * <p>Law: <b>cow-isolation</b>: the giver's private memory shows what was written to the file. Seen from the file it is
 * a byte of somebody's memory that was never written there, <b>exposure</b>.
 */
final class GiftTakenWhileMapped implements VmPolicy {
    @Override
    public String name() {
        return "gift-taken-while-mapped";
    }

    @Override
    public boolean maySteal(Vm vm, int frame) {
        return true;
    }
}
