package dev.faultline.enumerate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects the operations over given files. */
final class Alphabet {
    private final List<FileShape> files;
    private final TreeSet<Letter> letters = new TreeSet<>();

    Alphabet(List<FileShape> files) {
        this.files = files;
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    /** Copies of whole pages, between any page and any memory. */
    void transfers(boolean parts, boolean all) {
        for (int file = 0; file < files.size(); file++) {
            int end = files.get(file).extent() * FileShape.PAGE;
            for (int start = 0; start < end; start += FileShape.PAGE) {
                transfer(file, start, FileShape.PAGE, places(all));
                if (parts) {
                    transfer(file, start + 1, 1, places(all));
                }
            }
        }
    }

    /** Copies that span the pages of a file, from and to memory of their own. */
    void acrossPages() {
        for (int file = 0; file < files.size(); file++) {
            if (files.get(file).extent() > 1) {
                transfer(file, 1, FileShape.PAGE, List.of(Place.FILLED, Place.FRESH));
            }
        }
    }

    /** Copies of two bytes, of a page or of where two of them meet, whose second has a buffer of its own, which may come and go while the first is there for good. */
    void inTwoBuffers() {
        List<Place> places = places(true);
        if (files.get(0).extent() > 1) {
            places.removeIf(place -> place.kind() == Place.Kind.PRIVATE || place.kind() == Place.Kind.FILLED);
        }
        headedTransfer(0, files.get(0).extent() > 1 ? 1 : 0, places);
    }

    private void headedTransfer(int file, int start, List<Place> places) {
        for (Place place : places) {
            for (Verb verb : List.of(Verb.READ, Verb.WRITE)) {
                letters.add(Letter.transfer(verb, file, start, FileShape.PAGE, place)
                        .withHead());
            }
        }
    }

    /** Copies that span pages, and buffers that do, or reach into memory that is not there, or come in two. */
    void shiftedTransfers() {
        List<Place> places = places(true);
        for (int file = 0; file < files.size(); file++) {
            int pages = files.get(file).extent();
            if (pages > 1) {
                places.add(new Place(Place.Kind.SHARED, file, Place.ALL));
                places.add(new Place(Place.Kind.PRIVATE, file, Place.ALL));
            }
        }
        for (int file = 0; file < files.size(); file++) {
            int end = files.get(file).extent() * FileShape.PAGE;
            for (int start = 0; start < end; start++) {
                for (int length = 1; start + length <= end; length++) {
                    transfer(file, start, length, places);
                }
            }
        }
        for (Letter letter : letters()) {
            letters.add(letter.shifted(1));
            letters.add(letter.shifted(2));
            if (letter.length() > 1) {
                letters.add(letter.withHead());
            }
        }
    }

    private void transfer(int file, int start, int length, List<Place> places) {
        for (Place place : places) {
            letters.add(Letter.transfer(Verb.READ, file, start, length, place));
            letters.add(Letter.transfer(Verb.WRITE, file, start, length, place));
        }
    }

    private List<Place> places(boolean all) {
        List<Place> places = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            for (int page = 0; page < files.get(file).extent(); page++) {
                places.add(new Place(Place.Kind.SHARED, file, page));
                if (all) {
                    places.add(new Place(Place.Kind.PRIVATE, file, page));
                }
            }
        }
        if (all) {
            places.add(Place.FILLED);
            places.add(Place.FRESH);
        }
        return places;
    }

    /** What user code and its process do with memory. */
    void userMemory(boolean all) {
        letters.add(Letter.fork());
        for (Place place : places(all)) {
            for (Verb verb : List.of(Verb.LOAD, Verb.STORE, Verb.MUNMAP, Verb.DONTNEED, Verb.MPROTECT)) {
                letters.add(Letter.onPlace(verb, place));
            }
            if (place.kind() != Place.Kind.FILLED) {
                letters.add(Letter.onPlace(Verb.MMAP, place));
                letters.add(Letter.onPlace(Verb.POPULATE, place));
            }
        }
    }

    /** What is done to files. */
    void files() {
        for (int file = 0; file < files.size(); file++) {
            FileShape shape = files.get(file);
            letters.add(Letter.onFile(Verb.FSYNC, file, 0));
            for (int size = 0; size <= shape.extent() * FileShape.PAGE; size++) {
                if (size != shape.size()) {
                    letters.add(Letter.onFile(Verb.TRUNCATE, file, size));
                }
            }
            for (int page = 0; page < shape.extent(); page++) {
                letters.add(Letter.onFile(Verb.RECLAIM, file, page));
                letters.add(Letter.onFile(Verb.WRITEBACK, file, page));
            }
        }
    }
}
