package dev.faultline.scenario;

import dev.faultline.hardware.Geometry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A range of virtual pages and what is behind it.
 *
 * @param name unique in the scenario, and with it the place: see {@link Layout}
 * @param file the file mapped; null for anonymous memory
 * @param filePage the page of the file under the first page of the mapping
 * @param filled whether anonymous memory holds bytes of its own from the start, instead of being untouched
 */
public record MappingSpec(
        String name,
        Kind kind,
        @Nullable String file,
        int filePage,
        int pages,
        boolean readable,
        boolean writable,
        boolean filled) {
    /** What is behind a mapping. */
    public enum Kind {
        /** The file itself ({@code MAP_SHARED}). */
        SHARED,
        /** The file until the first store ({@code MAP_PRIVATE}). */
        PRIVATE,
        /** Memory of the process. */
        ANONYMOUS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public MappingSpec {
        Check.name(name, "mapping");
        Check.notNegative(filePage, "file page of mapping " + name);
        Check.positive(pages, "pages of mapping " + name);
        Check.atMost(Geometry.PAGES_MAX - 1, pages, "pages of mapping " + name);
        if (kind == Kind.ANONYMOUS) {
            Check.that(file == null, "mapping " + name + " is anonymous and cannot map file " + file);
            Check.that(filePage == 0, "mapping " + name + " is anonymous and has no file page: " + filePage);
        } else {
            Check.that(file != null, "mapping " + name + " is " + kind + " and needs a file");
            Check.that(!filled, "mapping " + name + " is " + kind + ", only anonymous memory can be filled");
        }
    }

    public static MappingSpec shared(String name, String file, int filePage, int pages) {
        return new MappingSpec(name, Kind.SHARED, file, filePage, pages, true, true, false);
    }

    public static MappingSpec privately(String name, String file, int filePage, int pages) {
        return new MappingSpec(name, Kind.PRIVATE, file, filePage, pages, true, true, false);
    }

    public static MappingSpec anonymous(String name, int pages, boolean filled) {
        return new MappingSpec(name, Kind.ANONYMOUS, null, 0, pages, true, true, filled);
    }

    public MappingSpec withPages(int smallerOrLarger) {
        return new MappingSpec(name, kind, file, filePage, smallerOrLarger, readable, writable, filled);
    }

    public MappingSpec withFilePage(int page) {
        return new MappingSpec(name, kind, file, page, pages, readable, writable, filled);
    }

    public MappingSpec withProtection(boolean nowReadable, boolean nowWritable) {
        return new MappingSpec(name, kind, file, filePage, pages, nowReadable, nowWritable, filled);
    }

    /** {@code a = shared F page 0, 2 pages, rw}. */
    @Override
    public String toString() {
        return name + " = " + body();
    }

    /** The part after the name. */
    String body() {
        String what = file == null ? kind + " " : kind + " " + file + " page " + filePage + ", ";
        return what + Text.pages(pages) + ", " + Text.protection(readable, writable) + (filled ? ", filled" : "");
    }
}
