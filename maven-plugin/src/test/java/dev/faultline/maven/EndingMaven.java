package dev.faultline.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A JVM that does with a worker what Maven does, to be told to end meanwhile. Arguments: a folder, and what the worker says. */
final class EndingMaven {

    private EndingMaven() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[0]);
        Worker worker = new Worker(
                Jdk.own().launcher(),
                List.of(),
                StandInWorker.classPath(),
                folder,
                StandInWorker.class.getName(),
                Duration.ofMinutes(1));
        Request request = new Request("verify")
                .with("exitCode", "0")
                .with("says", "@report it begins")
                .with("lastWords", arguments[1])
                .with("sleepsMillis", "60000");
        worker.run(
                request, folder.resolve("worker.log"), new ProgressPrinter(out, false, line -> {}, System::nanoTime));
        out.println("Maven goes on");
    }
}
