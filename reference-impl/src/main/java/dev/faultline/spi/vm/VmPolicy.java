package dev.faultline.spi.vm;

/**
 * How the kernel goes about its own work: the second kind of candidate that Faultline verifies, beside {@link
 * dev.faultline.spi.CopyStrategy}. Every method but the name has the reference procedure as its default, so that a
 * candidate says only where it differs. See the package documentation for duties, registration and an example.
 *
 * <p>An implementation has a public constructor without arguments and keeps no state: several tasks run through one
 * instance at a time, and everything that lasts is in the kernel it is handed.
 */
public interface VmPolicy
        extends CopyOnWrite,
                ForcedAccess,
                Forking,
                MakingRoom,
                Moving,
                PageFault,
                PipeBuffers,
                Punching,
                Reclaiming,
                TableSharing,
                Truncating,
                Unmapping,
                WritingBack {
    /** Every procedure as it is by default. */
    VmPolicy REFERENCE = () -> "reference";

    /** A short name in kebab case, unique among the strategies and policies on the class path. */
    String name();
}
