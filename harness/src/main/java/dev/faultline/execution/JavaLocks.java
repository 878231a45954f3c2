package dev.faultline.execution;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a strategy may take Java's own locks, judged by its class files and those next to them that they call. Such a
 * lock belongs to a thread. Continuations share one, so to the JVM a second task that takes the lock is the same owner
 * once more, and goes right through; on a thread of its own it waits, as it would in earnest. So a strategy that may
 * take one is run on threads.
 */
final class JavaLocks {
    private static final String LOCKS = "java/util/concurrent/locks/";
    private static final int CLASSES_MAX = 1000;

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> strategy) {
            return search(strategy);
        }
    };

    private final ClassLoader loader;
    private final String root;
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> next = new ArrayDeque<>();

    private JavaLocks(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    static boolean mayBeTakenBy(Class<?> strategy) {
        return KNOWN.get(strategy);
    }

    private static boolean search(Class<?> strategy) {
        String name = strategy.getName().replace('.', '/');
        ClassLoader loader = strategy.getClassLoader();
        URL url = loader == null ? null : loader.getResource(name + ".class");
        if (loader == null || url == null) {
            return false;
        }
        String root = url.toString().substring(0, url.toString().length() - (name + ".class").length());
        try {
            return new JavaLocks(loader, root).areTakenFrom(name);
        } catch (IOException | RuntimeException unreadable) {
            return true;
        }
    }

    private boolean areTakenFrom(String first) throws IOException {
        next.add(first);
        while (!next.isEmpty() && seen.size() < CLASSES_MAX) {
            String name = next.remove();
            URL url = seen.add(name) ? loader.getResource(name + ".class") : null;
            if (url != null && url.toString().startsWith(root) && isTakenIn(url)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTakenIn(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            ClassScan scan = ClassScan.of(in);
            for (String called : scan.called()) {
                if (called.startsWith(LOCKS)) {
                    return true;
                }
                if (!called.startsWith("java/") && !called.startsWith("[")) {
                    next.add(called);
                }
            }
            return scan.usesMonitors();
        }
    }
}
