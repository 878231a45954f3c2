package dev.faultline.enumerate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a plot a scenario worth running. No rule depends on names, so that an exchange keeps what they say. */
final class Rules {
    private Rules() {}

    static boolean allow(Plot plot) {
        return fits(plot)
                && copies(plot)
                && processesFit(plot)
                && forksFit(plot)
                && mappingsFit(plot)
                && usesEverything(plot)
                && crossesWhereUneven(plot)
                && meet(plot.roles());
    }

    /** A buffer ends in the page behind its mapping at the latest. */
    private static boolean fits(Plot plot) {
        for (Role role : plot.roles()) {
            for (Letter letter : role.letters()) {
                if (letter.verb().isTransfer() && letter.bufferEnd() > (plot.pagesAt(letter) + 1) * FileShape.PAGE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Somebody reads or writes: otherwise the strategy has no part in it. */
    private static boolean copies(Plot plot) {
        for (Role role : plot.roles()) {
            for (Letter letter : role.letters()) {
                if (letter.verb().isTransfer()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The second process is there only beside the first. */
    private static boolean processesFit(Plot plot) {
        return !plot.uses(1) || plot.uses(0);
    }

    /** A process forks once at the most, and has a child with tasks only then. */
    private static boolean forksFit(Plot plot) {
        for (int process = 0; process < Role.PROCESSES; process++) {
            int forks = 0;
            boolean child = false;
            for (Role role : plot.roles()) {
                for (Letter letter : role.letters()) {
                    boolean forksHere = letter.verb() == Verb.FORK && role.family() == process;
                    forks += forksHere ? 1 : 0;
                    if (forksHere && role.isChild()) {
                        return false;
                    }
                }
                child |= role.process() == Role.childOf(process);
            }
            if (forks > 1 || child && forks == 0) {
                return false;
            }
        }
        return true;
    }

    /** A mapping is made once at the most, not by a child, and has another use. */
    private static boolean mappingsFit(Plot plot) {
        for (Role role : plot.roles()) {
            for (Letter letter : role.letters()) {
                if (letter.verb().makesMapping() && (role.isChild() || !isMadeOnceAndUsed(plot, role, letter))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isMadeOnceAndUsed(Plot plot, Role by, Letter making) {
        int made = 0;
        boolean used = false;
        for (Role role : plot.roles()) {
            for (Letter letter : role.letters()) {
                boolean same = role.family() == by.family()
                        && letter.place() != null
                        && letter.place().equals(making.place());
                made += same && letter.verb().makesMapping() ? 1 : 0;
                used |= same && !letter.verb().makesMapping();
            }
        }
        return made == 1 && used;
    }

    /** Every page is used, and of several files each by name, not only through a mapping. */
    private static boolean usesEverything(Plot plot) {
        return touchesAllPages(plot) && (plot.files().size() == 1 || namesAllFiles(plot));
    }

    /** Pages in different states are for calls that come from one to the other: to any other call a page is what it is beside an even one. */
    private static boolean crossesWhereUneven(Plot plot) {
        return plot.files().stream().noneMatch(FileShape::isUneven)
                || plot.roles().stream()
                        .anyMatch(role -> role.letters().stream().anyMatch(Letter::crosses));
    }

    private static boolean namesAllFiles(Plot plot) {
        Set<Integer> named = new HashSet<>();
        plot.roles().forEach(role -> role.letters().forEach(letter -> named.add(letter.file())));
        named.remove(Letter.NO_FILE);
        return named.size() == plot.files().size();
    }

    private static boolean touchesAllPages(Plot plot) {
        Set<Integer> touched = new HashSet<>();
        plot.roles().forEach(role -> touched.addAll(touched(role)));
        for (int file = 0; file < plot.files().size(); file++) {
            for (int page = 0; page < plot.files().get(file).extent(); page++) {
                if (!touched.contains(pageCode(file, page))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Any two tasks have a page or a mapping in common, directly or through others; a fork or a new mapping concerns its whole family. */
    private static boolean meet(List<Role> roles) {
        int joined = 1;
        for (int round = 1; round < roles.size(); round++) {
            for (int i = 1; i < roles.size(); i++) {
                for (int j = 0; j < roles.size(); j++) {
                    if ((joined & 1 << j) != 0 && meet(roles.get(i), roles.get(j))) {
                        joined |= 1 << i;
                    }
                }
            }
        }
        return joined == (1 << roles.size()) - 1;
    }

    private static boolean meet(Role one, Role other) {
        if (one.process() != Role.KERNEL && one.family() == other.family() && (forks(one) || forks(other))) {
            return true;
        }
        Set<Integer> common = touched(one);
        common.retainAll(touched(other));
        return !common.isEmpty();
    }

    private static boolean forks(Role role) {
        return role.letters().stream().anyMatch(letter -> letter.verb() == Verb.FORK);
    }

    private static int pageCode(int file, int page) {
        return file * 8 + page;
    }

    /** The pages and the anonymous mappings that a task has to do with. */
    private static Set<Integer> touched(Role role) {
        Set<Integer> touched = new HashSet<>();
        for (Letter letter : role.letters()) {
            if (letter.file() >= 0) {
                boolean all = letter.verb() == Verb.TRUNCATE || letter.verb() == Verb.FSYNC;
                int from = letter.verb().isTransfer() ? letter.start() / FileShape.PAGE : letter.start();
                int to = letter.verb().isTransfer() ? (letter.end() - 1) / FileShape.PAGE : letter.start();
                for (int page = all ? 0 : from; page <= (all ? 7 : to); page++) {
                    touched.add(pageCode(letter.file(), page));
                }
            }
            Place place = letter.place();
            if (place != null && place.isFile()) {
                for (int page = Math.max(0, place.page());
                        page <= (place.page() == Place.ALL ? 7 : place.page());
                        page++) {
                    touched.add(pageCode(place.number(), page));
                }
            } else if (place != null) {
                touched.add(-1000 * (role.family() + 1) - place.code());
            }
            if (letter.headed()) {
                touched.add(-1000 * (role.family() + 1) - Place.FILLED.code());
            }
        }
        return touched;
    }
}
