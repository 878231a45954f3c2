package dev.faultline;

/** Scenarios as text, where a test is about what happens in them and not about how they are written. */
public final class Programs {
    private Programs() {}

    /** One file, one process with one mapping, and for each operation a task of its own: T1, T2, and so on. */
    public static String program(String file, String mapping, String... operations) {
        StringBuilder text = new StringBuilder("machine page 8\n");
        text.append("file ")
                .append(file)
                .append("\nprocess A\n  ")
                .append(mapping)
                .append('\n');
        for (int i = 0; i < operations.length; i++) {
            text.append("task T")
                    .append(i + 1)
                    .append(" in A\n  ")
                    .append(operations[i])
                    .append('\n');
        }
        return text.toString();
    }
}
