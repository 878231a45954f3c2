/** What messages for people are made with, whoever writes them. Knows nothing of this project. */
@NullMarked
package dev.faultline.text;

import org.jspecify.annotations.NullMarked;
