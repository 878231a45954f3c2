package dev.faultline.explore;

import dev.faultline.execution.Call;
import dev.faultline.execution.Execution;
import dev.faultline.execution.Program;
import dev.faultline.law.LawBook;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is met, by one worker or in one scenario. */
final class Surveyor {
    private static final int SCENARIOS_ALL = 256;
    private static final int SCENARIOS_A_LOOK = 16;
    private static final List<String> KINDS = Arrays.stream(Call.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    private final long[] laws = new long[LawBook.NAMES.size()];
    private final long[] branches = new long[Execution.BRANCHES.size()];
    private final long[] kinds = new long[KINDS.size()];
    private final long[] shapes = new long[Aliasing.SHAPES.size()];
    private final @Nullable Traces ofOne;
    private long[] known = new long[16];
    private int knownCount;
    private long scenarios;
    private long executions;
    private long traces;

    Surveyor() {
        this(null);
    }

    /** @param ofOne where there is one scenario, its traces; null where there are many */
    Surveyor(@Nullable Traces ofOne) {
        this.ofOne = ofOne;
    }

    /** Whether the scenario with this index is looked at: the first ones all, then one of {@value #SCENARIOS_A_LOOK}. */
    static boolean looksAt(long index) {
        return index < SCENARIOS_ALL || index % SCENARIOS_A_LOOK == 0;
    }

    /** A scenario that is looked at is about to be run. */
    void meets(Program program) {
        if (ofOne != null && !ofOne.isFirst()) {
            return;
        }
        scenarios++;
        knownCount = 0;
        count(kindsOf(program), kinds);
        count(Aliasing.of(program), shapes);
    }

    private static long kindsOf(Program program) {
        long met = 0;
        for (int task = 0; task < program.tasks(); task++) {
            for (int index = 0; index < program.operations(task); index++) {
                met |= 1L << program.call(task, index).kind().ordinal();
            }
        }
        return met;
    }

    /** It was run, and this was the trace. */
    void traced(long trace) {
        executions++;
        if (ofOne != null) {
            traces += ofOne.add(trace) ? 1 : 0;
            return;
        }
        for (int i = 0; i < knownCount; i++) {
            if (known[i] == trace) {
                return;
            }
        }
        if (knownCount == known.length) {
            known = Arrays.copyOf(known, 2 * knownCount);
        }
        known[knownCount++] = trace;
        traces++;
    }

    /** A scenario that is looked at was run by a search that repeats no trace. */
    void searched(long executionsMore, long tracesMore) {
        executions += executionsMore;
        traces += tracesMore;
    }

    /** Some scenario was run; sets of the laws that had something to judge, and of the branches reached. */
    void ran(int lawsHeard, long branchesReached) {
        count(lawsHeard, laws);
        count(branchesReached, branches);
    }

    private static void count(long met, long[] counts) {
        for (long left = met; left != 0; left &= left - 1) {
            counts[Long.numberOfTrailingZeros(left)]++;
        }
    }

    /** Takes over what another one met. */
    void add(Surveyor other) {
        scenarios += other.scenarios;
        executions += other.executions;
        traces += other.traces;
        add(other.laws, laws);
        add(other.kinds, kinds);
        add(other.shapes, shapes);
        add(other.branches, branches);
    }

    private static void add(long[] more, long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += more[i];
        }
    }

    Survey survey() {
        return new Survey(
                scenarios,
                executions,
                traces,
                named(LawBook.NAMES, laws),
                named(KINDS, kinds),
                named(Aliasing.SHAPES, shapes),
                named(Execution.BRANCHES, branches));
    }

    private static Map<String, Long> named(List<String> names, long[] counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            named.put(names.get(i), counts[i]);
        }
        return named;
    }
}
