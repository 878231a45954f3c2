package dev.faultline.gallery;

import dev.faultline.spi.CopyStrategy;

/**
 * One piece of the gallery.
 *
 * @param row its number in the list of bugs that the project set out to catch; 0 when it is not on it
 * @param strategy the flawed strategy
 * @param law the law that it breaks, and by which it is caught
 * @param bug what is wrong with it, in a few words
 */
public record Exhibit(int row, CopyStrategy strategy, String law, String bug) {
    public String name() {
        return strategy.name();
    }
}
