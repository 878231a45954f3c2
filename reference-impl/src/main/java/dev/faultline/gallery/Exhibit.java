package dev.faultline.gallery;

import dev.faultline.spi.CopyStrategy;
import dev.faultline.spi.vm.VmPolicy;

/**
 * One piece of the gallery.
 *
 * @param row its number in the list of bugs that the project set out to catch; 0 when it is not on it
 * @param name what it calls itself
 * @param flawed the flawed {@link CopyStrategy}, or the flawed {@link VmPolicy}
 * @param partner for a policy the name of the strategy with which it shows its flaw, otherwise empty
 * @param law the law that it breaks, and by which it is caught
 * @param bug what is wrong with it, in a few words
 */
public record Exhibit(int row, String name, Object flawed, String partner, String law, String bug) {
    static Exhibit of(int row, CopyStrategy strategy, String law, String bug) {
        return new Exhibit(row, strategy.name(), strategy, "", law, bug);
    }

    static Exhibit of(int row, VmPolicy policy, String partner, String law, String bug) {
        return new Exhibit(row, policy.name(), policy, partner, law, bug);
    }
}
