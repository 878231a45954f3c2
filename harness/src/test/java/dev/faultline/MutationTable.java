package dev.faultline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the tables of docs/mutation.md from PIT's reports: how many mutants there were of each package, how many of them were killed by
 * laws and verdicts, and how many of the rest run otherwise than the machine does; and then those that none of both notices, each with
 * the line of the source that it changes, and why it does no harm. Those that nobody has explained yet come last.
 *
 * <p>Arguments: the folder of the sources, the file of explanations, the report of the digest, and those of the laws, the first before later ones of what had
 * survived. In the file a line that begins with {@code =} is the explanation of those that follow, each as {@code place | what was changed | line}, as they
 * are printed here; behind {@code #2} is the second such change of the same line.
 */
public final class MutationTable {
    private static final int LAWS = 1;
    private static final int DIGEST = 2;
    private static final int LATE = 3;

    private MutationTable() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        List<Mutant> mutants = Mutant.merged(
                Stream.of(arguments)
                        .skip(3)
                        .flatMap(reports -> Stream.of(reports.split(",")))
                        .filter(report -> !report.isEmpty())
                        .map(Path::of)
                        .toList(),
                sources);
        Path digest = Path.of(arguments[2]);
        Set<String> digested = Files.exists(digest)
                ? Mutant.read(digest, sources).stream()
                        .filter(Mutant::isKilled)
                        .map(Mutant::id)
                        .collect(Collectors.toSet())
                : Set.of();
        Map<String, String> keys = keys(mutants);
        Map<String, String> explained = explanations(Path.of(arguments[1]));
        printPackages(mutants, digested);

        Map<Boolean, List<Mutant>> survivors = mutants.stream()
                .filter(mutant -> !mutant.isKilled() && !digested.contains(mutant.id()))
                .sorted(Comparator.comparing(Mutant::type).thenComparing(Mutant::line))
                .collect(Collectors.partitioningBy(mutant -> explained.containsKey(keys.get(mutant.id()))));
        printExplained(survivors.get(true), keys, explained);
        printUnexplained(survivors.get(false), keys);
        printIdle(explained, survivors.get(true), keys);
    }

    /** By the id of each mutant, what it is known by however the lines shift. */
    private static Map<String, String> keys(List<Mutant> mutants) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        mutants.stream().sorted(Comparator.comparingInt(Mutant::index)).forEach(mutant -> {
            String key = mutant.place() + " | " + mutant.change() + " | " + mutant.source();
            int count = counts.merge(key, 1, Integer::sum);
            keys.put(mutant.id(), count == 1 ? key : key + " #" + count);
        });
        return keys;
    }

    private static Map<String, String> explanations(Path file) throws IOException {
        Map<String, String> explanations = new LinkedHashMap<>();
        String why = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("=")) {
                why = line.substring(1).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                explanations.put(line.strip(), why);
            }
        }
        return explanations;
    }

    private static void printPackages(List<Mutant> mutants, Set<String> digested) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Mutant mutant : mutants) {
            for (String row : List.of(mutant.packageName(), "together")) {
                int[] count = counts.computeIfAbsent(row, name -> new int[4]);
                count[0]++;
                count[LAWS] += mutant.isKilled() ? 1 : 0;
                count[DIGEST] += !mutant.isKilled() && digested.contains(mutant.id()) ? 1 : 0;
                count[LATE] += mutant.ranOutOfTime() ? 1 : 0;
            }
        }
        System.out.println(
                "| package | mutants | killed by laws and verdicts | of them by running out of time | score |"
                        + " killed by the digest alone | score with it |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        counts.forEach((name, count) -> System.out.println("| " + name + " | " + count[0] + " | " + count[LAWS] + " | "
                + count[LATE] + " | " + 100 * count[LAWS] / count[0] + " % | " + count[DIGEST] + " | "
                + 100 * (count[LAWS] + count[DIGEST]) / count[0] + " % |"));
    }

    private static void printExplained(
            List<Mutant> survivors, Map<String, String> keys, Map<String, String> explained) {
        Map<String, List<Mutant>> byReason = new LinkedHashMap<>();
        for (Mutant mutant : survivors) {
            byReason.computeIfAbsent(
                            Objects.requireNonNull(explained.get(keys.get(mutant.id()))), why -> new ArrayList<>())
                    .add(mutant);
        }
        byReason.forEach((why, group) -> {
            System.out.println("\n" + why + "\n\n| survivor | what was changed | line |\n| --- | --- | --- |");
            group.forEach(mutant -> System.out.println(row(mutant)));
        });
    }

    private static String row(Mutant mutant) {
        return "| " + mutant.place() + ":" + mutant.line() + " | " + mutant.change() + " | `" + mutant.source() + "` |";
    }

    private static void printUnexplained(List<Mutant> survivors, Map<String, String> keys) {
        System.out.println("\n" + survivors.size() + " not explained");
        survivors.forEach(mutant -> System.out.println(keys.get(mutant.id())));
    }

    private static void printIdle(Map<String, String> explained, List<Mutant> survivors, Map<String, String> keys) {
        Set<String> idle = new HashSet<>(explained.keySet());
        survivors.forEach(mutant -> idle.remove(keys.get(mutant.id())));
        System.out.println("\n" + idle.size() + " explanations of none that survives");
        idle.stream().sorted().forEach(System.out::println);
    }
}
