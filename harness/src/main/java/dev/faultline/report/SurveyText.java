package dev.faultline.report;

import com.grack.nanojson.JsonStringWriter;
import dev.faultline.explore.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a pass rests on, in two or three sentences for a console, and whole for {@code report.json}. */
final class SurveyText {
    private SurveyText() {}

    /** The sentences; none when nothing was counted. */
    static List<String> sentences(Survey survey) {
        if (survey.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(ConsoleReport.count(survey.traces(), "different trace") + " in the "
                + ConsoleReport.count(survey.executions(), "execution") + " of "
                + ConsoleReport.count(survey.scenarios(), "scenario") + " that were looked at");
        sentences.add("met " + met(survey.operations(), "kinds of operations") + ", "
                + met(survey.shapes(), "ways of aliasing") + ", " + met(survey.branches(), "branches of the kernel"));
        List<String> idle = Survey.never(survey.laws());
        if (!idle.isEmpty()) {
            sentences.add("never had anything to judge: " + String.join(", ", idle));
        }
        return sentences;
    }

    private static String met(Map<String, Long> counts, String what) {
        List<String> never = Survey.never(counts);
        String all = counts.size() - never.size() + " of " + counts.size() + " " + what;
        return never.isEmpty() ? all : all + " (not " + String.join(", ", never) + ")";
    }

    static void write(JsonStringWriter json, Survey survey) {
        json.object("survey")
                .value("scenarios", survey.scenarios())
                .value("executions", survey.executions())
                .value("traces", survey.traces());
        write(json, "laws", survey.laws());
        write(json, "operations", survey.operations());
        write(json, "shapes", survey.shapes());
        write(json, "branches", survey.branches());
        json.end();
    }

    private static void write(JsonStringWriter json, String name, Map<String, Long> counts) {
        json.object(name);
        counts.forEach(json::value);
        json.end();
    }
}
