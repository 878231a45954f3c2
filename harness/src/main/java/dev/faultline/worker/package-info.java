/** The process that the Maven plugin forks: reads one request, does it, and tells how it goes line by line. */
@NullMarked
package dev.faultline.worker;

import org.jspecify.annotations.NullMarked;
