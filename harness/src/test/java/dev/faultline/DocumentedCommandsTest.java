package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command that the documents tell to type: its goals, modules, profiles, properties, tests and main classes exist. The plugin's own are typed as
 * well, by its project {@code empty-folder}; to run the others would be to run this build in itself, benchmarks and all.
 */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final MavenBuild BUILD = new MavenBuild(ROOT);
    private static final Pattern BLOCK_LINE = Pattern.compile("(?:\\$ | {2,})?((?:[A-Z_]+=\\S+ )?mvn .*)");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`((?:[A-Z_]+=\\S+ )?mvn [^`]+)`");
    private static final Pattern PROPERTY = Pattern.compile("-D(faultline\\.[A-Za-z.]+)");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            List<Path> documents =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            documents.add(ROOT.resolve("README.md"));
            documents.add(ROOT.resolve("CONTRIBUTING.md"));
            documents.add(ROOT.resolve("CHANGELOG.md"));
            return documents;
        }
    }

    /** By command, where it stands. */
    private static Map<String, String> commands() throws IOException {
        Map<String, String> commands = new LinkedHashMap<>();
        for (Path document : documents()) {
            for (String line : Files.readAllLines(document)) {
                Matcher alone = BLOCK_LINE.matcher(line);
                if (alone.matches()) {
                    commands.put(alone.group(1).replaceFirst("\\s+# .*", ""), document.toString());
                }
                IN_A_SENTENCE
                        .matcher(line)
                        .results()
                        .forEach(match -> commands.put(match.group(1), document.toString()));
            }
        }
        return commands;
    }

    @Test
    void eachNamesWhatExists() throws IOException {
        Map<String, String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(10);
        commands.forEach((command, document) -> {
            for (String single : command.split(" && ")) {
                assertThat(complaints(words(single)))
                        .as(single + ", in " + document)
                        .isEmpty();
            }
        });
    }

    @Test
    void everyParameterInASentenceIsOneOfThePlugins() throws IOException {
        for (Path document : documents()) {
            PROPERTY.matcher(Files.readString(document))
                    .results()
                    .forEach(match -> assertThat(BUILD.hasProperty(match.group(1), ""))
                            .as(match.group() + " in " + document)
                            .isTrue());
        }
    }

    @Test
    void whatProfilesStartIsThere() {
        assertThat(BUILD.mainClasses())
                .contains("dev.faultline.GalleryTable")
                .allSatisfy(name -> assertThat(BUILD.hasSource(name)).as(name).isTrue());
    }

    /** A check that lets everything through would be easy to pass. */
    @Test
    void whatDoesNotExistIsNoticed() {
        assertThat(complaints(words("mvn -B -Pquik -pl harnes -Dtest=NoTest -Dfaultline.bugdet=1s verfiy spotles:apply"
                        + " dev.faultline:faultline-maven-plugin:verfy -Dinvoker.test=gone* -W")))
                .containsExactly(
                        "no profile quik",
                        "no module harnes",
                        "nothing reads -Dtest=NoTest",
                        "nothing reads -Dfaultline.bugdet=1s",
                        "no goal verfiy",
                        "no goal spotles:apply",
                        "no goal dev.faultline:faultline-maven-plugin:verfy",
                        "nothing reads -Dinvoker.test=gone*",
                        "no option -W");
    }

    private static List<String> words(String command) {
        return WORD.matcher(command.replaceFirst("^[A-Z_]+=\\S+ ", ""))
                .results()
                .map(match -> match.group().replace("\"", ""))
                .toList();
    }

    private static List<String> complaints(List<String> words) {
        List<String> complaints = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-P")) {
                Stream.of(word.substring(2).split(","))
                        .filter(profile -> !BUILD.hasProfile(profile))
                        .forEach(profile -> complaints.add("no profile " + profile));
            } else if (word.equals("-pl")) {
                Stream.of(words.get(++i).split(","))
                        .filter(module -> !BUILD.hasModule(module))
                        .forEach(module -> complaints.add("no module " + module));
            } else if (word.startsWith("-D")) {
                String[] property = word.substring(2).split("=", 2);
                if (!BUILD.hasProperty(property[0], property.length == 1 ? "" : property[1])) {
                    complaints.add("nothing reads " + word);
                }
            } else if (word.startsWith("-")) {
                if (!List.of("-B", "-X", "-am", "-o", "-q").contains(word)) {
                    complaints.add("no option " + word);
                }
            } else if (!BUILD.hasGoal(word)) {
                complaints.add("no goal " + word);
            }
        }
        return complaints;
    }
}
