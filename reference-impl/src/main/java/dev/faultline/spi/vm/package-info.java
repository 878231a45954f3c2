/**
 * What a VM policy is, and the kernel that it is handed: the second kind of candidate, beside {@link
 * dev.faultline.spi.CopyStrategy}. This package, with {@link dev.faultline.hardware.Pte} for page-table entries, is all
 * that such a candidate has to see.
 *
 * <h2>Duty</h2>
 *
 * A {@link dev.faultline.spi.vm.VmPolicy} is how the kernel goes about its own work. It has a method for each procedure
 * and for the rules within it, and the reference is their default, so that a policy overrides what it does otherwise and
 * nothing else:
 * <ul>
 * <li>{@link dev.faultline.spi.vm.PageFault}: what a load or store without a translation leads to;
 * <li>{@link dev.faultline.spi.vm.CopyOnWrite}: the first store to a private page, or to a folio that is a snapshot;
 * <li>{@link dev.faultline.spi.vm.ForcedAccess}: a store into memory that its owner may only read;
 * <li>{@link dev.faultline.spi.vm.Forking}: what a child gets of its parent's pages;
 * <li>{@link dev.faultline.spi.vm.MakingRoom}: which page of the cache goes when memory is short;
 * <li>{@link dev.faultline.spi.vm.Moving}: how entries come to other pages;
 * <li>{@link dev.faultline.spi.vm.PipeBuffers}: what may be written behind a page that a pipe refers to,
 *     and when a page that was given to it may be moved;
 * <li>{@link dev.faultline.spi.vm.TableSharing}: which lower tables parent and child share, and how they part again;
 * <li>{@link dev.faultline.spi.vm.Unmapping}: what becomes of one entry that is taken away or write-protected;
 * <li>{@link dev.faultline.spi.vm.Reclaiming}, {@link dev.faultline.spi.vm.WritingBack}, {@link
 *     dev.faultline.spi.vm.Truncating}, {@link dev.faultline.spi.vm.Punching}: taking folios out of the cache, to the
 *     disk, and out of the file.
 * </ul>
 * The reference is written in the words that a policy has, and is the best example of them. A policy is held to the same
 * laws as a strategy. It has
 * <ul>
 * <li>to be done with what it holds when a procedure returns: locks, references, frames of cleared entries;
 * <li>never to sleep while it keeps a page table's lock, and never to wait for ever;
 * <li>to keep no state in the object, to use no Java lock and no thread, clock or random number.
 * </ul>
 *
 * <h2>Guarantees</h2>
 *
 * The kernel never passes null but where it says so. Each method says what is locked when it is called; {@link
 * dev.faultline.spi.vm.Vm} says what a step is, and each noun which of its operations take one. Between two steps nobody
 * else runs, so a policy that claims more than real hardware would do at once has to take the steps that it leaves out.
 * A frame that is free, a page that does not exist or a lock that is not held is reported as misuse, an exception as a
 * crash.
 *
 * <p>Programs read and write, so a policy is verified together with a strategy: with linux-6 under its own name, with
 * another under both names, {@code my-policy+freebsd}. It is worth the time to run it with freebsd too, which is the one
 * that pins pages, and with page-flip, which makes snapshots.
 *
 * <h2>Registration</h2>
 *
 * One line in the file {@code src/main/resources/META-INF/services/dev.faultline.spi.vm.VmPolicy}, the class's binary
 * name:
 *
 * <pre>
 * com.example.CopyUnlessExclusive
 * </pre>
 *
 * The class is public and has a public constructor without arguments.
 *
 * <h2>Example</h2>
 *
 * Complete and sound: a frame is kept only when its entry says that it is this page's alone, however few others refer to
 * it. The policies of package {@code dev.faultline.gallery} are as short, and wrong.
 *
 * <pre>{@code
 * package com.example;
 *
 * import dev.faultline.hardware.Pte;
 * import dev.faultline.spi.vm.Vm;
 * import dev.faultline.spi.vm.VmPolicy;
 *
 * public final class CopyUnlessExclusive implements VmPolicy {
 *     public String name() {
 *         return "copy-unless-exclusive";
 *     }
 *
 *     public boolean mayReuse(Vm vm, int page, int entry) {
 *         return Pte.isExclusive(entry);
 *     }
 * }
 * }</pre>
 *
 * <h2>The test to run</h2>
 *
 * With the class on the project's class path:
 *
 * <pre>
 * mvn test-compile dev.faultline:faultline-maven-plugin:verify -Dfaultline.strategies=copy-unless-exclusive
 * </pre>
 *
 * From a test, {@code Faultline.ofPolicy(CopyUnlessExclusive::new).outcome().orThrow()} does the same. What a failure
 * prints and leaves behind is as for strategies.
 */
@NullMarked
package dev.faultline.spi.vm;

import org.jspecify.annotations.NullMarked;
