package dev.faultline.maven;

import dev.faultline.text.Nearest;
import java.util.Collection;
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
        return Nearest.within(SLIPS_MAX, name, known).stream().findFirst();
    }
}
