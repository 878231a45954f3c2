package dev.faultline.generate;

import dev.faultline.scenario.Scenario;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;

/**
 * An endless sequence of scenarios that is settled by a seed. Each is made from the seed and its own index alone, so workers can share the
 * sequence out among themselves in any way, and any of them can be made again. It may be used by many threads at once.
 *
 * <p>Random programs rarely copy between a page and its own mapping; here most do. A scenario is first a shape (files of a page or two, cold or
 * warm or dirty; processes with shared, private and anonymous memory), then a small selection of kinds of operation (see {@link Swarm}), then
 * operations that aim at what other operations do (see {@link Aims}): at the same page through another door, at the buffer just filled, at the
 * page that another task copies from. Nothing is aimed at a particular bug.
 */
public final class Scenarios {
    private final long seed;
    private final ScenarioGenerator generator;

    public Scenarios(long seed, Profile profile) {
        this.seed = seed;
        generator = generator(profile);
    }

    /** The scenario with this index. */
    public Scenario get(long index) {
        return generator.draw(new SeededRandom(seed, index));
    }

    /** The same scenarios for jqwik's own properties; to be called inside a session or a property. */
    public static Arbitrary<Scenario> arbitrary(Profile profile) {
        return Arbitraries.fromGenerator(new ScenarioGenerator(profile));
    }

    private static ScenarioGenerator generator(Profile profile) {
        if (JqwikSession.isActive()) {
            return new ScenarioGenerator(profile);
        }
        ScenarioGenerator[] made = new ScenarioGenerator[1];
        JqwikSession.run(() -> made[0] = new ScenarioGenerator(profile));
        return made[0];
    }
}
