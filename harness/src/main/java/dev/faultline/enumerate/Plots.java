package dev.faultline.enumerate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The plots within a bound, in order. */
final class Plots {
    private final Bound bound;
    private final Consumer<Plot> each;

    private Plots(Bound bound, Consumer<Plot> each) {
        this.bound = bound;
        this.each = each;
    }

    /** One of each class. */
    static List<Plot> of(Bound bound) {
        List<Plot> all = new ArrayList<>();
        raw(bound, plot -> {
            if (Symmetry.isLeast(plot)) {
                all.add(plot);
            }
        });
        return all;
    }

    /** All that the rules allow, each under all its names. */
    static void raw(Bound bound, Consumer<Plot> each) {
        Plots plots = new Plots(bound, each);
        plots.alone();
        plots.several();
    }

    private void alone() {
        for (List<FileShape> files : Universe.files(bound, true)) {
            for (Role role : roles(Universe.letters(files, true), 1, 1)) {
                offer(files, List.of(role));
            }
        }
    }

    private void several() {
        for (List<FileShape> files : Universe.files(bound, false)) {
            List<Letter> letters = Universe.letters(files, false);
            for (int operations = 2; operations <= bound.operations(); operations++) {
                for (int tasks = 1; tasks <= Math.min(bound.tasks(), operations); tasks++) {
                    List<Role> choice = roles(letters, tasks, operations - tasks + 1);
                    extend(files, choice, 0, tasks, operations, new ArrayList<>());
                }
            }
        }
    }

    private void extend(
            List<FileShape> files, List<Role> choice, int from, int tasks, int operations, List<Role> chosen) {
        if (tasks == 0) {
            if (operations == 0) {
                offer(files, chosen);
            }
            return;
        }
        for (int i = from; i < choice.size(); i++) {
            Role role = choice.get(i);
            int left = operations - role.letters().size();
            if (left >= tasks - 1) {
                chosen.add(role);
                extend(files, choice, i, tasks - 1, left, chosen);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private void offer(List<FileShape> files, List<Role> roles) {
        Plot plot = new Plot(files, roles);
        if (Rules.allow(plot)) {
            each.accept(plot);
        }
    }

    private static List<Role> roles(List<Letter> letters, int tasks, int lengthMax) {
        List<Role> roles = new ArrayList<>();
        int last = tasks > 1 ? Role.childOf(Role.PROCESSES - 1) : 0;
        for (int process = Role.KERNEL; process <= last; process++) {
            for (int length = 1; length <= lengthMax; length++) {
                spell(letters, process, length, new ArrayList<>(), roles);
            }
        }
        return roles;
    }

    private static void spell(List<Letter> letters, int process, int length, List<Letter> word, List<Role> roles) {
        if (length == 0) {
            roles.add(new Role(process, word));
            return;
        }
        for (Letter letter : letters) {
            if (letter.verb().isKernels() == (process == Role.KERNEL)) {
                word.add(letter);
                spell(letters, process, length - 1, word, roles);
                word.remove(word.size() - 1);
            }
        }
    }
}
