/**
 * Flawed copy strategies, one a file: the bug, who had it, and the law it breaks. {@link dev.faultline.gallery.Gallery}
 * lists them. Each is right but for its one bug: what they share is sound ({@code GalleryStrategy}), and what an
 * exhibit overrides is the flaw.
 */
@NullMarked
package dev.faultline.gallery;

import org.jspecify.annotations.NullMarked;
