package dev.faultline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.MutationIdentifier;
import org.pitest.plugin.Feature;

/**
 * Keeps PIT from trying mutants that are not judged, and, when {@code -Dmutants.survivors} names earlier reports of the same class
 * files, the first before later ones, those that were killed then: what kills a mutant goes on to kill it as long as the killing tests only get more.
 */
public final class MutantFilter implements MutationInterceptorFactory {
    @Override
    public MutationInterceptor createInterceptor(InterceptorParameters parameters) {
        Path sources = Path.of(System.getProperty("mutants.sources"));
        try {
            return new Filter(sources, survivors(sources));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Set<String> survivors(Path sources) throws IOException {
        String reports = System.getProperty("mutants.survivors", "");
        if (reports.isEmpty()) {
            return null;
        }
        List<Path> files = Stream.of(reports.split(",")).map(Path::of).toList();
        return Mutant.merged(files, sources).stream()
                .filter(mutant -> !mutant.isKilled())
                .map(Mutant::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Feature provides() {
        return Feature.named("JUDGED").withOnByDefault(true).withDescription(description());
    }

    @Override
    public String description() {
        return "Only mutants that are judged, and were not killed before";
    }

    /** @param survivors those to try, or null if all are to be tried */
    private record Filter(Path sources, @Nullable Set<String> survivors) implements MutationInterceptor {
        @Override
        public InterceptorType type() {
            return InterceptorType.FILTER;
        }

        @Override
        public void begin(ClassTree type) {}

        @Override
        public Collection<MutationDetails> intercept(Collection<MutationDetails> mutants, Mutater mutater) {
            return mutants.stream().filter(this::isToBeTried).toList();
        }

        private boolean isToBeTried(MutationDetails mutant) {
            MutationIdentifier id = mutant.getId();
            String type = id.getClassName().asJavaName();
            try {
                return Mutant.isJudged(Mutant.source(sources, type, mutant.getLineNumber()))
                        && (survivors == null
                                || survivors.contains(Mutant.id(
                                        type,
                                        mutant.getMethod(),
                                        id.getLocation().getMethodDesc(),
                                        id.getMutator(),
                                        String.valueOf(id.getFirstIndex()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void end() {}
    }
}
