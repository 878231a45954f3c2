package dev.faultline.worker;

import dev.faultline.Options;
import dev.faultline.UsageException;
import dev.faultline.report.CheckpointException;
import dev.faultline.report.ReplayFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The worker's entry: one argument, a properties file with the request. */
public final class Main {
    /** Done, and nothing is wrong. */
    static final int FINE = 0;
    /** A strategy breaks a law, or is unsteady. */
    static final int VIOLATION = 1;
    /** The request makes no sense; an {@code @error} line says why. */
    static final int REFUSED = 2;
    /** Something that should not happen did. */
    static final int INTERNAL = 3;
    /** A signal ended it, or nobody listens any more; an {@code @error} line says so. */
    static final int INTERRUPTED = 4;

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Output output = new Output(out);
        PrintStream log = LogStream.over(out);
        System.setOut(log);
        System.setErr(log);
        EarlyExit early = new EarlyExit(output);
        early.watch();
        output.ifNobodyListens(early::nobodyListens);
        int status = run(arguments, output);
        output.done();
        early.exit(status);
    }

    static int run(String[] arguments, Output output) {
        try {
            if (arguments.length != 1) {
                throw new UsageException("The worker takes one argument, the properties file with the request.");
            }
            return Session.run(Options.parse(request(Path.of(arguments[0]))), output);
        } catch (UsageException | ReplayFileException | CheckpointException e) {
            output.error(String.valueOf(e.getMessage()));
            return REFUSED;
        } catch (Throwable e) {
            e.printStackTrace();
            output.error("Faultline failed: " + e + ".");
            return INTERNAL;
        }
    }

    private static Map<String, String> request(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("The request " + file + " cannot be read: " + e.getMessage() + ".");
        }
        Map<String, String> request = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> request.put(key, properties.getProperty(key)));
        return request;
    }
}
