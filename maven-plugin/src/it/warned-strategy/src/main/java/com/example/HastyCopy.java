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
        return 0;
    }

    @Override
    public int write(Kernel kernel, Inode file, int position, IoVector from) {
        int offset = position % kernel.pageSize();
        int wanted = Math.min(kernel.pageSize() - offset, from.remaining());
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int result = file.prepareWrite(folio, offset, offset + wanted);
        if (result == 0) {
            result = kernel.userMemory().copyFromUser(folio, offset, from, wanted);
            file.commitWrite(folio, offset, offset + wanted);
        }
        folio.unlock();
        folio.put();
        return result;
    }
}
