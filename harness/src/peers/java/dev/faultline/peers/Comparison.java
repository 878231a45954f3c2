package dev.faultline.peers;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs everybody, each in a JVM of its own, round after round so that whatever else the machine does meets all alike,
 * and prints the tables of docs/benchmarks.md.
 *
 * <pre>{@code
 * mvn -Pquick,peers -pl harness -am verify -DskipTests
 * }</pre>
 *
 * <p>It takes the newest JDK among the one that it runs on and those beside it, and for the rows that say so the newest
 * one that has no continuations. Arguments: how many rounds; seven where there is none.
 */
public final class Comparison {
    private static final int ROUNDS = 7;
    private static final int FIRST_WITH_CONTINUATIONS = 21;
    private static final int SECONDS_BROKEN = 6;
    private static final int SECONDS_MORE = 70;

    private final List<Row> rows = new ArrayList<>();

    private Comparison(List<Jvm> jvms) {
        Jvm newest = jvms.get(0);
        for (Contender contender : Contender.values()) {
            rows.add(new Row(contender, newest));
        }
        jvms.stream()
                .filter(jvm -> jvm.feature() < FIRST_WITH_CONTINUATIONS)
                .findFirst()
                .ifPresent(old -> {
                    rows.add(new Row(Contender.FAULTLINE, old));
                    rows.add(new Row(Contender.COPIES, old));
                });
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        double loadBefore = load();
        Comparison comparison = new Comparison(Jvm.all());
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            comparison.round(round);
        }
        System.out.printf(
                Locale.ROOT,
                "%d processors; load %.1f before, %.1f after; %d rounds%n%n",
                Runtime.getRuntime().availableProcessors(),
                loadBefore,
                load(),
                rounds);
        new Tables(comparison.rows).lines().forEach(System.out::println);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void round(int round) throws Exception {
        for (Row row : rows) {
            row.sound().add(run(row, "sound", round, row.contender().secondsSound()));
            if (row.contender().meetsBroken(round)) {
                row.broken().add(run(row, "broken", round, SECONDS_BROKEN));
            }
        }
    }

    private static Map<String, Double> run(Row row, String subject, int round, int seconds) throws Exception {
        return row.jvm()
                .run(
                        Contender.class,
                        seconds + SECONDS_MORE,
                        row.contender().name(),
                        subject,
                        Integer.toString(round),
                        Integer.toString(seconds));
    }

    /** One contender on one JDK, and what it has reached so far. */
    record Row(Contender contender, Jvm jvm, Figures sound, Figures broken) {
        Row(Contender contender, Jvm jvm) {
            this(contender, jvm, new Figures(), new Figures());
        }
    }
}
