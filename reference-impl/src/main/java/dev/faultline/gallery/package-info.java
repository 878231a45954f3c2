/**
 * Flawed copy strategies and VM policies, one a file: the bug, who had it, and the law it breaks. {@link
 * dev.faultline.gallery.Gallery} lists them. Each is right but for its one bug: what strategies share is sound ({@code
 * GalleryStrategy}), what policies have by default is the reference, and what an exhibit overrides is the flaw.
 */
@NullMarked
package dev.faultline.gallery;

import org.jspecify.annotations.NullMarked;
