package dev.faultline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generate.Facts.Done;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.KernelWork.Reclaim;
import dev.faultline.scenario.KernelWork.WriteBack;
import dev.faultline.scenario.MappingSpec.Kind;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Operation.DontNeed;
import dev.faultline.scenario.Operation.Fork;
import dev.faultline.scenario.Operation.Load;
import dev.faultline.scenario.Operation.Mmap;
import dev.faultline.scenario.Operation.Munmap;
import dev.faultline.scenario.Operation.Store;
import dev.faultline.scenario.Operation.Truncate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The situations in which kernels went wrong, as far as a program can bring them about; the rest is the schedule's part. Each must come up at
 * least once in a thousand scenarios, so that a search of some thousand meets it with all that has to come together besides.
 */
class TriggersTest {
    private static final int SCENARIOS = 20_000;
    private static final int LEAST = SCENARIOS / 1_000;

    private static List<Facts> sample = List.of();

    private record Trigger(String situation, Predicate<Facts> occurs) {
        @Override
        public String toString() {
            return situation;
        }
    }

    @BeforeAll
    static void generate() {
        Scenarios scenarios = new Scenarios(1, Profile.standard());
        sample = Stream.iterate(0L, i -> i + 1)
                .limit(SCENARIOS)
                .map(i -> new Facts(scenarios.get(i)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"deadlocks", "failures", "races", "copyOnWrite", "pageExchanges"})
    void comesUpOnceInAThousandScenarios(Trigger trigger) {
        long count = sample.stream().filter(trigger.occurs()).count();
        assertThat(count).as("%s: %d of %d", trigger, count, SCENARIOS).isGreaterThan(LEAST);
    }

    static Stream<Trigger> deadlocks() {
        return Stream.of(
                new Trigger(
                        "a cold page is overwritten from its own mapping",
                        f -> f.any(w -> w.isWrite()
                                && selfMapped(f, w)
                                && f.position(w) % f.pageSize() == 0
                                && f.length(w) >= f.pageSize()
                                && f.isCold(f.target(w).get(0)))),
                new Trigger(
                        "two tasks write two pages, each from the other's",
                        f -> f.beside(
                                w -> w.isWrite() && f.mapped(w).stream().anyMatch(f::isCold),
                                (w, v) -> v.isWrite()
                                        && !Facts.meet(f.target(w), f.target(v))
                                        && Facts.meet(f.mapped(w), f.target(v))
                                        && Facts.meet(f.mapped(v), f.target(w)))),
                new Trigger(
                        "a write while its page is mapped and populated",
                        f -> f.beside(
                                w -> w.isWrite() && !f.mapped(w).isEmpty(),
                                (w, m) ->
                                        m.operation() instanceof Mmap mmap && mmap.populate() && f.sameProcess(w, m))),
                new Trigger(
                        "only the second page of the source is the page written",
                        f -> f.any(w -> w.isWrite()
                                && f.buffers(w).stream()
                                        .anyMatch(b -> f.mapped(b).size() > 1
                                                && f.target(w)
                                                        .contains(f.mapped(b).get(1))
                                                && !f.target(w)
                                                        .contains(f.mapped(b).get(0))))),
                new Trigger(
                        "only a later segment is the page written",
                        f -> f.any(w -> w.isWrite()
                                && f.buffers(w).size() > 1
                                && selfMapped(f, w)
                                && !Facts.meet(
                                        f.target(w), f.mapped(f.buffers(w).get(0))))),
                new Trigger(
                        "two pages are written with one of them as source",
                        f -> f.any(w -> w.isWrite() && f.target(w).size() > 1 && selfMapped(f, w))),
                new Trigger(
                        "the source goes away between two looks at it",
                        f -> f.beside(w -> w.isWrite() && selfMapped(f, w), (w, r) -> takesAway(f, w, r))),
                new Trigger(
                        "a file is read into its own mapping while it is written",
                        f -> f.beside(
                                r -> r.isRead() && selfMapped(f, r),
                                (r, w) -> w.isWrite() && Facts.meet(f.target(r), f.target(w)))),
                new Trigger(
                        "the address space changes during a copy",
                        f -> f.beside(
                                c -> (c.isRead() || c.isWrite()) && !f.mapped(c).isEmpty(),
                                (c, m) -> (m.is(Mmap.class) || m.is(Munmap.class)) && f.sameProcess(c, m))));
    }

    static Stream<Trigger> failures() {
        return Stream.of(
                new Trigger(
                        "a write runs into unmapped memory",
                        f -> f.any(w -> w.isWrite() && f.buffers(w).stream().anyMatch(f::runsOut))),
                new Trigger(
                        "a read runs into unmapped memory",
                        f -> f.any(r -> r.isRead() && f.buffers(r).stream().anyMatch(f::runsOut))),
                new Trigger(
                        "a read must not write to its buffer",
                        f -> f.any(r -> r.isRead()
                                && f.buffers(r).stream()
                                        .anyMatch(b -> !f.mapping(b).writable()))),
                new Trigger(
                        "a cold page is written in part and cannot be read in",
                        f -> f.mayFail()
                                && f.any(w -> w.isWrite()
                                        && f.length(w) % f.pageSize() != 0
                                        && f.isCold(f.target(w).get(0)))),
                new Trigger(
                        "a write of several segments to a cold page",
                        f -> f.any(w -> w.isWrite()
                                && f.buffers(w).size() > 1
                                && f.isCold(f.target(w).get(0)))),
                new Trigger(
                        "a read into its own file ends at the end of it",
                        f -> f.any(r -> r.isRead()
                                && selfMapped(f, r)
                                && f.position(r) < f.fileSize(r)
                                && f.position(r) + f.length(r) > f.fileSize(r))));
    }

    static Stream<Trigger> races() {
        return Stream.of(
                new Trigger(
                        "an append beside a read of the same page",
                        f -> f.beside(
                                w -> w.isWrite() && f.position(w) + f.length(w) > f.fileSize(w),
                                (w, r) -> r.isRead() && Facts.meet(f.target(w), f.target(r)))),
                new Trigger(
                        "two pages are read beside a write of both",
                        f -> f.beside(
                                r -> r.isRead() && f.target(r).size() > 1,
                                (r, w) ->
                                        w.isWrite() && f.target(w).size() > 1 && Facts.meet(f.target(r), f.target(w)))),
                new Trigger(
                        "truncated down and up beside a copy",
                        f -> f.beside(
                                c -> c.isRead() || c.isWrite(),
                                (c, t) -> t.is(Truncate.class)
                                        && f.sequence(t::equals, (down, up) -> extendsAgain(down, up)))),
                new Trigger(
                        "stored past the end, extended, looked at",
                        f -> f.sequence(
                                s -> s.is(Store.class) && !f.mapped(s).isEmpty(),
                                (s, t) -> t.is(Truncate.class) && f.sequence(t::equals, (u, l) -> looks(f, s, l)))),
                new Trigger(
                        "two pages are written while the last is written back and evicted",
                        f -> f.beside(
                                w -> w.isWrite() && f.target(w).size() > 1,
                                (w, k) -> k.is(WriteBack.class)
                                        && Facts.meet(f.target(w), f.target(k))
                                        && f.sequence(k::equals, (b, r) -> r.is(Reclaim.class)))),
                new Trigger(
                        "stored, reclaimed, looked at",
                        f -> f.around(
                                s -> s.is(Store.class) && !f.mapped(s).isEmpty(),
                                (s, l) -> looks(f, s, l),
                                (s, r) -> r.is(Reclaim.class) && Facts.meet(f.mapped(s), f.target(r)))),
                new Trigger(
                        "unmapped while another thread stores",
                        f -> f.beside(
                                s -> s.is(Store.class),
                                (s, m) -> m.operation() instanceof Munmap munmap
                                        && f.sameProcess(s, m)
                                        && f.buffers(s).get(0).mapping().equals(munmap.mapping()))));
    }

    static Stream<Trigger> copyOnWrite() {
        return Stream.of(
                new Trigger(
                        "forked while a sibling stores and the child looks",
                        f -> f.beside(
                                k -> k.is(Fork.class),
                                (k, s) -> s.is(Store.class)
                                        && f.sameProcess(k, s)
                                        && f.beside(
                                                s::equals,
                                                (t, l) -> l.is(Load.class)
                                                        && !f.sameProcess(t, l)
                                                        && f.shareMemory(t, l)))),
                new Trigger(
                        "a private store, then a look at the file",
                        f -> f.sequence(
                                s -> s.is(Store.class) && f.isKind(f.buffers(s).get(0), Kind.PRIVATE),
                                (s, l) -> Facts.meet(f.touched(s), f.touched(l)))),
                new Trigger(
                        "a read into private memory while it is dropped",
                        f -> f.beside(
                                r -> r.isRead() && f.buffers(r).stream().anyMatch(b -> f.isKind(b, Kind.PRIVATE)),
                                (r, d) -> d.is(DontNeed.class) && f.sameProcess(r, d))),
                new Trigger(
                        "a read while a sibling forks",
                        f -> f.beside(
                                r -> r.isRead() && f.isKind(f.buffers(r).get(0), Kind.ANONYMOUS),
                                (r, k) -> k.is(Fork.class) && f.sameProcess(r, k))));
    }

    static Stream<Trigger> pageExchanges() {
        return Stream.of(
                new Trigger(
                        "a whole page read, then stored to through a mapping and looked at",
                        f -> f.around(
                                Predicate.<Done>not(Done::isWrite).and(f::isPageExchange),
                                (r, l) -> l.is(Load.class) && f.shareMemory(r, l),
                                (r, s) -> s.is(Store.class) && Facts.meet(f.target(r), f.mapped(s)))),
                new Trigger(
                        "a whole page read, then written over and looked at",
                        f -> f.any(r -> r.isRead()
                                && f.isPageExchange(r)
                                && f.any(w -> w.isWrite() && Facts.meet(f.target(r), f.target(w)))
                                && f.any(l -> l.is(Load.class) && f.shareMemory(r, l)))),
                new Trigger(
                        "a whole page read into memory that a sibling uses",
                        f -> f.beside(
                                r -> r.isRead() && f.isPageExchange(r),
                                (r, s) -> f.sameProcess(r, s) && f.shareMemory(r, s))),
                new Trigger(
                        "a whole page read, then forked",
                        f -> f.sequence(r -> r.isRead() && f.isPageExchange(r), (r, k) -> k.is(Fork.class))),
                new Trigger(
                        "a whole page read beside its reclaim",
                        f -> f.beside(
                                r -> r.isRead() && f.isPageExchange(r),
                                (r, k) -> k.is(Reclaim.class) && Facts.meet(f.target(r), f.target(k)))),
                new Trigger(
                        "a whole page written, then its source stored to and the file looked at",
                        f -> f.any(w -> w.isWrite()
                                && f.isPageExchange(w)
                                && f.any(s -> s.is(Store.class) && f.shareMemory(w, s))
                                && f.any(l ->
                                        (l.isRead() || l.is(Load.class)) && Facts.meet(f.target(w), f.touched(l))))));
    }

    private static boolean selfMapped(Facts facts, Done copy) {
        return Facts.meet(facts.target(copy), facts.mapped(copy));
    }

    private static boolean takesAway(Facts facts, Done copy, Done other) {
        if (other.is(Reclaim.class) || other.is(Truncate.class)) {
            return Facts.meet(facts.mapped(copy), facts.target(other));
        }
        return other.operation() instanceof Operation.RangeOperation range
                && facts.buffers(copy).stream().map(Buffer::mapping).anyMatch(range.mapping()::equals);
    }

    private static boolean extendsAgain(Done down, Done up) {
        return up.operation() instanceof Truncate larger
                && down.operation() instanceof Truncate smaller
                && larger.file().equals(smaller.file())
                && larger.size() > smaller.size();
    }

    private static boolean looks(Facts facts, Done at, Done look) {
        return (look.isRead() || look.is(Load.class)) && Facts.meet(facts.touched(at), facts.touched(look));
    }
}
