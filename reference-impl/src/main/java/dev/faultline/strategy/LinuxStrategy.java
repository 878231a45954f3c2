package dev.faultline.strategy;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.Errno;
import dev.faultline.spi.Folio;
import dev.faultline.spi.Guarantee;
import dev.faultline.spi.Inode;
import dev.faultline.spi.IoVector;
import dev.faultline.spi.Kernel;

/** What all Linux strategies have in common: the read, the promise, and that a write has the inode to itself. */
abstract sealed class LinuxStrategy implements CopyStrategy permits Linux2624TwoCopy, Linux2624WriteBegin, Linux6 {
    private final String name;

    LinuxStrategy(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Guarantee guarantee() {
        return Guarantee.BYTE;
    }

    @Override
    public final int read(Kernel kernel, Inode file, int position, IoVector to) {
        return CachedRead.read(kernel, file, position, to);
    }

    @Override
    public final int write(Kernel kernel, Inode file, int position, IoVector from) {
        file.lock();
        int result = performWrite(kernel, file, position, from);
        file.unlock();
        return result;
    }

    /** The write, under the inode lock. */
    abstract int performWrite(Kernel kernel, Inode file, int position, IoVector from);

    /**
     * One write_begin, atomic copy and write_end; the vector moves by what was copied, the result says what was kept of
     * it.
     */
    static int writeFolio(Kernel kernel, Inode file, int position, IoVector from, int length) {
        int offset = position % kernel.pageSize();
        Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
        if (folio == null) {
            return Errno.ENOMEM;
        }
        int status = file.prepareWrite(folio, offset, offset + length);
        if (status == 0) {
            status = UserCopy.fromUserAtomic(kernel, folio, offset, from, length);
            status = UserCopy.end(file, folio, offset, length, status);
        }
        folio.unlock();
        folio.put();
        return status;
    }
}
