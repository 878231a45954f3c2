package dev.faultline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prints the tables of docs/mutation.md from PIT's report: how many mutants there were of each package and how many of them were
 * killed, and then those that were not, with the line of the source that each changes. Mutants of lines that
 * only word a note, count that a branch was reached, or record a footprint, for which there are tests of other kinds, are left out.
 *
 * <p>Arguments: the report as CSV, and the folder of the sources.
 */
public final class MutationTable {
    private static final Pattern NOT_JUDGED =
            Pattern.compile("\\b(note\\w*|reached|recording|asks)\\(|^(touch|reads|writes)\\(");

    private MutationTable() {}

    /** One line of the report. */
    private record Mutant(String type, String mutator, String method, int line, boolean killed, String source) {
        private String packageName() {
            return type.substring(0, type.lastIndexOf('.'));
        }

        private boolean changesNothingJudged() {
            return NOT_JUDGED.matcher(source).find();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[1]);
        List<Mutant> mutants = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Mutant mutant = parse(line, sources);
            if (!mutant.changesNothingJudged()) {
                mutants.add(mutant);
            }
        }
        printPackages(mutants);
        System.out.println();
        printSurvivors(mutants);
    }

    private static Mutant parse(String line, Path sources) throws IOException {
        String[] columns = line.split(",", -1);
        String type = columns[1];
        int number = Integer.parseInt(columns[4]);
        Path file = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'))
                .resolve(columns[0]);
        String source = Files.readAllLines(file).get(Math.max(0, number - 1)).strip();
        String mutator = columns[2].substring(columns[2].lastIndexOf('.') + 1).replaceFirst("Mutator$", "");
        boolean killed = !columns[5].equals("SURVIVED") && !columns[5].equals("NO_COVERAGE");
        return new Mutant(type, mutator, columns[3], number, killed, source);
    }

    private static void printPackages(List<Mutant> mutants) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Mutant mutant : mutants) {
            for (String row : List.of(mutant.packageName(), "together")) {
                int[] count = counts.computeIfAbsent(row, name -> new int[2]);
                count[0]++;
                count[1] += mutant.killed() ? 1 : 0;
            }
        }
        System.out.println("| package | mutants | killed | score |");
        System.out.println("| --- | ---: | ---: | ---: |");
        counts.forEach((name, count) -> System.out.println(
                "| " + name + " | " + count[0] + " | " + count[1] + " | " + 100 * count[1] / count[0] + " % |"));
    }

    private static void printSurvivors(List<Mutant> mutants) {
        System.out.println("| survivor | what was changed | line |");
        System.out.println("| --- | --- | --- |");
        mutants.stream()
                .filter(mutant -> !mutant.killed())
                .sorted(Comparator.comparing(Mutant::type).thenComparing(Mutant::line))
                .forEach(mutant -> System.out.println("| " + mutant.type().substring("dev.faultline.".length()) + "."
                        + mutant.method() + ":" + mutant.line() + " | " + mutant.mutator() + " | `"
                        + mutant.source() + "` |"));
    }
}
