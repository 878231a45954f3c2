package dev.faultline.peers;

import static dev.faultline.peers.Figures.number;
import static dev.faultline.peers.Findings.EXECUTIONS_A_CPU_SECOND;
import static dev.faultline.peers.Findings.EXECUTIONS_A_SECOND;
import static dev.faultline.peers.Findings.EXECUTIONS_IN_VAIN;
import static dev.faultline.peers.Findings.EXECUTIONS_TO_DEADLOCK;
import static dev.faultline.peers.Findings.MILLIS_OF_PROCESS;
import static dev.faultline.peers.Findings.MILLIS_TO_DEADLOCK;
import static dev.faultline.peers.Findings.MILLIS_TO_PROOF;
import static dev.faultline.peers.Findings.MILLIS_TO_THOUSAND;
import static dev.faultline.peers.Findings.MILLIS_TO_TIMEOUT;
import static dev.faultline.peers.Findings.NANOS_A_STEP;
import static dev.faultline.peers.Findings.TRACES;
import static dev.faultline.peers.Findings.WORKERS_GAIN;

import dev.faultline.peers.Comparison.Row;
import java.util.ArrayList;
import java.util.List;

/** Figures as the tables of docs/benchmarks.md: medians, and in brackets the least and the most. */
final class Tables {
    private static final String NONE = "–";

    private final List<Row> rows;
    private final Row faultline;
    private final List<String> lines = new ArrayList<>();

    Tables(List<Row> rows) {
        this.rows = rows;
        faultline = rows.get(0);
    }

    List<String> lines() {
        sound();
        broken();
        proof();
        alone();
        return lines;
    }

    private boolean isPeer(Row row) {
        return row.contender() != Contender.COPIES && row.jvm().equals(faultline.jvm());
    }

    private void table(String... header) {
        lines.add("| " + String.join(" | ", header) + " |");
        lines.add("| --- |" + " ---: |".repeat(header.length - 1));
    }

    private void line(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void sound() {
        table("the ordered subject", "executions a second", "Faultline's", "a CPU second", "Faultline's");
        for (Row row : rows) {
            if (isPeer(row)) {
                line(
                        row.contender().title(),
                        text(row.sound(), EXECUTIONS_A_SECOND),
                        faultlineOver(row, EXECUTIONS_A_SECOND),
                        text(row.sound(), EXECUTIONS_A_CPU_SECOND),
                        faultlineOver(row, EXECUTIONS_A_CPU_SECOND));
            }
        }
        lines.add("");
    }

    private String faultlineOver(Row row, String rate) {
        return times(faultline.sound().median(rate) / row.sound().median(rate));
    }

    private void broken() {
        table(
                "the broken subject",
                "deadlock told",
                "executions to it",
                "milliseconds from the first",
                "against Faultline's",
                "with the JVM's start");
        for (Row row : rows) {
            if (isPeer(row)) {
                Figures figures = row.broken();
                int told = figures.count(EXECUTIONS_TO_DEADLOCK);
                double ratio =
                        figures.median(MILLIS_TO_DEADLOCK) / faultline.broken().median(MILLIS_TO_DEADLOCK);
                line(
                        row.contender().title(),
                        told + " of " + figures.count(MILLIS_OF_PROCESS),
                        text(figures, EXECUTIONS_TO_DEADLOCK) + unseen(figures),
                        text(figures, MILLIS_TO_DEADLOCK),
                        told == 0 ? NONE : times(ratio),
                        text(figures, MILLIS_OF_PROCESS));
            }
        }
        lines.add("");
    }

    private static String unseen(Figures figures) {
        if (figures.has(MILLIS_TO_TIMEOUT)) {
            return " (a timeout after " + number(figures.median(MILLIS_TO_TIMEOUT)) + " ms)";
        }
        if (figures.has(EXECUTIONS_IN_VAIN)) {
            return "; none in " + text(figures, EXECUTIONS_IN_VAIN);
        }
        return figures.has(EXECUTIONS_TO_DEADLOCK) ? "" : " (did not end)";
    }

    private void proof() {
        double proof = faultline.sound().median(MILLIS_TO_PROOF);
        table("every interleaving of the ordered subject", "milliseconds", "against Faultline's");
        line(
                "Faultline, all " + number(faultline.sound().median(TRACES)) + " traces",
                text(faultline.sound(), MILLIS_TO_PROOF),
                times(1));
        for (Row row : rows) {
            if (isPeer(row) && row.sound().has(MILLIS_TO_THOUSAND)) {
                line(
                        row.contender().title() + ", its first thousand",
                        text(row.sound(), MILLIS_TO_THOUSAND),
                        times(row.sound().median(MILLIS_TO_THOUSAND) / proof));
            }
        }
        lines.add("");
    }

    private void alone() {
        table(
                "Faultline alone",
                "JDK",
                "executions a second",
                "a CPU second",
                "nanoseconds a step",
                "two workers make");
        for (Row row : rows) {
            if (row.sound().has(NANOS_A_STEP)) {
                line(
                        row.contender() == Contender.COPIES ? row.contender().title() : "the ordered subject",
                        Integer.toString(row.jvm().feature()),
                        text(row.sound(), EXECUTIONS_A_SECOND),
                        text(row.sound(), EXECUTIONS_A_CPU_SECOND),
                        text(row.sound(), NANOS_A_STEP),
                        times(row.sound().median(WORKERS_GAIN)));
            }
        }
    }

    private static String text(Figures figures, String name) {
        return figures.has(name) ? figures.text(name) : NONE;
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? NONE : number(ratio) + " ×";
    }
}
