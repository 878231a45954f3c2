package dev.faultline.spi.vm;

import org.jspecify.annotations.Nullable;

/** The mappings of every address space. A virtual page is a number among those of all spaces. */
public interface Mappings {
    /** A step that looks at the mappings of the page's address space. */
    void enter(int page);

    /** The mapping of a page, or null when there is none. */
    @Nullable
    VmMapping find(int page);

    /** Whether the page's protection allows a load, or a store. */
    boolean allows(int page, boolean store);

    /** Whether the page is mapped and shows no file. */
    boolean isAnonymous(int page);

    /** The page of its file that a mapped page shows. */
    int index(VmMapping mapping, int page);
}
