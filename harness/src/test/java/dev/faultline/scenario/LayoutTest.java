package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where things are: by order of declaration, with a guard page behind each mapping. */
class LayoutTest {
    private static final Layout LAYOUT = Layout.of(Scenario.parse("""
            machine page 8
            file F 12: cold warm
            file G 8: cold
            process A
              a = shared F page 0, 2 pages, rw
              b = anonymous 1 page, rw
            process B forked
            process C
              c = shared G page 0, 1 page, rw
            task T1 in A
              fork(B)
              write(F@20, a+0:8)
            task T2 in B
              d = mmap(private F page 0, 1 page, r)
              load(a+0:1)
            task K1 kernel
              reclaim(F page 0)
            """));

    @Test
    void mappingsOfAFamilyLieBehindOneAnother() {
        assertThat(LAYOUT.page("a")).isZero();
        assertThat(LAYOUT.page("b")).as("behind a's two pages and its guard").isEqualTo(3);
        assertThat(LAYOUT.page("d")).as("an mmap in a forked process").isEqualTo(5);
        assertThat(LAYOUT.page("c")).as("another family").isZero();
        assertThat(LAYOUT.address("b", 5)).isEqualTo(29);
        assertThat(LAYOUT.pagesPerSpace()).isEqualTo(7);
    }

    @Test
    void everyPageButTheRestHasItsMapping() {
        MappingSpec a = LAYOUT.mapping(LAYOUT.mappingNumber("a"));
        MappingSpec d = LAYOUT.mapping(LAYOUT.mappingNumber("d"));
        assertThat(LAYOUT.mappingAt(0, 2)).as("a's guard page").isEqualTo(a);
        assertThat(LAYOUT.mappingAt(1, 5)).as("in the child").isEqualTo(d);
        assertThat(LAYOUT.mappingAt(2, 2)).isNull();
    }

    @Test
    void numbersStandForNames() {
        assertThat(LAYOUT.mappings()).isEqualTo(4);
        assertThat(LAYOUT.mappingNumber("c")).isEqualTo(2);
        assertThat(LAYOUT.fileOf(2)).isEqualTo(1);
        assertThat(LAYOUT.fileOf(1)).as("anonymous").isEqualTo(-1);
        assertThat(LAYOUT.processOf(3)).isEqualTo(1);
        assertThat(LAYOUT.parentOf(1)).isZero();
        assertThat(LAYOUT.parentOf(0)).isEqualTo(-1);
        assertThat(LAYOUT.processOfTask(2)).as("a kernel thread").isEqualTo(-1);
        assertThatThrownBy(() -> LAYOUT.page("z")).hasMessage("no mapping is called z");
    }

    @Test
    void aFileHasRoomForAllThatMayBeWritten() {
        assertThat(LAYOUT.pagesMax(0)).as("bytes 20 to 27 are written").isEqualTo(4);
        assertThat(LAYOUT.pagesMax(1)).isEqualTo(1);
    }

    @Test
    void everyTaskHasACpuUnlessTheMachineSaysOtherwise() {
        assertThat(LAYOUT.geometry().cpus()).isEqualTo(3);
        Layout single = Layout.of(
                LAYOUT.scenario().withMachine(LAYOUT.scenario().machine().withCpus(1)));
        assertThat(single.geometry().cpus()).isEqualTo(1);
        assertThat(single.cpuOf(2)).isZero();
    }

    @Test
    void whatIsMovedIsWhatItsSourceShows() {
        Layout layout = Layout.of(Scenario.parse("""
                machine page 8
                file F 24: cold cold cold
                process A
                  a = private F page 1, 2 pages, r
                task T1 in A
                  c = mremap(b page 0, 1 page)
                task T2 in A
                  b = mremap(a page 1, 1 page)
                """));
        assertThat(layout.mapping(1)).hasToString("c = private F page 2, 1 page, r");
        assertThat(layout.page("c")).isEqualTo(3);
        assertThat(layout.home(0, 3)).as("a's second page").isEqualTo(1);
        assertThat(layout.home(0, 5)).isEqualTo(1);
        assertThat(layout.home(0, 1)).isEqualTo(1);
        assertThat(layout.home(0, 4)).as("c's guard page").isEqualTo(4);
    }
}
