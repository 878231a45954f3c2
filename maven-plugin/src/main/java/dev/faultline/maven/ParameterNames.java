package dev.faultline.maven;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of all goals, as a user writes them on the command line or in a POM. Maven drops a misspelt one silently, so that
 * {@code -Dfaultline.strategy=linux-2.4} would verify everything; here it is an error, on the command line when it looks like a slip.
 */
final class ParameterNames {

    private static final String PREFIX = "faultline.";
    private static final int SLIPS_MAX = 3;

    private final Set<String> known;

    ParameterNames(Set<String> known) {
        this.known = new TreeSet<>(known);
    }

    /** Reads them from the plugin's own descriptor, the one place that declares them. */
    static ParameterNames of(MojoExecution execution) {
        Set<String> known = new TreeSet<>();
        for (var goal : execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            if (goal.getParameters() == null) {
                continue;
            }
            for (var parameter : goal.getParameters()) {
                String expression = parameter.getExpression();
                if (expression != null && expression.startsWith("${" + PREFIX)) {
                    known.add(expression.substring(2, expression.length() - 1));
                }
            }
        }
        return new ParameterNames(known);
    }

    /**
     * Rejects what Maven would overlook in {@code configuration}, the element of a POM that is this plugin's: a child that is no
     * parameter.
     */
    void checkElements(@Nullable Object configuration) throws MojoExecutionException {
        if (configuration instanceof Xpp3Dom element) {
            for (Xpp3Dom child : element.getChildren()) {
                String name = PREFIX + child.getName();
                if (!known.contains(name)) {
                    throw new MojoExecutionException("There is no parameter <" + child.getName() + ">"
                            + nearest(name)
                                    .map(near -> "; did you mean <" + near.substring(PREFIX.length()) + ">?")
                                    .orElse("."));
                }
            }
        }
    }

    /** Rejects the first of {@code given} that is nearly, but not quite, the name of a parameter. */
    void check(Collection<String> given) throws MojoExecutionException {
        for (String name : new TreeSet<>(given)) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                Optional<String> nearest = nearest(name);
                if (nearest.isPresent()) {
                    throw new MojoExecutionException(
                            "There is no parameter " + name + "; did you mean " + nearest.get() + "?");
                }
            }
        }
    }

    private Optional<String> nearest(String name) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= SLIPS_MAX)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Characters to insert, delete or replace (Levenshtein). */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
