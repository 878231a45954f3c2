package dev.faultline.fsx;

import dev.faultline.scenario.Scenario;
import dev.faultline.scenario.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log of fsx as a scenario. fsx (Avadis Tevanian at NeXT, 1991; the one meant here is ltp/fsx.c of xfstests) does random operations on one file, one after the
 * other, and compares what it reads with what it remembers. Its log is a program, and the machine can run it: as it was, in one task, or dealt out over several
 * in turn, so that what stood one behind the other now overlaps.
 *
 * <p>The file is as long as fsx says it was before the first operation taken, and its pages are cold. A {@code read} goes into memory of the task's own, from
 * the start of a page; a {@code write} comes from there, as far within a page as it goes to in the file, and first user code stores bytes there that nobody
 * else writes, as fsx does. {@code mapread} and {@code mapwrite} are a load and a store in one shared mapping of the file, which stays where fsx maps and
 * unmaps each time; before a store beyond the end of the file comes the {@code ftruncate}, and after it, for {@code msync}, the {@code fsync} that fsx does.
 * A {@code mapread} ends at the end of the file as fsx's own replay does. {@code close_open} and {@code dontcache} have no meaning here. What the law says is
 * not what fsx remembers but more, since it also holds when tasks overlap.
 *
 * <p>Where things are, {@link Scale} says. A page of the log is the smallest from 4096 bytes on, times two and two again, with which all fits into the machine:
 * the log is then run as on a kernel with such pages.
 */
public final class FsxImport {
    private final String name;
    private final FsxOptions options;
    private final List<FsxEntry> taken = new ArrayList<>();
    private final List<FsxEntry> done = new ArrayList<>();
    private final Map<String, Integer> left = new TreeMap<>();
    private int skippedByFsx;

    private FsxImport(String name, FsxOptions options) {
        this.name = name;
        this.options = options;
    }

    /**
     * A log as a scenario.
     *
     * @param remarks sentences on what became of the log
     */
    public record Imported(Scenario scenario, List<String> remarks) {
        public Imported {
            remarks = List.copyOf(remarks);
        }
    }

    /** Whether a text is a log, by the first word in it that is no comment. */
    public static boolean isLog(String firstWord) {
        return FsxLog.isFirstWord(firstWord);
    }

    /**
     * Imports a log.
     *
     * @param name what the file is called in remarks
     * @throws FsxException when there is something in it that is not understood, or that the machine cannot do, or too much
     */
    public static Imported of(String name, String text, FsxOptions options) {
        return new FsxImport(name, options).imported(FsxLog.parse(text));
    }

    private Imported imported(List<FsxEntry> log) {
        for (FsxEntry entry : log) {
            FsxOptions.Lines lines = options.lines();
            if (lines == null || lines.has(entry.line())) {
                take(entry);
            }
        }
        if (done.isEmpty()) {
            throw new FsxException("it has no operation to run" + (taken.isEmpty() ? "" : " but what is left out")
                    + (options.lines() == null ? "." : " in lines " + options.lines() + "."));
        }
        for (long logPage = options.firstLogPage(); logPage <= options.lastLogPage(); logPage *= 2) {
            FsxDraft draft = drawn(new Scale(logPage, options.page()));
            if (draft.fits()) {
                return new Imported(scenario(draft), remarks(draft, logPage));
            }
        }
        throw new FsxException("with pages of " + options.logPage()
                + " bytes the file, the buffers or both have too many pages for the machine. Say a larger"
                + " -Dfaultline.fsxLogPage, or leave it out for the least that fits.");
    }

    private static Scenario scenario(FsxDraft draft) {
        try {
            return draft.scenario();
        } catch (ScenarioException e) {
            throw new FsxException(e.reason() + ".");
        }
    }

    private void take(FsxEntry entry) {
        taken.add(entry);
        if (entry.skipped()) {
            skippedByFsx++;
        } else if (options.skips(entry.kind())) {
            left.merge(entry.kind().toString(), 1, Integer::sum);
        } else if (!entry.kind().isKnownToTheMachine()) {
            throw new FsxException(
                    entry.line(),
                    "the machine has no " + entry.kind() + ". To leave such operations out, say -Dfaultline.fsxSkip="
                            + entry.kind() + ", or -Dfaultline.fsxSkip=all for all that it does not have.");
        } else {
            done.add(entry);
        }
    }

    private FsxDraft drawn(Scale scale) {
        FsxDraft draft = new FsxDraft(scale, options.tasks(), taken.get(0).fileSize());
        int room = Scenario.OPERATIONS_MAX;
        for (FsxEntry entry : done) {
            draft.add(entry);
            if (!draft.fits()) {
                return draft;
            }
            if (draft.longest() > room) {
                throw new FsxException(
                        entry.line(),
                        "up to there a task has more than " + room + " operations. Take a part of the log with"
                                + " -Dfaultline.fsxLines=FROM-TO, for example " + fitting()
                                + (options.tasks() < Scenario.TASKS_MAX
                                        ? ", or share it out over more tasks with -Dfaultline.fsxTasks."
                                        : "."));
            }
        }
        return draft;
    }

    /** The longest end of the log that fits. How many operations it comes to does not depend on the scale, so one is taken with which its pages do. */
    private FsxOptions.Lines fitting() {
        Scale scale = new Scale(FsxOptions.LOG_PAGE_MOST, options.page());
        int last = done.size() - 1;
        int first = last;
        while (first > 0 && fits(scale, first - 1)) {
            first--;
        }
        return new FsxOptions.Lines(done.get(first).line(), done.get(last).line());
    }

    private boolean fits(Scale scale, int first) {
        FsxDraft draft = new FsxDraft(scale, options.tasks(), done.get(first).fileSize());
        done.subList(first, done.size()).forEach(draft::add);
        return draft.longest() <= Scenario.OPERATIONS_MAX;
    }

    private List<String> remarks(FsxDraft draft, long logPage) {
        List<String> remarks = new ArrayList<>();
        String tasks = options.tasks() == 1 ? "one task" : options.tasks() + " tasks";
        remarks.add(name + " is an fsx log: " + counted(done.size(), "operation") + " of it in " + tasks
                + ", each page of " + grouped(logPage) + " bytes as one of " + grouped(options.page()) + ".");
        List<String> out = new ArrayList<>();
        left.forEach((kind, count) -> out.add(count + " " + kind));
        if (skippedByFsx > 0) {
            out.add(skippedByFsx + " that fsx itself skipped");
        }
        if (draft.empty() > 0) {
            out.add(draft.empty() + " behind the end of the file or of no bytes");
        }
        if (!out.isEmpty()) {
            remarks.add("Left out: " + String.join(", ", out) + ".");
        }
        taken.stream()
                .filter(FsxEntry::failed)
                .reduce((first, second) -> second)
                .ifPresent(bad -> remarks.add("The last that fsx marks as touching the wrong byte is line " + bad.line()
                        + ", a " + bad.kind() + "."));
        return remarks;
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
