package com.example;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;
import dev.faultline.spi.KernelBuffer;

/** Copies by way of a kernel buffer, so that no fault is taken while a folio is locked. */
public final class CarefulCopy implements CopyStrategy {
    @Override
    public String name() {
        return "careful-copy";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.PAGE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        int done = 0;
        int status = 0;
        boolean more = true;
        while (more && to.remaining() > 0) {
            int wanted = Math.min(kernel.pageSize() - (position + done) % kernel.pageSize(), to.remaining());
            status = takeFromPage(kernel, file, position + done, buffer, wanted);
            int moved = status > 0 ? kernel.userMemory().copyToUser(to, buffer, 0, status) : 0;
            if (status > 0 && moved == 0) {
                status = Errno.EFAULT;
            }
            done += moved;
            more = moved == wanted;
        }
        buffer.release();
        return done > 0 ? done : status;
    }

    /** Copies what the file has of {@code wanted} bytes within one page to the buffer, under the folio's lock. */
    private static int takeFromPage(Kernel kernel, Inode file, int position, KernelBuffer buffer, int wanted) {
        file.lockInvalidation();
        int status = 0;
        if (position < file.size()) {
            Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
            status = folio == null ? Errno.ENOMEM : takeFromFolio(kernel, file, folio, position, buffer, wanted);
        }
        file.unlockInvalidation();
        return status;
    }

    private static int takeFromFolio(
            Kernel kernel, Inode file, Folio folio, int position, KernelBuffer buffer, int wanted) {
        int status = folio.isUptodate() ? 0 : folio.readIn();
        if (status == 0) {
            status = Math.max(0, Math.min(wanted, file.size() - position));
            kernel.copy(buffer, 0, folio, position % kernel.pageSize(), status);
        }
        folio.unlock();
        folio.put();
        return status;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        KernelBuffer buffer = kernel.allocate(kernel.pageSize());
        file.lock();
        int done = 0;
        int status = 0;
        boolean more = true;
        while (more && from.remaining() > 0) {
            int wanted = Math.min(kernel.pageSize() - (position + done) % kernel.pageSize(), from.remaining());
            int filled = kernel.userMemory().copyFromUser(buffer, 0, from, wanted);
            status = filled > 0 ? putIntoPage(kernel, file, position + done, buffer, filled) : Errno.EFAULT;
            done += Math.max(status, 0);
            more = status == wanted;
        }
        file.unlock();
        buffer.release();
        return done > 0 ? done : status;
    }

    private static int putIntoPage(Kernel kernel, Inode file, int position, KernelBuffer buffer, int length) {
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int offset = position % kernel.pageSize();
        int status = file.prepareWrite(folio, offset, offset + length);
        if (status == 0) {
            kernel.copy(folio, offset, buffer, 0, length);
            file.commitWrite(folio, offset, offset + length);
            status = length;
        }
        folio.unlock();
        folio.put();
        return status;
    }
}
