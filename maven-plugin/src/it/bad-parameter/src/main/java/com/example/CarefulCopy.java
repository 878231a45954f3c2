package com.example;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/** Copies by way of a kernel buffer, so that no fault is taken while a lock is held. */
public final class CarefulCopy implements CopyStrategy {

    @Override
    public String name() {
        return "careful-copy";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        int done = 0;
        int result = 1;
        while (to.remaining() > 0 && result > 0) {
            result = fill(kernel, file, position + done, to.remaining(), buffer);
            if (result > 0) {
                int copied = kernel.userMemory().copyToUser(to, buffer, 0, result);
                done += copied;
                result = copied < result ? Errno.EFAULT : copied;
            }
        }
        buffer.release();
        return done > 0 || result > 0 ? done : result;
    }

    /** Bytes of one page at most that are in {@code buffer} now, 0 at the end of the file, or an error. */
    private static int fill(Kernel kernel, Inode file, int position, int wanted, KernelBuffer buffer) {
        file.lockInvalidation();
        int result = 0;
        if (position < file.size()) {
            Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
            if (folio == null) {
                result = Errno.ENOMEM;
            } else {
                result = folio.isUptodate() ? 0 : folio.readIn();
                if (result == 0) {
                    int offset = position % kernel.pageSize();
                    result = Math.min(Math.min(wanted, kernel.pageSize() - offset), file.size() - position);
                    kernel.copy(buffer, 0, folio, offset, result);
                }
                folio.unlock();
                folio.put();
            }
        }
        file.unlockInvalidation();
        return result;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        int done = 0;
        int result = 1;
        while (from.remaining() > 0 && result > 0) {
            int offset = (position + done) % kernel.pageSize();
            int wanted = Math.min(kernel.pageSize() - offset, from.remaining());
            int copied = kernel.userMemory().copyFromUser(buffer, 0, from, wanted);
            result = copied == 0 ? Errno.EFAULT : store(kernel, file, position + done, copied, buffer);
            done += Math.max(result, 0);
            if (copied < wanted && result > 0) {
                result = Errno.EFAULT;
            }
        }
        buffer.release();
        return done > 0 || result > 0 ? done : result;
    }

    private static int store(Kernel kernel, Inode file, int position, int length, KernelBuffer buffer) {
        int offset = position % kernel.pageSize();
        file.lock();
        int result = Errno.ENOMEM;
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio != null) {
            result = file.prepareWrite(folio, offset, offset + length);
            if (result == 0) {
                kernel.copy(folio, offset, buffer, 0, length);
                file.commitWrite(folio, offset, offset + length);
                result = length;
            }
            folio.unlock();
            folio.put();
        }
        file.unlock();
        return result;
    }
}
