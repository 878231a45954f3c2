package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.faultline.SamplePolicies;
import dev.faultline.execution.UnderPolicy;
import dev.faultline.hardware.Pte;
import dev.faultline.spi.vm.Frames;
import dev.faultline.spi.vm.Vm;
import dev.faultline.strategy.BounceBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a VM policy may not do to page tables and frames, call by call, in the place of a copy-on-write. */
class PolicyMisuseTest {
    private static final int NO_PAGE = 1000;
    private static final int NO_FRAME = 4711;
    private static final String STORE = """
            machine page 8, 1 cpu
            file F 8: warm
            process A
              p = private F page 0, 1 page, rw
            task T1 in A
              load(p+0:1)
              store(p+0:1)
              load(p+0:8)
            """;

    /** What is done to the entry of a page that maps the cache's frame, before it is copied. */
    private interface Deed {
        void to(Vm vm, int page, int entry);
    }

    private static UnderPolicy doing(Deed deed) {
        return new UnderPolicy(
                new SamplePolicies.Same() {
                    @Override
                    public boolean breakPrivate(Vm vm, int page, int entry) {
                        deed.to(vm, page, entry);
                        return super.breakPrivate(vm, page, entry);
                    }
                },
                new BounceBuffer());
    }

    private static Arguments says(String words, Deed deed) {
        return arguments(words, deed);
    }

    /** A frame that somebody gave back. */
    private static int freed(Vm vm) {
        vm.frames().enter();
        int frame = vm.frames().allocate();
        vm.frames().put(frame);
        return frame;
    }

    static Stream<Arguments> misuse() {
        return Stream.of(
                says(
                        "uses the entry of virtual page 1000",
                        (vm, page, entry) -> vm.tables().enter(NO_PAGE)),
                says(
                        "uses the entry of virtual page -1",
                        (vm, page, entry) -> vm.tables().entry(-1)),
                says(
                        "uses the entry of virtual page 1000",
                        (vm, page, entry) -> vm.tables().addMapping(NO_PAGE, Pte.frame(entry))),
                says(
                        "uses the entry of virtual page 1000",
                        (vm, page, entry) -> vm.tables().removeMapping(NO_PAGE, Pte.frame(entry))),
                says(
                        "flushes virtual page 1000",
                        (vm, page, entry) -> vm.shootdown().add(NO_PAGE)),
                says("maps frame 4711", (vm, page, entry) -> vm.tables().set(page, Pte.of(NO_FRAME, Pte.WRITABLE))),
                says("maps frame 4711", (vm, page, entry) -> vm.tables().install(page, Pte.of(NO_FRAME, Pte.WRITABLE))),
                says(
                        "maps a frame that is free",
                        (vm, page, entry) -> vm.tables().set(page, Pte.of(freed(vm), 0))),
                says(
                        "maps a frame that is free",
                        (vm, page, entry) -> vm.tables().install(page, Pte.of(freed(vm), 0))),
                says(
                        "lists a frame that is free",
                        (vm, page, entry) -> vm.tables().addMapping(page, freed(vm))),
                says(
                        "lists a frame that is free",
                        (vm, page, entry) -> vm.tables().removeMapping(page, freed(vm))),
                says("unmaps a frame that is free", (vm, page, entry) -> {
                    vm.folios().enter(vm.folios().of(Pte.frame(entry)));
                    vm.tables().unmap(vm.folios().of(Pte.frame(entry)), freed(vm));
                }),
                says("clears an entry that is not present", (vm, page, entry) -> {
                    vm.tables().enter(page);
                    vm.tables().clear(page);
                    vm.tables().clear(page);
                }),
                says(
                        "drops a page table lock that it does not hold",
                        (vm, page, entry) -> vm.tables().drop(page)));
    }

    @ParameterizedTest
    @MethodSource("misuse")
    void isReported(String words, Deed deed) {
        Violation violation = Trial.accusation(doing(deed), STORE);

        assertThat(violation.law()).isEqualTo("misuse");
        assertThat(violation.actual()).startsWith(words);
    }

    /** Under a page table's lock no frame may be waited for. */
    @Test
    void roomIsNotMadeInAtomicContext() {
        Violation violation = Trial.accusation(
                doing((vm, page, entry) -> {
                    vm.tables().hold(page);
                    vm.frames().enter();
                    vm.tables().drop(page);
                }),
                STORE.replace("1 cpu", "1 cpu, 3 frames, reclaim").replace("F 8: warm", "F 24: warm warm warm"));

        assertThat(violation.law()).isEqualTo("sleep-in-atomic");
        assertThat(violation.actual()).isEqualTo("reclaims a frame in atomic context");
    }

    /** An entry that is absent may be written anywhere. */
    @Test
    void whatATableIsAskedItAnswers() {
        Trial.acquitsOnce(
                doing((vm, page, entry) -> {
                    vm.tables().enter(page);
                    assertThat(vm.tables().isPresent(page)).isTrue();
                    assertThat(vm.tables().frame(page)).isEqualTo(Pte.frame(entry));
                    assertThat(vm.tables().maps(page, Pte.frame(entry))).isTrue();
                    assertThat(vm.tables().maps(page, Pte.frame(entry) + 1)).isFalse();
                    assertThat(vm.tables().frame(page + 1)).isEqualTo(Frames.NONE);
                    assertThat(vm.tables().maps(page + 1, 0)).isFalse();
                    assertThat(vm.tables().fileMappings(vm.folios().of(Pte.frame(entry))))
                            .isOne();
                    assertThat(vm.tables().isFree(page)).isTrue();
                    assertThat(vm.tables().isHeld(page)).isFalse();
                    vm.tables().hold(page);
                    assertThat(vm.tables().isFree(page)).isTrue();
                    assertThat(vm.tables().isHeld(page)).isTrue();
                    vm.tables().drop(page);
                    vm.tables().set(page + 1, Pte.ABSENT);
                }),
                STORE);
    }
}
