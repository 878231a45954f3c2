/**
 * What a copy strategy is, and the kernel that it is handed. This package is all that a candidate has to see. The
 * kernel's own procedures are candidates too: package {@code dev.faultline.spi.vm}.
 *
 * <h2>Duty</h2>
 *
 * A {@link dev.faultline.spi.CopyStrategy} is the body of {@code read} and {@code write}, and of {@code copy_file_range} if it has a better one than is there: it moves bytes between the
 * page cache of a file and user memory, where the user memory may be a mapping of that very page, or of one that
 * another task is copying to at the same time. It has
 * <ul>
 * <li>to return a count in {@code [0, length]}, or an {@link dev.faultline.spi.Errno} when nothing was moved. A write
 *     returns the whole length when all of its source stayed accessible and no device failed; a write of something
 *     never returns 0. A read may return less than it was asked for, but 0 only at the end of the file (bytes of the
 *     buffer beyond the count of a read may be anything that the file held, so a read that gives up after a device or
 *     an allocation failed is held to its error alone, and not asked what it had moved by then);
 * <li>to leave the bytes of the file beyond the count that a write returns as they were;
 * <li>to give back what it took before it returns: folio references, locks, kmaps, buffers, held pages, disabled faults
 *     and preemption;
 * <li>never to sleep with preemption disabled or an atomic kmap held, and never to wait for ever;
 * <li>to keep no state in the object, to use no Java lock and no thread, clock or random number. Everything that lasts
 *     or blocks is the kernel's.
 * </ul>
 *
 * <h2>Guarantees</h2>
 *
 * The kernel never passes null. An operation takes one step or more, unless it only gives something back, and before
 * every step other tasks, the disk and reclaim may run. What it promises about locks is Linux's order, from the outside
 * in: range lock, inode lock, mmap lock, invalidate lock, folio lock. A page fault takes the last three, a truncation all but the mmap lock. A fault
 * never takes the inode lock or a range lock.
 *
 * <p>What a strategy promises in return is its {@link dev.faultline.spi.Guarantee}. BYTE is the floor: each byte by
 * itself is an atomic register. Who says PAGE or CALL is held to that.
 *
 * <h2>Registration</h2>
 *
 * One line in the file {@code src/main/resources/META-INF/services/dev.faultline.spi.CopyStrategy}, the class's binary
 * name:
 *
 * <pre>
 * com.example.FaultInThenCopy
 * </pre>
 *
 * The class is public and has a public constructor without arguments.
 *
 * <h2>Example</h2>
 *
 * Complete and sound: the write makes the source present, then copies with faults disabled so that it can never wait
 * for the folio that it has locked; the read locks nothing while it copies. The strategies of package {@code
 * dev.faultline.strategy} are longer ones.
 *
 * <pre>{@code
 * package com.example;
 *
 * import dev.faultline.spi.CopyStrategy;
 * import dev.faultline.spi.Errno;
 * import dev.faultline.spi.Folio;
 * import dev.faultline.spi.Guarantee;
 * import dev.faultline.spi.Inode;
 * import dev.faultline.spi.IoVector;
 * import dev.faultline.spi.Kernel;
 *
 * public final class FaultInThenCopy implements CopyStrategy {
 *     public String name() {
 *         return "fault-in-then-copy";
 *     }
 *
 *     public Guarantee guarantee() {
 *         return Guarantee.BYTE;
 *     }
 *
 *     public int read(Kernel kernel, Inode file, int position, IoVector to) {
 *         int offset = position % kernel.pageSize();
 *         file.lockInvalidation();
 *         int length = Math.min(Math.min(kernel.pageSize() - offset, to.remaining()), file.size() - position);
 *         if (length <= 0) {
 *             file.unlockInvalidation();
 *             return 0;
 *         }
 *         Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
 *         int error = folio == null ? Errno.ENOMEM : folio.isUptodate() ? 0 : folio.readIn();
 *         if (folio != null) {
 *             folio.unlock();
 *         }
 *         file.unlockInvalidation();
 *         int copied = error == 0 ? kernel.userMemory().copyToUser(to, folio, offset, length) : 0;
 *         if (folio != null) {
 *             folio.put();
 *         }
 *         int rest = copied == length && to.remaining() > 0 ? read(kernel, file, position + copied, to) : 0;
 *         return copied > 0 ? copied + Math.max(rest, 0) : error == 0 ? Errno.EFAULT : error;
 *     }
 *
 *     public int write(Kernel kernel, Inode file, int position, IoVector from) {
 *         file.lock();
 *         int done = 0;
 *         int result = 0;
 *         while (from.remaining() > 0 && result >= 0) {
 *             result = writePage(kernel, file, position + done, from);
 *             done += Math.max(result, 0);
 *         }
 *         file.unlock();
 *         return done > 0 ? done : result;
 *     }
 *
 *     private static int writePage(Kernel kernel, Inode file, int position, IoVector from) {
 *         int offset = position % kernel.pageSize();
 *         int length = Math.min(kernel.pageSize() - offset, from.remaining());
 *         length = kernel.userMemory().faultInReadable(from, length);
 *         if (length == 0) {
 *             return Errno.EFAULT;
 *         }
 *         Folio folio = kernel.pageCache().grab(file, position / kernel.pageSize());
 *         if (folio == null) {
 *             return Errno.ENOMEM;
 *         }
 *         int error = folio.isUptodate() ? 0 : folio.readIn();
 *         int copied = 0;
 *         if (error == 0) {
 *             error = file.prepareWrite(folio, offset, offset + length);
 *         }
 *         if (error == 0) {
 *             kernel.cpu().disableFaults();
 *             copied = kernel.userMemory().copyFromUser(folio, offset, from, length);
 *             kernel.cpu().enableFaults();
 *             if (copied > 0) {
 *                 file.commitWrite(folio, offset, offset + copied);
 *             }
 *         }
 *         folio.unlock();
 *         folio.put();
 *         return error < 0 ? error : copied;
 *     }
 * }
 * }</pre>
 *
 * <h2>The test to run</h2>
 *
 * With the class on the project's class path:
 *
 * <pre>
 * mvn test-compile dev.faultline:faultline-maven-plugin:verify -Dfaultline.strategies=fault-in-then-copy
 * </pre>
 *
 * Bound to a phase in the POM (goal {@code verify}, by default in phase {@code verify}) it is part of every {@code mvn
 * verify}. A failure prints the smallest counterexample found and leaves it in {@code target/faultline/}, from where
 * goal {@code replay} runs it again, step by step the same.
 */
@NullMarked
package dev.faultline.spi;

import org.jspecify.annotations.NullMarked;
