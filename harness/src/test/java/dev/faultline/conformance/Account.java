package dev.faultline.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a program: what each operation returned and loaded, and what files and memory held at the end, as named arrays of bytes.
 */
final class Account {
    private record Item(String what, byte[] bytes) {}

    private final List<Item> items = new ArrayList<>();

    void add(String what, int result) {
        add(what + " returned", Integer.toString(result).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    void add(String what, byte[] bytes) {
        items.add(new Item(what, bytes));
    }

    /** The first difference from another account of the same program, as a sentence. */
    Optional<String> differenceFrom(Account host) {
        for (int i = 0; i < Math.min(items.size(), host.items.size()); i++) {
            Item ours = items.get(i);
            Item theirs = host.items.get(i);
            if (!ours.what.equals(theirs.what)) {
                return Optional.of(
                        "the machine tells of '" + ours.what + "' where the host tells of '" + theirs.what + "'");
            }
            int at = java.util.Arrays.mismatch(ours.bytes, theirs.bytes);
            if (at >= 0) {
                return Optional.of(
                        ours.what + ": the machine says " + told(ours, at) + ", the host " + told(theirs, at));
            }
        }
        return items.size() == host.items.size()
                ? Optional.empty()
                : Optional.of("one of them tells more than the other");
    }

    private static String told(Item item, int at) {
        if (item.what.endsWith("returned")) {
            return new String(item.bytes, java.nio.charset.StandardCharsets.US_ASCII);
        }
        return at >= item.bytes.length
                ? "that it has " + item.bytes.length + " bytes"
                : "byte " + at + " is " + item.bytes[at];
    }
}
