package dev.faultline;

import dev.faultline.fsx.FsxException;
import dev.faultline.fsx.FsxImport;
import dev.faultline.fsx.FsxOptions;
import dev.faultline.report.AtomicFile;
import dev.faultline.report.ReplayFile;
import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import dev.faultline.text.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one scenario that somebody asked for by {@code faultline.scenario}. What kind of file it is follows from its first word that is no comment:
 * {@code machine} begins a scenario, {@code faultline} a counterexample, whose scenario is taken, and the name of an operation of fsx a log.
 *
 * @param name the file as the user knows it
 * @param imported whether the file is a log, so that its scenario is nowhere to be read
 * @param remarks sentences on what became of the file
 */
public record GivenScenario(Scenario scenario, String name, boolean imported, List<String> remarks) {
    private static final String EXTENSION = ".scenario";

    public GivenScenario {
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads the file that the options name; null when they name none.
     *
     * @throws UsageException when it cannot be read or used
     * @throws dev.faultline.report.ReplayFileException when it is a damaged counterexample
     */
    public static @Nullable GivenScenario of(Options options) {
        Path file = options.scenario();
        if (file == null) {
            return null;
        }
        String name = options.named(file);
        String text = text(file, name);
        String first = firstWord(text);
        if (FsxImport.isLog(first)) {
            return imported(name, text, options.fsx());
        }
        if (!options.fsx().equals(FsxOptions.DEFAULT)) {
            throw new UsageException(
                    "The options faultline.fsx... are for a log of fsx, and " + name + " is none: leave them out.");
        }
        if (first.equals("faultline")) {
            return new GivenScenario(ReplayFile.read(file, name).scenario(), name, false, List.of());
        }
        if (!first.equals("machine")) {
            throw new UsageException("The scenario " + name + " cannot be run: its first word is '" + OneLine.of(first)
                    + "', expected 'machine page 8' or the like, see docs/scenario.md, or an operation of fsx, such as"
                    + " 'write 0x0 0x1000 0x0'.");
        }
        return new GivenScenario(parsed(name, text), name, false, List.of());
    }

    private static String text(Path file, String name) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UsageException("The scenario " + name + " cannot be run: it is no text.");
        } catch (IOException e) {
            throw new UsageException("The scenario " + name + " cannot be read: " + AtomicFile.reason(e) + ".");
        }
    }

    private static String firstWord(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .map(line -> line.split("\\s+", 2)[0])
                .orElse("");
    }

    private static Scenario parsed(String name, String text) {
        Scenario scenario;
        try {
            scenario = Scenario.parse(text);
        } catch (ScenarioException e) {
            String where = e.line() > 0 ? " cannot be run because of its " : " cannot be run: ";
            throw new UsageException("The scenario " + name + where + OneLine.of(String.valueOf(e.getMessage()))
                    + ". Mend it there; docs/scenario.md has the language.");
        }
        if (scenario.operationCount() == 0) {
            throw new UsageException(
                    "The scenario " + name + " cannot be run: no task of it does anything. Give one an operation.");
        }
        return scenario;
    }

    private static GivenScenario imported(String name, String text, FsxOptions options) {
        try {
            FsxImport.Imported imported = FsxImport.of(name, text, options);
            return new GivenScenario(imported.scenario(), name, true, imported.remarks());
        } catch (FsxException e) {
            String message = String.valueOf(e.getMessage());
            String colon = message.startsWith("because") ? " " : ": ";
            throw new UsageException("The fsx log " + name + " cannot be imported" + colon + message);
        }
    }

    /** The remarks; the scenario of a log is written into the report directory, and they say where. */
    public List<String> told(Options options) {
        List<String> told = new ArrayList<>(remarks);
        if (imported) {
            Path file = options.reportDirectory().resolve(Path.of(name).getFileName() + EXTENSION);
            AtomicFile.write(file, scenario.toString());
            told.add("The scenario is in " + options.named(file) + ".");
        }
        return told;
    }
}
