package dev.faultline.scenario;

import dev.faultline.hardware.Geometry;
import java.util.List;

/** {@code c = mremap(a page 0, 1 page)}: the pages come to the place that the new name has. */
public record Mremap(String name, String mapping, int page, int pages) implements Operation.RangeOperation {
    public Mremap {
        Check.name(name, "mapping");
        Check.range("mremap", mapping, page, pages);
        Check.atMost(Geometry.PAGES_MAX - 1, pages, "pages of an mremap");
    }

    @Override
    public Mremap with(int newPage, int newPages) {
        return new Mremap(name, mapping, newPage, newPages);
    }

    /** The same of another mapping. */
    public Mremap from(String other) {
        return new Mremap(name, other, page, pages);
    }

    /** What the new name stands for, when the pages are those of a mapping. */
    public MappingSpec moved(MappingSpec from) {
        int filePage = from.file() == null ? 0 : from.filePage() + page;
        return new MappingSpec(
                name, from.kind(), from.file(), filePage, pages, from.readable(), from.writable(), false);
    }

    @Override
    public List<String> mappingNames() {
        return List.of(mapping, name);
    }

    @Override
    public String toString() {
        return name + " = " + Text.range("mremap", this);
    }
}
