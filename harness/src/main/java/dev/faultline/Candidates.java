package dev.faultline;

import dev.faultline.gallery.Exhibit;
import dev.faultline.gallery.Gallery;
import dev.faultline.text.Nearest;
import dev.faultline.text.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be verified: the strategies and policies registered under {@code META-INF/services} on the class path, and the gallery. One that cannot be
 * loaded is remembered with the reason; it stands in nobody's way until it is asked for.
 *
 * <p>A policy is verified with a strategy: under its own name with a default one, under the name {@code policy+strategy} with that.
 */
public final class Candidates {
    private final List<Candidate> found;
    private final List<BrokenProvider> broken;

    Candidates(List<Candidate> found, List<BrokenProvider> broken) {
        this.found = found.stream()
                .sorted(Comparator.comparing(Candidate::kind).thenComparing(Candidate::name))
                .toList();
        this.broken = List.copyOf(broken);
    }

    /** Looks through the class path of {@code loader}; what it finds in {@code projectClasses} is the project's own. */
    public static Candidates find(ClassLoader loader, List<Path> projectClasses) {
        List<Candidate> found = new ArrayList<>();
        List<BrokenProvider> broken = new ArrayList<>();
        for (Service<?> service : List.of(Service.STRATEGIES, Service.POLICIES)) {
            Discovery<?> discovery = new Discovery<>(service, loader, projectClasses);
            discovery.addRegistered();
            Gallery.exhibits().forEach(discovery::addExhibit);
            found.addAll(discovery.found());
            broken.addAll(discovery.broken());
        }
        return new Candidates(found, broken);
    }

    /** An exhibit of the gallery as it can be run. */
    public static Candidate of(Exhibit exhibit) {
        for (Service<?> service : List.of(Service.STRATEGIES, Service.POLICIES)) {
            Discovery<?> discovery = new Discovery<>(service, exhibit.getClass().getClassLoader(), List.of());
            discovery.addExhibit(exhibit);
            if (!discovery.found().isEmpty()) {
                return discovery.found().get(0);
            }
        }
        throw new IllegalArgumentException("neither a strategy nor a policy: " + exhibit);
    }

    /** All of them: the project's own, the shipped ones, the gallery, each by name. */
    public List<Candidate> all() {
        return found;
    }

    /** One sentence for each strategy that is registered and cannot be loaded. */
    public List<String> problems() {
        return broken.stream().map(BrokenProvider::sentence).toList();
    }

    /**
     * Those asked for by name, in that order; without names the project's own, or the shipped ones where the project has none.
     *
     * @throws UsageException when one is unknown, ambiguous, or cannot be loaded
     */
    public List<Candidate> choose(List<String> names) {
        if (!names.isEmpty()) {
            return names.stream().map(this::byName).toList();
        }
        if (!broken.isEmpty()) {
            throw new UsageException(broken.get(0).sentence());
        }
        List<Candidate> own = ofKind(Candidate.Kind.PROJECT);
        List<Candidate> chosen = own.isEmpty() ? ofKind(Candidate.Kind.SHIPPED) : own;
        chosen.forEach(candidate -> byName(candidate.name()));
        return chosen;
    }

    /** @throws UsageException when it is unknown, ambiguous, or cannot be loaded */
    public Candidate byName(String name) {
        List<Candidate> named = found.stream()
                .filter(candidate -> candidate.name().equals(name))
                .toList();
        if (named.size() > 1) {
            throw new UsageException("There are two strategies called " + name + ": "
                    + named.get(0).type() + " in "
                    + named.get(0).origin() + " and " + named.get(1).type() + " in "
                    + named.get(1).origin()
                    + ". Give one of them another name().");
        }
        return named.isEmpty() ? pair(name) : named.get(0);
    }

    /** A policy together with a strategy that is not its default one. */
    private Candidate pair(String name) {
        for (int plus = name.indexOf('+'); plus > 0; plus = name.indexOf('+', plus + 1)) {
            String policy = name.substring(0, plus);
            if (found.stream()
                    .anyMatch(candidate ->
                            candidate.isPolicy() && candidate.name().equals(policy))) {
                Candidate strategy = byName(name.substring(plus + 1));
                if (strategy.isPolicy()) {
                    throw new UsageException("A policy is verified with a strategy, and " + strategy.name() + ", in "
                            + OneLine.of(name) + ", is a policy too.");
                }
                return byName(policy).with(strategy);
            }
        }
        throw unknown(name);
    }

    /** Why {@link #byName} would refuse a name; nothing when it would not. */
    public Optional<String> refusal(String name) {
        try {
            byName(name);
            return Optional.empty();
        } catch (UsageException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private UsageException unknown(String name) {
        for (BrokenProvider provider : broken) {
            if (provider.type().equals(name)) {
                return new UsageException(provider.sentence());
            }
        }
        Set<String> names = new LinkedHashSet<>();
        found.forEach(candidate -> names.add(candidate.name()));
        String sentence =
                "There is no strategy or policy called " + OneLine.of(name) + ". " + Nearest.sentence(name, names);
        List<String> sentences = new ArrayList<>(List.of(sentence));
        sentences.addAll(problems());
        return new UsageException(String.join(" ", sentences));
    }

    private List<Candidate> ofKind(Candidate.Kind kind) {
        return found.stream().filter(candidate -> candidate.kind() == kind).toList();
    }

    /** A line of a services file that leads nowhere. */
    record BrokenProvider(String type, String sentence) {}

    /** Where a project registers its strategies, on its class path. */
    public static String servicesFile() {
        return Service.STRATEGIES.file();
    }
}
