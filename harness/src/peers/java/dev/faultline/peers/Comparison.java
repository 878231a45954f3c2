package dev.faultline.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs everybody, each in a JVM of its own, round after round so that whatever else the machine does meets all alike,
 * and prints the tables of docs/benchmarks.md.
 *
 * <pre>{@code
 * mvn -Pquick,peers -pl harness -am verify -DskipTests
 * }</pre>
 *
 * <p>Arguments: how many rounds; seven where there is none.
 */
public final class Comparison {
    private static final int SECONDS_SOUND = 4;
    private static final int SECONDS_BROKEN = 10;
    private static final int SECONDS_MORE = 60;

    private final Map<Contender, Figures> sound = new TreeMap<>();
    private final Map<Contender, Figures> broken = new TreeMap<>();
    private final Jvm newest;

    private Comparison(Jvm newest) {
        this.newest = newest;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        List<Jvm> jvms = Jvm.all();
        Comparison comparison = new Comparison(jvms.get(0));
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            comparison.round(round);
        }
        comparison.print();
    }

    private void round(int seed) throws Exception {
        for (Contender contender : Contender.values()) {
            sound.computeIfAbsent(contender, first -> new Figures()).add(run(contender, "sound", seed, SECONDS_SOUND));
            broken.computeIfAbsent(contender, first -> new Figures())
                    .add(run(contender, "broken", seed, SECONDS_BROKEN));
        }
    }

    private Map<String, Double> run(Contender contender, String subject, int seed, int seconds) throws Exception {
        return newest.run(
                Contender.class,
                seconds + SECONDS_MORE,
                contender.name(),
                subject,
                Integer.toString(seed),
                Integer.toString(seconds));
    }

    private void print() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| | executions a second | Faultline against it | executions to the deadlock | milliseconds to it | with the JVM's start |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
        double ours = sound.get(Contender.FAULTLINE).median(Findings.EXECUTIONS_A_SECOND);
        for (Contender contender : Contender.values()) {
            Figures good = sound.get(contender);
            Figures bad = broken.get(contender);
            double rate = good.median(Findings.EXECUTIONS_A_SECOND);
            lines.add("| " + contender.title() + " | " + good.text(Findings.EXECUTIONS_A_SECOND) + " | "
                    + Figures.number(ours / rate) + " × | " + bad.text(Findings.EXECUTIONS_TO_DEADLOCK) + " | "
                    + bad.text(Findings.MILLIS_TO_DEADLOCK) + " | " + bad.text(Findings.MILLIS_OF_PROCESS) + " |");
        }
        lines.forEach(System.out::println);
        for (Contender contender : Contender.values()) {
            Figures good = sound.get(contender);
            if (good.has(Findings.MILLIS_TO_PROOF)) {
                System.out.println(contender.title() + " proves: " + good.text(Findings.TRACES) + " traces in "
                        + good.text(Findings.MILLIS_TO_PROOF) + " ms");
            }
            if (good.has(Findings.MILLIS_TO_THOUSAND)) {
                System.out.println(
                        contender.title() + " first thousand: " + good.text(Findings.MILLIS_TO_THOUSAND) + " ms");
            }
        }
    }
}
