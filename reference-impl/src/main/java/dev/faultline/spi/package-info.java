/** What a copy strategy implements, and the kernel it is handed. */
@NullMarked
package dev.faultline.spi;

import org.jspecify.annotations.NullMarked;
