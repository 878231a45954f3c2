@NullMarked
package dev.faultline.export;

import org.jspecify.annotations.NullMarked;
