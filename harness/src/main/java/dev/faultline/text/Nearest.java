package dev.faultline.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names that somebody who typed another one may have meant, by edit distance (Levenshtein 1966), a swap of neighbours counting one and the case of
 * letters nothing.
 */
public final class Nearest {
    private static final int NAMES_MAX = 3;

    private Nearest() {}

    /** At most three of {@code names}, nearest first, ties by name; none when all are far. */
    public static List<String> to(String typed, Collection<String> names) {
        return within(Math.max(2, typed.length() / 2), typed, names);
    }

    /** At most three of {@code names} that are no further away than {@code distanceMax}; only itself where one differs in case alone. */
    public static List<String> within(int distanceMax, String typed, Collection<String> names) {
        List<String> inAnotherCase =
                names.stream().filter(typed::equalsIgnoreCase).distinct().toList();
        if (!inAnotherCase.isEmpty()) {
            return inAnotherCase;
        }
        return names.stream()
                .distinct()
                .filter(name -> near(typed, name) <= distanceMax)
                .sorted(Comparator.<String>comparingInt(name -> near(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NAMES_MAX)
                .toList();
    }

    /** A sentence to end an error message with. */
    public static String sentence(String typed, Collection<String> names) {
        List<String> nearest = to(typed, names);
        if (nearest.isEmpty()) {
            return "Known are "
                    + String.join(", ", names.stream().distinct().sorted().toList()) + ".";
        }
        return "Did you mean " + String.join(" or ", nearest) + "?";
    }

    /** The name of a family ({@code linux}) is as near to its members as their endings allow. */
    private static int near(String typed, String name) {
        String typedSmall = typed.toLowerCase(Locale.ROOT);
        String nameSmall = name.toLowerCase(Locale.ROOT);
        return nameSmall.startsWith(typedSmall) ? 1 : distance(typedSmall, nameSmall);
    }

    static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length()];
    }
}
