package dev.faultline.execution;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The class files of a strategy: its own, and those next to it, in the same folder or archive, that they call. */
final class ClassWalk {
    private static final int CLASSES_MAX = 1000;

    private final ClassLoader loader;
    private final String root;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> next = new ArrayDeque<>();

    private ClassWalk(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    /**
     * Whether one of them, the strategy's own first, is what is looked for; false when the class has no file.
     *
     * @throws IOException or a RuntimeException when a file cannot be read
     */
    static boolean finds(Class<?> strategy, Predicate<ClassScan> wanted) throws IOException {
        String name = strategy.getName().replace('.', '/');
        ClassLoader loader = strategy.getClassLoader();
        URL url = loader == null ? null : loader.getResource(name + ".class");
        if (loader == null || url == null) {
            return false;
        }
        String root = url.toString().substring(0, url.toString().length() - (name + ".class").length());
        return new ClassWalk(loader, root).findsFrom(name, wanted);
    }

    private boolean findsFrom(String first, Predicate<ClassScan> wanted) throws IOException {
        next.add(first);
        while (!next.isEmpty() && seen.size() < CLASSES_MAX) {
            String name = next.remove();
            URL url = seen.add(name) ? loader.getResource(name + ".class") : null;
            if (url != null && url.toString().startsWith(root)) {
                ClassScan scan = scan(url);
                if (wanted.test(scan)) {
                    return true;
                }
                scan.called().stream()
                        .filter(called -> !called.startsWith("java/") && !called.startsWith("["))
                        .forEach(next::add);
            }
        }
        return false;
    }

    private static ClassScan scan(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return ClassScan.of(in);
        }
    }
}
