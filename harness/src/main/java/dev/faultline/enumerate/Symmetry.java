package dev.faultline.enumerate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One way to exchange what is interchangeable: files, the pages of a file, and the two processes that are there from the start.
 *
 * <p>Two scenarios that such an exchange turns into one another are the same program under other names, and every run of the one is a run of the
 * other. Of each class of them (an orbit of the group of exchanges) one is enough, and the least by {@link Plot#compareTo} stands for it: a plot is kept
 * when no exchange makes it smaller (orderly generation: Read, "Every one a winner", Annals of Discrete Mathematics 2, 1978). Tasks need no exchange,
 * because a plot keeps them in order.
 *
 * <p>Pages are interchangeable only as long as nothing tells them apart: see {@link Plot#fixesOrder}.
 *
 * @param files where each file goes
 * @param pages for each file where each of its pages goes
 * @param processes whether the two processes change places
 */
record Symmetry(int[] files, int[][] pages, boolean processes) {

    /** Whether no exchange makes the plot smaller. */
    static boolean isLeast(Plot plot) {
        for (Symmetry symmetry : of(plot)) {
            if (symmetry.apply(plot).compareTo(plot) < 0) {
                return false;
            }
        }
        return true;
    }

    /** All that apply to a plot, the one that changes nothing among them. */
    static List<Symmetry> of(Plot plot) {
        List<Symmetry> all = new ArrayList<>();
        for (int[] files : permutations(plot.files().size())) {
            for (int[][] pages : pagesOf(plot, 0, new int[plot.files().size()][])) {
                all.add(new Symmetry(files, pages, false));
                if (plot.uses(1)) {
                    all.add(new Symmetry(files, pages, true));
                }
            }
        }
        return all;
    }

    private static List<int[][]> pagesOf(Plot plot, int file, int[][] chosen) {
        if (file == plot.files().size()) {
            return Collections.singletonList(chosen.clone());
        }
        List<int[][]> all = new ArrayList<>();
        List<int[]> orders = permutations(plot.files().get(file).extent());
        for (int[] order : plot.fixesOrder(file) ? orders.subList(0, 1) : orders) {
            chosen[file] = order;
            all.addAll(pagesOf(plot, file + 1, chosen));
        }
        return all;
    }

    /** All orders of so many things, the one that changes nothing first. */
    private static List<int[]> permutations(int size) {
        List<int[]> all = new ArrayList<>();
        permute(new int[size], 0, 0, all);
        return all;
    }

    private static void permute(int[] order, int at, int used, List<int[]> all) {
        if (at == order.length) {
            all.add(order.clone());
            return;
        }
        for (int i = 0; i < order.length; i++) {
            if ((used & 1 << i) == 0) {
                order[at] = i;
                permute(order, at + 1, used | 1 << i, all);
            }
        }
    }

    Plot apply(Plot plot) {
        List<FileShape> moved = new ArrayList<>(plot.files());
        for (int i = 0; i < files.length; i++) {
            moved.set(files[i], plot.files().get(i).reordered(pages[i]));
        }
        List<Role> roles = new ArrayList<>();
        for (Role role : plot.roles()) {
            int process = processes && role.process() != Role.KERNEL ? role.process() ^ 1 : role.process();
            roles.add(new Role(process, role.letters().stream().map(this::apply).toList()));
        }
        return new Plot(moved, roles);
    }

    private Letter apply(Letter letter) {
        int file = letter.file() < 0 ? Letter.NO_FILE : files[letter.file()];
        Place place = letter.place();
        return letter.moved(file, start(letter), place == null || !place.isFile() ? place : apply(place));
    }

    private int start(Letter letter) {
        if (letter.verb().isKernels()) {
            return pages[letter.file()][letter.start()];
        }
        if (!letter.verb().isTransfer()) {
            return letter.start();
        }
        int page = letter.start() / FileShape.PAGE;
        return pages[letter.file()][page] * FileShape.PAGE + letter.start() % FileShape.PAGE;
    }

    private Place apply(Place place) {
        int page = place.page() == Place.ALL ? Place.ALL : pages[place.number()][place.page()];
        return new Place(place.kind(), files[place.number()], page);
    }
}
