package dev.faultline.report;

import dev.faultline.report.Interleaving.Row;
import dev.faultline.report.Interleaving.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Draws an interleaving: one column a task, time downwards, the locks held in brackets at the right of a column wherever they change.
 * Minor steps that follow each other in one task are folded into one line, or, where they are few, into a gap in the numbers. Only ASCII, so that it survives every log.
 */
final class InterleavingTable {
    private static final int WIDTH_MAX = 118;
    private static final int COLUMN_MIN = 12;
    private static final int COLUMN_MAX = 76;
    private static final int FOLDED_SILENTLY_MAX = 2;
    private static final int TIME_WIDTH = 5;
    private static final String GAP = " | ";

    private final Interleaving interleaving;
    private final List<Line> lines = new ArrayList<>();
    private final int[] widths;

    /** A row as it will be printed. */
    private record Line(String time, int column, String text, String held) {}

    private InterleavingTable(Interleaving interleaving) {
        this.interleaving = interleaving;
        fold();
        this.widths = columnWidths();
    }

    static List<String> draw(Interleaving interleaving) {
        return new InterleavingTable(interleaving).draw();
    }

    private void fold() {
        String[] heldBefore = new String[interleaving.columns().size()];
        Arrays.fill(heldBefore, "");
        int folded = 0;
        int foldedColumn = -1;
        for (Row row : interleaving.rows()) {
            boolean minor = row.weight() == Weight.MINOR && row.held().equals(heldBefore[row.column()]);
            if (folded > 0 && (!minor || row.column() != foldedColumn)) {
                addFolded(foldedColumn, folded);
                folded = 0;
            }
            if (minor) {
                folded++;
                foldedColumn = row.column();
                continue;
            }
            boolean tellHeld = !row.held().isEmpty() && !row.held().equals(heldBefore[row.column()]);
            String held = tellHeld ? "[" + row.held() + "]" : "";
            heldBefore[row.column()] = row.held();
            lines.add(new Line(Integer.toString(row.time()), row.column(), row.text(), held));
        }
        if (folded > 0) {
            addFolded(foldedColumn, folded);
        }
        foldCircles();
    }

    private void foldCircles() {
        List<String> told = lines.stream()
                .map(line -> line.column() + line.text() + line.held())
                .toList();
        List<Line> all = List.copyOf(lines);
        lines.clear();
        for (Repeats.Part part : Repeats.in(told)) {
            Line line = all.get(part.index());
            if (part.isItem()) {
                lines.add(line);
            } else {
                String what = part.period() == 1 ? "this" : "these " + part.period() + " lines";
                lines.add(new Line(
                        "", line.column(), "... " + what + " again and again, " + part.times() + " times", ""));
            }
        }
    }

    private void addFolded(int column, int steps) {
        if (steps > FOLDED_SILENTLY_MAX) {
            lines.add(new Line("", column, "... " + steps + " steps", ""));
        }
    }

    /** Each as wide as it needs; where that is too much, the widest give way, all alike. */
    private int[] columnWidths() {
        int columns = interleaving.columns().size();
        int[] needed = new int[columns];
        for (int i = 0; i < columns; i++) {
            needed[i] = Math.max(COLUMN_MIN, interleaving.columns().get(i).length());
        }
        for (Line line : lines) {
            needed[line.column()] = Math.max(needed[line.column()], needed(line));
        }
        int room = WIDTH_MAX - TIME_WIDTH - GAP.length() * columns;
        int most = COLUMN_MAX;
        while (most > COLUMN_MIN && total(needed, most) > room) {
            most--;
        }
        int widest = most;
        return Arrays.stream(needed).map(width -> Math.min(width, widest)).toArray();
    }

    private static int total(int[] widths, int most) {
        return Arrays.stream(widths).map(width -> Math.min(width, most)).sum();
    }

    private static int needed(Line line) {
        return line.text().length() + (line.held().isEmpty() ? 0 : line.held().length() + 2);
    }

    private List<String> draw() {
        List<String> drawn = new ArrayList<>();
        drawn.add(joined("step", interleaving.columns()));
        drawn.add("-"
                .repeat(TIME_WIDTH
                        + GAP.length() * widths.length
                        + Arrays.stream(widths).sum()));
        for (Line line : lines) {
            List<String> cell = cell(line);
            for (int i = 0; i < cell.size(); i++) {
                List<String> cells = new ArrayList<>(
                        Collections.nCopies(interleaving.columns().size(), ""));
                cells.set(line.column(), cell.get(i));
                drawn.add(joined(i == 0 ? line.time() : "", cells));
            }
        }
        return drawn;
    }

    private String joined(String time, List<String> cells) {
        StringBuilder line = new StringBuilder(" ".repeat(TIME_WIDTH - time.length())).append(time);
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(GAP).append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length())));
        }
        return line.toString().stripTrailing();
    }

    /** The lines of one cell: the text, broken at spaces, with what is held pushed to the right end of the last line. */
    private List<String> cell(Line line) {
        int width = widths[line.column()];
        List<String> cell = wrapped(line.text(), width);
        if (line.held().isEmpty()) {
            return cell;
        }
        int last = cell.size() - 1;
        int room = width - cell.get(last).length() - line.held().length();
        if (room >= 2) {
            cell.set(last, cell.get(last) + " ".repeat(room) + line.held());
        } else {
            for (String part : wrapped(line.held(), width)) {
                cell.add(" ".repeat(Math.max(0, width - part.length())) + part);
            }
        }
        return cell;
    }

    private static List<String> wrapped(String text, int width) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > width / 3 ? space : width;
            parts.add(rest.substring(0, end));
            rest = "  " + rest.substring(end).strip();
        }
        parts.add(rest);
        return parts;
    }
}
