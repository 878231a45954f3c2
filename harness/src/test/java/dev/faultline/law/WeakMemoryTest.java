package dev.faultline.law;

import dev.faultline.Culprit;
import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;
import dev.faultline.strategy.Linux6;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where stores may be seen late, the flags and transfers that promise an order keep it, also in the hands of strategies that are none of ours. */
class WeakMemoryTest {
    private static final String ONE_PAGE = """
            machine page 8, weak memory
            file F 8: cold
            process A
              b = anonymous 1 page, rw, filled
              c = anonymous 1 page, rw
            task T1 in A
              write(F@0, b+0:8)
            task T2 in A
              read(F@0, c+0:8)
              load(c+0:8)
            """;

    /** Reads without a lock what it finds uptodate, as Linux does. */
    private abstract static class Reader implements CopyStrategy {
        private final Linux6 linux = new Linux6();

        @Override
        public String name() {
            return "reader";
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BYTE;
        }

        @Override
        public int read(Kernel kernel, Inode file, int position, IoVector to) {
            return linux.read(kernel, file, position, to);
        }
    }

    /** Bytes that a folio had before it was marked come before the mark. */
    @Test
    void whatIsMarkedUptodateIsThere() {
        Trial.acquitsInMany(
                new Reader() {
                    @Override
                    public int write(Kernel kernel, Inode file, int position, IoVector from) {
                        file.lock();
                        KernelBuffer buffer = kernel.allocate(8);
                        int copied = kernel.userMemory().copyFromUser(buffer, 0, from, 8);
                        Folio folio = Objects.requireNonNull(kernel.pageCache().grab(file, 0));
                        kernel.copy(folio, 0, buffer, 0, 8);
                        folio.markUptodate();
                        kernel.cpu().yield();
                        kernel.cpu().yield();
                        file.commitWrite(folio, 0, 8);
                        folio.unlock();
                        folio.put();
                        buffer.release();
                        file.unlock();
                        return copied;
                    }
                },
                ONE_PAGE);
    }

    /** A write that makes the file longer commits its bytes before its size. */
    @Test
    void whatIsCommittedIsThere() {
        Trial.acquitsInMany(new Linux6(), ONE_PAGE.replace("F 8: cold", "F 4: cold"));
    }

    /** What was stored before a transfer is not stored after it. */
    @Test
    void whatIsReadInIsNotOverwrittenByOlderStores() {
        for (String state : new String[] {"cold", "hole"}) {
            for (boolean submits : new boolean[] {false, true}) {
                Trial.acquits(
                        new Reader() {
                            @Override
                            public int write(Kernel kernel, Inode file, int position, IoVector from) {
                                Folio folio = Objects.requireNonNull(
                                        kernel.pageCache().grab(file, 0));
                                KernelBuffer buffer = kernel.allocate(8);
                                if (!folio.isUptodate()) {
                                    kernel.copy(folio, 0, buffer, 0, 8);
                                    transfer(folio, submits);
                                } else {
                                    folio.unlock();
                                }
                                folio.put();
                                buffer.release();
                                return Errno.EFAULT;
                            }
                        },
                        ONE_PAGE.replace("cold", state).replace("write(F@0, b+0:8)", "write(F@0, b+8:8)"));
            }
        }
    }

    private static void transfer(Folio folio, boolean submits) {
        if (submits) {
            folio.submitRead();
            folio.waitUntilUnlocked();
        } else {
            folio.readIn();
            folio.unlock();
        }
    }

    /** Whoever stores sees it at once. */
    @Test
    void aTaskSeesItsOwnStores() {
        Trial.acquits(
                Culprit.reading((kernel, file, position, to) -> {
                    KernelBuffer buffer = kernel.allocate(8);
                    Folio cached = Objects.requireNonNull(kernel.pageCache().grab(file, 0));
                    int status = cached.isUptodate() ? 0 : cached.readIn();
                    Folio spare = Objects.requireNonNull(kernel.pageCache().allocate());
                    kernel.copy(spare, 0, cached, 0, 8);
                    kernel.copy(buffer, 0, spare, 0, 8);
                    kernel.cpu().disableFaults();
                    cached.unlock();
                    kernel.cpu().enableFaults();
                    int copied = status == 0 ? kernel.userMemory().copyToUser(to, buffer, 0, 8) : status;
                    cached.put();
                    spare.put();
                    buffer.release();
                    return copied;
                }),
                ONE_PAGE.replace("write(F@0, b+0:8)", "load(b+0:8)"));
    }
}
