package dev.faultline.execution;

import dev.faultline.hardware.Step;
import dev.faultline.hardware.StepKind;
import java.util.Locale;

/** What a step is called where nothing better is known of it, for example {@code lock folio 0}. */
final class StepText {
    private StepText() {}

    static String of(int step) {
        StepKind kind = Step.kind(step);
        String verb = words(kind.name());
        String noun = words(kind.subject().name());
        String last = noun.substring(noun.lastIndexOf(' ') + 1);
        String text = verb.endsWith(" " + last) ? verb : verb + " " + noun;
        return text + " " + Step.object(step);
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
