package dev.faultline.enumerate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each scenario within a bound once up to symmetry: none twice, none missing, each with its number. */
class EnumerationTest {
    private static final Enumeration STANDARD = Enumeration.of(Bound.standard());
    private static final List<Plot> PLOTS = Plots.of(Bound.standard());

    /** Without the check for the least, every plot is there under all its names; what is left must be one of each class. */
    @Test
    void onePlotOfEachClass() {
        Set<Plot> all = new LinkedHashSet<>();
        Plots.raw(Bound.standard(), all::add);
        Set<Plot> left = new HashSet<>(all);
        int classes = 0;
        for (Plot plot : all) {
            classes += left.remove(plot) ? 1 : 0;
            for (Symmetry symmetry : Symmetry.of(plot)) {
                Plot other = symmetry.apply(plot);
                if (!all.contains(other)) {
                    throw new AssertionError(plot + " is there, and is missing as " + other);
                }
                left.remove(other);
            }
        }
        assertThat(PLOTS).hasSize(classes).doesNotHaveDuplicates();
    }

    /** Orbit counting (Burnside's lemma): a class has as many plots as there are exchanges for each that leaves one of them alone. */
    @Test
    void asManyClassesAsTheLemmaSays() {
        int[] classesTimes8 = {0};
        Plots.raw(Bound.standard(), plot -> {
            List<Symmetry> exchanges = Symmetry.of(plot);
            long leaveItAlone = exchanges.stream()
                    .filter(exchange -> exchange.apply(plot).equals(plot))
                    .count();
            classesTimes8[0] += 8 * leaveItAlone / exchanges.size();
        });
        assertThat(classesTimes8[0]).isEqualTo(8 * PLOTS.size());
    }

    /** Seen from outside: no two scenarios are the same but for the names and the order of what has names. */
    @Test
    void noTwoScenariosAreTheSameUnderOtherNames() {
        Map<String, Scenario> seen = new HashMap<>();
        for (int i = 0; i < STANDARD.size(); i++) {
            Scenario scenario = STANDARD.get(i);
            assertThat(seen.put(withoutNames(scenario), scenario))
                    .as("%s", scenario)
                    .isNull();
        }
    }

    /** The least of the texts that come of exchanging files, processes and tasks, and of naming mappings by what they map. */
    private static String withoutNames(Scenario scenario) {
        Set<String> texts = new TreeSet<>();
        for (boolean files : new boolean[] {false, true}) {
            for (boolean processes : new boolean[] {false, true}) {
                texts.add(text(scenario, files && scenario.files().size() == 2, processes));
            }
        }
        return texts.iterator().next();
    }

    private static String text(Scenario scenario, boolean files, boolean processes) {
        String tasks = scenario.tasks().stream()
                .map(task -> task(scenario, task))
                .map(text -> processes ? swapped(swapped(text, "<A>", "<B>"), "<C>", "<D>") : text)
                .map(text -> files ? swapped(text, "F", "G") : text)
                .sorted()
                .collect(Collectors.joining(" | "));
        List<String> specs = new ArrayList<>();
        scenario.files().forEach(file -> specs.add(file.size() + "" + file.pages()));
        if (files) {
            specs.add(specs.remove(0));
        }
        return scenario.readErrors() + " " + specs + " " + tasks;
    }

    private static String task(Scenario scenario, TaskSpec task) {
        String text = "<" + (task.process() == null ? "kernel" : task.process()) + ">" + task.operations();
        for (var process : scenario.processes()) {
            for (var mapping : process.mappings()) {
                String what = mapping.toString().substring(mapping.name().length());
                text = text.replaceAll("\\b" + mapping.name() + "\\b", "{" + what + "}");
            }
        }
        return text.replaceAll("\\b[a-h] = mmap", "mmap").replaceAll("\\b[a-h]\\b", "{made}");
    }

    private static String swapped(String text, String one, String other) {
        return text.replace(one, "\0").replace(other, one).replace("\0", other);
    }

    @Test
    void theSameNumberIsAlwaysTheSameScenario() {
        Enumeration again = Enumeration.of(Bound.standard());
        assertThat(again.size()).isEqualTo(STANDARD.size());
        for (int i = 0; i < again.size(); i += 97) {
            assertThat(again.get(i)).isEqualTo(STANDARD.get(i));
        }
    }

    @Test
    void aSmallerBoundIsPartOfALargerOne() {
        Set<Scenario> larger = new HashSet<>();
        for (int i = 0; i < STANDARD.size(); i++) {
            larger.add(STANDARD.get(i));
        }
        for (String bound : List.of("tasks 1", "operations 1", "pages 1", "files 1")) {
            Enumeration smaller = Enumeration.of(Bound.parse(bound));
            assertThat(smaller.size()).isPositive().isLessThan(STANDARD.size());
            for (int i = 0; i < smaller.size(); i++) {
                Scenario scenario = smaller.get(i);
                assertThat(larger.contains(scenario)).as("%s", scenario).isTrue();
            }
        }
    }

    @Test
    void aWriteFromAMappingOfThePageThatItWrites() {
        assertThat(STANDARD).satisfies(has("""
                machine page 2
                file F 2: cold
                process A
                  a = shared F page 0, 1 page, rw
                inject 1 read error
                task T1 in A
                  write(F@0, a+0:2)
                """));
    }

    @Test
    void twoFilesWrittenFromMappingsOfEachOther() {
        assertThat(STANDARD).satisfies(has("""
                machine page 2
                file F 2: cold
                file G 2: cold
                process A
                  a = shared F page 0, 1 page, rw
                  b = shared G page 0, 1 page, rw
                inject 1 read error
                task T1 in A
                  write(F@0, b+0:2)
                task T2 in A
                  write(G@0, a+0:2)
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cold warm", "warm cold", "cold cold", "warm warm"})
    void aWriteInTwoBuffersFromOnePageToTheNextAgainstReclaim(String pages) {
        String error = pages.contains("cold") ? "inject 1 read error\n" : "";
        assertThat(STANDARD)
                .satisfies(has("machine page 2\nfile F 4: " + pages + "\nprocess A\n"
                        + "  a = shared F page 1, 1 page, rw\n  b = anonymous 1 page, rw, filled\n" + error
                        + "task K1 kernel\n  reclaim(F page 0)\n"
                        + "task T1 in A\n  writev(F@1, b+0:1, a+0:1)\n"));
    }

    @Test
    void aReadWhoseSecondBufferIsUnmapped() {
        assertThat(STANDARD).satisfies(has("""
                machine page 2
                file F 1: cold
                process A
                  a = anonymous 1 page, rw, filled
                  b = anonymous 1 page, rw
                inject 1 read error
                task T1 in A
                  readv(F@0, a+0:1, b+1:1)
                task T2 in A
                  munmap(b page 0, 1 page)
                """));
    }

    /** Pages in different states are there for calls that come from one to the other only. */
    @Test
    void anUnevenFileIsCrossed() {
        for (Plot plot : PLOTS) {
            if (plot.files().stream().anyMatch(FileShape::isUneven)) {
                assertThat(plot.roles())
                        .anyMatch(role -> role.letters().stream().anyMatch(Letter::crosses));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftruncate(F, 0)", "munmap(a page 0, 1 page)", "fork(C)", "madvise_dontneed(a page 0, 1 page)"})
    void aWriteAgainst(String operation) {
        String child = operation.startsWith("fork") ? "process C forked\n" : "";
        assertThat(STANDARD)
                .satisfies(has("machine page 2\nfile F 2: cold\nprocess A\n"
                        + "  a = shared F page 0, 1 page, rw\n" + child + "inject 1 read error\n"
                        + "task T1 in A\n  write(F@0, a+0:2)\ntask T2 in A\n  " + operation + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reclaim(F page 0)", "writeback(F page 0)"})
    void aWriteAgainstTheKernels(String operation) {
        assertThat(STANDARD)
                .satisfies(has("machine page 2\nfile F 2: cold\nprocess A\n"
                        + "  a = shared F page 0, 1 page, rw\ninject 1 read error\ntask K1 kernel\n  " + operation
                        + "\ntask T1 in A\n  write(F@0, a+0:2)\n"));
    }

    private static ThrowingConsumer<Enumeration> has(String text) {
        Scenario wanted = Scenario.parse(text);
        return enumeration -> assertThat(IntStream.range(0, enumeration.size()).mapToObj(enumeration::get))
                .contains(wanted);
    }
}
