package dev.faultline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One change of one instruction, as PIT reports it.
 *
 * @param index which instruction of its method
 * @param id what tells it from all others of the same class files
 * @param change what was changed, in PIT's words
 * @param source the line that it changes
 */
record Mutant(String type, String method, int line, int index, String id, String change, String status, String source) {
    private static final Pattern NOT_JUDGED =
            Pattern.compile("\\b(note\\w*|reached|recording|asks)\\(|^(touch|reads|writes)\\(");
    private static final Map<Path, List<String>> FILES = new HashMap<>();

    /** The mutants of several reports, of the first and of later ones of those that were left: killed is who was killed in any. */
    static List<Mutant> merged(List<Path> reports, Path sources) throws IOException {
        Map<String, Mutant> mutants = new LinkedHashMap<>();
        for (Path report : reports) {
            for (Mutant mutant : read(report, sources)) {
                mutants.merge(mutant.id(), mutant, (before, now) -> before.isKilled() ? before : now);
            }
        }
        return List.copyOf(mutants.values());
    }

    /** The mutants of a report. */
    static List<Mutant> read(Path report, Path sources) throws IOException {
        NodeList nodes;
        try {
            nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("mutation");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is no report of PIT's", e);
        }
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            mutants.add(of((Element) nodes.item(i), sources));
        }
        return mutants;
    }

    private static Mutant of(Element node, Path sources) throws IOException {
        String type = text(node, "mutatedClass");
        String method = text(node, "mutatedMethod");
        int line = Integer.parseInt(text(node, "lineNumber"));
        return new Mutant(
                type,
                method,
                line,
                Integer.parseInt(text(node, "index")),
                id(type, method, text(node, "methodDescription"), text(node, "mutator"), text(node, "index")),
                text(node, "description").replaceAll("(\\w+/)+", ""),
                node.getAttribute("status"),
                source(sources, type, line));
    }

    private static String text(Element node, String name) {
        return node.getElementsByTagName(name).item(0).getTextContent();
    }

    static String id(String type, String method, String descriptor, String mutator, String index) {
        return String.join(" ", type, method, descriptor, mutator, index);
    }

    /** The line of a class's source, without the space around it. */
    static String source(Path sources, String type, int line) throws IOException {
        Path file = sources.resolve(type.replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        if (!FILES.containsKey(file)) {
            FILES.put(file, Files.readAllLines(file));
        }
        return FILES.get(file).get(Math.max(0, line - 1)).strip();
    }

    /** Whether the line only words a note, counts that a branch was reached, or records a footprint. */
    static boolean isJudged(String source) {
        return !NOT_JUDGED.matcher(source).find();
    }

    String packageName() {
        return type.substring(0, type.lastIndexOf('.'));
    }

    /** Its place without the number of the line. */
    String place() {
        return type.substring("dev.faultline.".length()) + "." + method;
    }

    boolean isKilled() {
        return !status.equals("SURVIVED") && !status.equals("NO_COVERAGE");
    }

    /** Whether it only was given up on. */
    boolean ranOutOfTime() {
        return status.equals("TIMED_OUT");
    }
}
