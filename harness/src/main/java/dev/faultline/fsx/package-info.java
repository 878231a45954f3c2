/** Operation logs of fsx, the file system exerciser of xfstests: read, and made into scenarios. Knows scenarios and words, nothing else. */
@NullMarked
package dev.faultline.fsx;

import org.jspecify.annotations.NullMarked;
