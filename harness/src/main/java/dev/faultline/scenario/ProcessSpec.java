package dev.faultline.scenario;

import java.util.List;

/**
 * An address space as it is before the first operation.
 *
 * @param forked whether it comes to be only by {@code fork(name)}, as a copy of the parent's address space
 * @param mappings empty for a forked process, which has its parent's
 */
public record ProcessSpec(String name, boolean forked, List<MappingSpec> mappings) {
    public ProcessSpec {
        Check.name(name, "process");
        mappings = List.copyOf(mappings);
        Check.that(
                !forked || mappings.isEmpty(),
                "process " + name + " is forked and has the mappings of its parent only");
    }

    /** {@code process A}, then a line for each mapping. */
    @Override
    public String toString() {
        return "process " + name + (forked ? " forked" : "") + Text.indented(mappings);
    }
}
