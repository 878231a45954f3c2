package com.example;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/** Copies from user memory straight into a locked folio, and faults on that folio when it is the one being written. */
public final class HastyCopy implements CopyStrategy {

    @Override
    public String name() {
        return "hasty-copy";
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public int read(Kernel kernel, Inode file, int position, IoVector to) {
        int done = 0;
        int moved = 1;
        while (moved > 0 && to.remaining() > 0) {
            moved = position + done < file.size() ? readPage(kernel, file, position + done, to) : 0;
            done += Math.max(moved, 0);
        }
        return done > 0 ? done : moved;
    }

    private static int readPage(Kernel kernel, Inode file, int position, IoVector to) {
        file.lockInvalidation();
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        int status = folio == null ? Errno.ENOMEM : folio.isUptodate() ? 0 : folio.readIn();
        if (folio != null) {
            folio.unlock();
        }
        file.unlockInvalidation();
        int offset = position % kernel.pageSize();
        int wanted = Math.min(Math.min(kernel.pageSize() - offset, file.size() - position), to.remaining());
        if (status == 0 && wanted > 0) {
            int copied = kernel.userMemory().copyToUser(to, folio, offset, wanted);
            status = copied == 0 ? Errno.EFAULT : copied;
        }
        if (folio != null) {
            folio.put();
        }
        return status;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int done = 0;
        int moved = 1;
        while (moved > 0 && from.remaining() > 0) {
            moved = writePage(kernel, file, position + done, from);
            done += Math.max(moved, 0);
        }
        file.unlock();
        return done > 0 ? done : moved;
    }

    private static int writePage(Kernel kernel, Inode file, int position, IoVector from) {
        int offset = position % kernel.pageSize();
        int wanted = Math.min(kernel.pageSize() - offset, from.remaining());
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int status = file.prepareWrite(folio, offset, offset + wanted);
        if (status == 0) {
            int copied = kernel.userMemory().copyFromUser(folio, offset, from, wanted);
            boolean whole = copied == wanted || folio.isUptodate();
            status = copied > 0 && whole ? copied : Errno.EFAULT;
        }
        if (status > 0) {
            file.commitWrite(folio, offset, offset + status);
        }
        folio.unlock();
        folio.put();
        return status;
    }
}
