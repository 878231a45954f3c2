package dev.faultline.export;

import dev.faultline.scenario.Scenario;
import java.util.List;
import java.util.Map;

/**
 * A run as far as user space sees it.
 *
 * @param moments the operations that began, in the order in which they did
 * @param ends by file: its size and bytes at the end, as the exported program prints them; empty when the run did not come to rest
 * @param disks by file: the values of its bytes on the disk at the start
 * @param files by file: the values of its bytes at the start
 * @param fills by mapping of filled memory: the values of its bytes at the start
 */
record Story(
        Scenario scenario,
        List<Moment> moments,
        Map<String, String> ends,
        Map<String, List<Integer>> disks,
        Map<String, List<Integer>> files,
        Map<String, List<Integer>> fills,
        Values values) {
    Story {
        moments = List.copyOf(moments);
    }

    /**
     * An operation.
     *
     * @param over by task: how many operations of it were over when this one began
     * @param came what it came to on the machine, as the exported program prints it
     */
    record Moment(int task, int index, List<Integer> over, String came) {}
}
