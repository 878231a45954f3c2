/**
 * Faultline beside other tools, on one subject, {@link dev.faultline.execution.PageLocks}, in one run; {@link
 * dev.faultline.peers.Comparison} starts it and prints the table of docs/benchmarks.md.
 */
package dev.faultline.peers;
