package dev.faultline.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.Candidates;
import dev.faultline.gallery.Gallery;
import dev.faultline.generate.Profile;
import dev.faultline.generate.Scenarios;
import dev.faultline.schedule.Portfolio;
import dev.faultline.schedule.RandomWalk;
import dev.faultline.schedule.Scheduler;
import dev.faultline.spi.CopyStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The exhaustive search leaves out what footprints say it may. So they are tried: whenever two neighbouring steps of
 * different tasks do not conflict, the run with the two in the other order is possible, every task sees the same in it,
 * the same tasks can go on, and the machine is the same to its last field, right after the two and at the end.
 */
class FootprintSwapTest {
    private static final int SCENARIOS = Integer.getInteger("faultline.test.scenarios", 150);
    private static final int FIRST = Integer.getInteger("faultline.test.first", 0);

    /** Two short programs of every kind, and larger ones. */
    private final List<Scenarios> sources = List.of(
            new Scenarios(5, new Profile(2, 2, 1, false, true, true, true)),
            new Scenarios(6, new Profile(3, 3, 2, true, true, true, true)));

    private static List<CopyStrategy> strategies() {
        List<CopyStrategy> strategies = new ArrayList<>();
        ServiceLoader.load(CopyStrategy.class).forEach(strategies::add);
        Gallery.exhibits().stream()
                .map(exhibit -> Candidates.of(exhibit).factory().get())
                .forEach(strategies::add);
        return strategies;
    }

    @Test
    void neighboursThatDoNotConflictMayChangePlaces() {
        int swaps = 0;
        int ofTheDisk = 0;
        int afterWaits = 0;
        int withChoices = 0;
        List<CopyStrategy> strategies = strategies();
        for (int i = 0; i < strategies.size(); i++) {
            try (Execution execution = new Execution(strategies.get(i), Backend.best())) {
                Swaps tried = new Swaps(strategies.get(i), execution, 0);
                for (int number = FIRST + i; number < FIRST + SCENARIOS; number += strategies.size()) {
                    Scheduler scheduler = number % 3 == 0 ? Portfolio.standard(number) : new RandomWalk(number);
                    tried.tryAll(sources.get(number % 2).get(number), scheduler);
                }
                assertThat(tried.differences).isEmpty();
                swaps += tried.swaps;
                ofTheDisk += tried.ofTheDisk;
                afterWaits += tried.afterWaits;
                withChoices += tried.withChoices;
            }
        }
        System.out.printf(
                "%d neighbours changed places, %d of them with the disk, %d after waiting, %d with choices%n",
                swaps, ofTheDisk, afterWaits, withChoices);
        assertThat(swaps).isGreaterThan(10 * SCENARIOS);
        assertThat(List.of(ofTheDisk, afterWaits, withChoices)).allMatch(count -> count > 0);
    }

    /** What footprints record is needed: where a part of them is ignored, steps change places that must not. */
    @ParameterizedTest
    @CsvSource({
        "page tables,0",
        "bytes,1",
        "frames,2",
        "folios,3",
        "slots and sizes and locks,4",
        "folio locks,8",
        "TLBs,9"
    })
    void noPartOfAFootprintCanBeLeftOut(String name, int word) {
        CopyStrategy strategy = strategies().get(2);
        try (Execution execution = new Execution(strategy, Backend.best())) {
            Swaps tried = new Swaps(strategy, execution, 1 << word);
            for (int number = 0; number < 8 * SCENARIOS && tried.differences.isEmpty(); number++) {
                tried.tryAll(sources.get(number % 2).get(number), new RandomWalk(number));
            }
            assertThat(tried.differences).as(name).isNotEmpty();
        }
    }
}
