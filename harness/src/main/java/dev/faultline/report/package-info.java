/** What people and programs read: the console report with its interleaving, {@code report.json}, the replay file, the list of strategies. */
@NullMarked
package dev.faultline.report;

import org.jspecify.annotations.NullMarked;
