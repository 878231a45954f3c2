package dev.faultline;

import dev.faultline.gallery.Exhibit;
import dev.faultline.spi.Guarantee;
import dev.faultline.text.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is registered for a service, one provider at a time, so that a broken one costs only itself. */
final class Discovery<S> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern CLASS_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}[.\\p{javaJavaIdentifierPart}]*");
    private static final int FAILURES_MAX = 100;

    private final Service<S> service;
    private final ClassLoader loader;
    private final List<Path> projectClasses;
    private final List<Candidate> found = new ArrayList<>();
    private final List<Candidates.BrokenProvider> broken = new ArrayList<>();

    Discovery(Service<S> service, ClassLoader loader, List<Path> projectClasses) {
        this.service = service;
        this.loader = loader;
        this.projectClasses = projectClasses;
    }

    List<Candidate> found() {
        return found;
    }

    List<Candidates.BrokenProvider> broken() {
        return broken;
    }

    void addRegistered() {
        addProviders();
        List<String> known = Stream.concat(
                        found.stream().map(Candidate::type), broken.stream().map(Candidates.BrokenProvider::type))
                .toList();
        for (URL file : servicesFiles()) {
            List<String> lines = registered(file);
            List<String> malformed =
                    lines.stream().filter(line -> !isClassName(line)).toList();
            malformed.forEach(line -> broken.add(new Candidates.BrokenProvider(
                    line,
                    "The line '" + OneLine.of(line) + "' in " + readable(file)
                            + " is not the name of a class, and nothing in that file is read.")));
            if (malformed.isEmpty()) {
                lines.stream().distinct().filter(line -> !known.contains(line)).forEach(this::addOverlooked);
            }
        }
    }

    /** A class that the service loader passes over without a word, as it does one of the JDK's. */
    private void addOverlooked(String type) {
        addBroken(type, notOfTheService());
    }

    private String notOfTheService() {
        return "it does not implement " + service.type().getSimpleName();
    }

    private static boolean isAboutALine(String message) {
        return message.contains(": Illegal configuration-file syntax")
                || message.contains(": Illegal provider-class name");
    }

    private static boolean isClassName(String line) {
        return CLASS_NAME.matcher(line).matches();
    }

    private void addProviders() {
        Iterator<ServiceLoader.Provider<S>> providers =
                ServiceLoader.load(service.type(), loader).stream().iterator();
        int failures = 0;
        while (failures < FAILURES_MAX) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                add(providers.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                String message = String.valueOf(e.getMessage());
                if (!isAboutALine(message)) {
                    addBroken(blamed(message), e);
                }
            }
        }
    }

    private void add(ServiceLoader.Provider<S> provider) {
        Class<? extends S> type = provider.type();
        try {
            add(provider.get(), type, kind(type), "", service.partner(), provider::get);
        } catch (ServiceConfigurationError | LinkageError e) {
            addBroken(type.getName(), e);
        }
    }

    /** An exhibit of the gallery, if it is of this service. */
    void addExhibit(Exhibit exhibit) {
        if (service.type().isInstance(exhibit.flawed())) {
            S flawed = service.type().cast(exhibit.flawed());
            String row = exhibit.row() == 0 ? "" : "#" + exhibit.row() + " ";
            String remark = row + exhibit.law() + ": " + exhibit.bug();
            add(
                    flawed,
                    flawed.getClass(),
                    Candidate.Kind.GALLERY,
                    remark,
                    exhibit.partner().isEmpty() ? null : exhibit.partner(),
                    () -> flawed);
        }
    }

    private void add(
            S one, Class<?> type, Candidate.Kind kind, String remark, @Nullable String partner, Supplier<S> factory) {
        String name;
        Guarantee guarantee;
        try {
            name = service.name().apply(one);
            guarantee = service.whole().apply(one, partner).guarantee();
        } catch (RuntimeException | LinkageError e) {
            addBroken(type.getName(), e);
            return;
        }
        String unfit = unfit(name, guarantee);
        if (unfit != null) {
            addBroken(type.getName(), unfit);
        } else {
            found.add(new Candidate(
                    name,
                    guarantee,
                    kind,
                    remark,
                    partner,
                    type.getName(),
                    origin(type),
                    () -> service.whole().apply(factory.get(), partner)));
        }
    }

    /** Why nothing can be verified under this name and promise, as a clause; null when it can. */
    static @Nullable String unfit(@Nullable String name, @Nullable Guarantee guarantee) {
        if (name == null || !NAME.matcher(name).matches()) {
            return "its name() is " + (name == null ? "null" : "'" + OneLine.of(name) + "'")
                    + ", which must be up to 64 letters, digits and any of . _ + - because files are named after it";
        }
        return guarantee == null ? "its guarantee() is null" : null;
    }

    private Candidate.Kind kind(Class<?> type) {
        Path place = place(type);
        boolean own = place != null && projectClasses.stream().anyMatch(place::startsWith);
        boolean shipped = type.getPackageName().equals("dev.faultline.strategy");
        return shipped && !own ? Candidate.Kind.SHIPPED : Candidate.Kind.PROJECT;
    }

    private static @Nullable Path place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(URI.create(source.getLocation().toString()))
                    .toAbsolutePath()
                    .normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null;
        }
    }

    /** The name of a jar, or a folder with the two above it, which tell target/classes of one module from another's. */
    private static String origin(Class<?> type) {
        Path place = place(type);
        if (place == null) {
            return "unknown";
        }
        boolean jar = place.toString().endsWith(".jar");
        int names = place.getNameCount();
        int shown = jar ? 1 : Math.min(3, names);
        return shown == 0
                ? place.toString()
                : place.subpath(names - shown, names).toString().replace('\\', '/');
    }

    private void addBroken(String type, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ServiceConfigurationError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        addBroken(type, reason(cause));
    }

    private void addBroken(String type, String reason) {
        broken.add(new Candidates.BrokenProvider(
                type,
                "The " + service.noun() + " class " + type + ", registered in " + registeredIn(type)
                        + ", cannot be loaded: " + reason + "."));
    }

    private String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage())
                .replaceFirst("^" + Pattern.quote(service.type().getName()) + ": ", "");
        if (cause instanceof ServiceConfigurationError) {
            return message.endsWith("not found")
                    ? "there is no such class on the class path"
                    : message.endsWith("not a subtype") ? notOfTheService() : message;
        }
        if (cause instanceof NoSuchMethodException) {
            return "it has no public constructor without arguments";
        }
        return cause.getClass().getSimpleName() + ": " + OneLine.of(message);
    }

    /** The class that a service loader's complaint is about: the one among those registered that it names, the longest name first. */
    private String blamed(String message) {
        List<String> types = new ArrayList<>();
        servicesFiles().forEach(file -> types.addAll(registered(file)));
        return types.stream()
                .filter(type -> message.contains(type))
                .max(Comparator.comparingInt(String::length))
                .orElse("named in the message");
    }

    private String registeredIn(String type) {
        return servicesFiles().stream()
                .filter(file -> registered(file).contains(type))
                .map(Discovery::readable)
                .findFirst()
                .orElse(service.file());
    }

    /** A URL as a file name, a jar's with the entry after an exclamation mark. */
    private static String readable(URL url) {
        return url.toString().replaceFirst("^(jar:)?file:", "").replace('\\', '/');
    }

    private List<URL> servicesFiles() {
        try {
            return Collections.list(loader.getResources(service.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> registered(URL file) {
        try (var in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
