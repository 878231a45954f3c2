package dev.faultline.enumerate;

import java.util.ArrayList;
import java.util.List;

/** A scenario without names: files and tasks, the tasks in order. */
record Plot(List<FileShape> files, List<Role> roles) implements Comparable<Plot> {
    Plot {
        files = List.copyOf(files);
        List<Role> sorted = new ArrayList<>(roles);
        sorted.sort(null);
        roles = List.copyOf(sorted);
    }

    @Override
    public int compareTo(Plot other) {
        int order = Integer.compare(files.size(), other.files.size());
        for (int i = 0; i < files.size() && order == 0; i++) {
            order = Integer.compare(files.get(i).code(), other.files.get(i).code());
        }
        if (order == 0) {
            order = Integer.compare(roles.size(), other.roles.size());
        }
        for (int i = 0; i < roles.size() && order == 0; i++) {
            order = roles.get(i).compareTo(other.roles.get(i));
        }
        return order;
    }

    /** Whether anything in it tells the pages of a file apart by their order. */
    boolean fixesOrder(int file) {
        if (!files.get(file).isWhole()) {
            return true;
        }
        for (Role role : roles) {
            for (Letter letter : role.letters()) {
                if (fixesOrder(letter, file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fixesOrder(Letter letter, int file) {
        Place place = letter.place();
        if (place != null && place.isFile() && place.number() == file && place.page() == Place.ALL) {
            return true;
        }
        return letter.file() == file
                && switch (letter.verb()) {
                    case TRUNCATE, FSYNC -> true;
                    case READ, WRITE -> letter.crosses();
                    default -> false;
                };
    }

    /** Whether a task is in a process or in a child of it. */
    boolean uses(int family) {
        for (Role role : roles) {
            if (role.family() == family) {
                return true;
            }
        }
        return false;
    }

    /** Pages of the mapping that a letter names. */
    int pagesAt(Letter letter) {
        Place place = letter.place();
        return place != null && place.page() == Place.ALL
                ? files.get(place.number()).extent()
                : 1;
    }
}
