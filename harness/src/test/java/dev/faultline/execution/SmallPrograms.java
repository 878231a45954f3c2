package dev.faultline.execution;

import dev.faultline.scenario.Scenario;
import java.util.List;
import java.util.Random;

/**
 * Programs so small that every interleaving of them can be run: two tasks, or a task and a kernel thread, one or two
 * operations each on a byte or two, pages of two bytes. Some move a page, at the beginning.
 */
final class SmallPrograms {
    private static final List<String> STATES = List.of("cold", "warm", "warm", "dirty");
    private static final List<String> MEMORIES =
            List.of("a = shared F page 0, 1 page, rw", "a = private F page 0, 1 page, rw", "a = anonymous 1 page, rw");
    private static final List<String> CALLS = List.of(
            "load(a+0:1)",
            "store(a+0:1)",
            "load(b+0:1)",
            "store(b+1:1)",
            "read(F@0, b+0:1)",
            "read(F@1, a+0:1)",
            "read(F@0, a+0:2)",
            "write(F@0, b+0:1)",
            "write(F@1, a+0:1)",
            "write(F@2, b+0:1)",
            "write(F@0, a+0:2)",
            "ftruncate(F, 1)",
            "ftruncate(F, 0)",
            "ftruncate(F, 3)",
            "fsync(F)",
            "munmap(a page 0, 1 page)",
            "mprotect(a, r)",
            "madvise_dontneed(a page 0, 1 page)",
            "madvise_dontneed(b page 0, 1 page)",
            "exit()");
    private static final String MOVE = "c = mremap(a page 0, 1 page)\n";
    private static final List<String> MOVED =
            List.of("load(c+0:1)", "store(c+1:1)", "load(a+0:1)", "write(F@0, a+0:2)", "ftruncate(F, 0)");
    private static final List<String> KERNEL_WORK = List.of("reclaim(F page 0)", "writeback(F page 0)");

    private final Random random;

    SmallPrograms(long seed) {
        random = new Random(seed);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    Scenario next() {
        StringBuilder text = new StringBuilder("machine page 2\n");
        text.append("file F 2: ").append(any(STATES)).append("\nprocess A\n");
        text.append(any(MEMORIES)).append("\nb = anonymous 1 page, rw, filled\n");
        if (random.nextInt(8) == 0) {
            text.append("inject 1 read error\n");
        }
        boolean moves = random.nextInt(6) == 0;
        text.append("task T1 in A\n").append(moves ? MOVE : "");
        operations(text, moves ? MOVED : CALLS);
        if (random.nextInt(3) == 0) {
            text.append("task K1 kernel\n");
            operations(text, KERNEL_WORK);
        } else {
            text.append("task T2 in A\n");
            operations(text, moves ? MOVED : CALLS);
        }
        return Scenario.parse(text.toString());
    }

    private void operations(StringBuilder text, List<String> from) {
        String last = "";
        for (int count = random.nextInt(3) == 0 ? 2 : 1; count > 0 && !last.equals("exit()"); count--) {
            last = any(from);
            text.append(last).append('\n');
        }
    }
}
