package dev.faultline.generate;

import dev.faultline.generate.Distributions.Relation;
import dev.faultline.scenario.Buffer;
import dev.faultline.scenario.Operation;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws reads and writes. The heart of the matter is which user memory is copied from or to: the likeliest is memory that maps the very page
 * of the file being copied, at the same place in the page or another.
 */
final class Copies {
    private static final int PAGES_MAX = 5;

    private final Dice dice;
    private final Distributions odds;
    private final Sketch sketch;
    private final int pageSize;
    private final Relation relation;
    private final int[] weights = new int[16];

    Copies(Dice dice, Distributions odds, Sketch sketch) {
        this.dice = dice;
        this.odds = odds;
        this.sketch = sketch;
        pageSize = sketch.pageSize();
        relation = sketch.relation();
    }

    /** A read or write of what is aimed at, by a task that has the memory of the family. */
    Operation draw(boolean read, Aim aim, int family) {
        int file = aim.hasFile() ? aim.file() : dice.below(sketch.files().size());
        boolean wholePages = dice.percent(26);
        int wish = wholePages ? pageStart(aim.position()) : position(file, aim);
        int position = dice.percent(read ? 80 : 45) ? withinFile(wish, file) : wish;
        int length = wholePages ? pageSize * dice.draw(odds.mappingPages) : length(position, aim);
        length = Math.max(1, Math.min(length, PAGES_MAX * pageSize - position));
        List<Buffer> buffers = new ArrayList<>();
        if (wholePages) {
            Memory anonymous = wholePagesIn(family);
            if (anonymous != null) {
                length = Math.min(length, anonymous.bytes(pageSize));
                buffers.add(new Buffer(anonymous.name(), 0, length));
            }
        }
        if (buffers.isEmpty()) {
            addSegments(read, file, position, length, aim, family, buffers);
        }
        String name = sketch.fileName(file);
        return read ? new Operation.Read(name, position, buffers) : new Operation.Write(name, position, buffers);
    }

    private int pageStart(int position) {
        return Math.min(position / pageSize, PAGES_MAX - 1) * pageSize;
    }

    /** Most copies are of bytes that are there: the same place in the last page, where it would be behind the end. */
    private int withinFile(int position, int file) {
        int size = sketch.files().get(file).size();
        if (position < size || size == 0) {
            return position;
        }
        int inLastPage = pageStart(size - 1) + position % pageSize;
        return inLastPage < size ? inLastPage : pageStart(size - 1);
    }

    private int position(int file, Aim aim) {
        int size = sketch.files().get(file).size();
        int position = switch (dice.draw(odds.place)) {
            case EXACT -> aim.position();
            case PAGE_START -> pageStart(aim.position());
            case WITHIN_PAGE -> pageStart(aim.position()) + dice.below(pageSize);
            case AT_END -> size;
            case PAST_END -> size + dice.between(1, pageSize);
        };
        return Math.min(position, PAGES_MAX * pageSize - 1);
    }

    private int length(int position, Aim aim) {
        int toPageEnd = pageSize - position % pageSize;
        return switch (dice.draw(odds.extent)) {
            case AS_AIMED -> aim.length();
            case WHOLE_PAGE -> pageSize;
            case PART_OF_PAGE -> dice.between(1, toPageEnd);
            case FEW_BYTES -> dice.between(1, 2);
            case INTO_NEXT_PAGE -> toPageEnd + dice.between(1, pageSize);
            case TWO_PAGES -> 2 * pageSize;
            case THREE_PAGES -> 3 * pageSize;
        };
    }

    /** Anonymous memory, for copies that could be done by exchanging pages. */
    private @Nullable Memory wholePagesIn(int family) {
        List<Memory> all = sketch.memory();
        for (int i = 0; i < all.size(); i++) {
            Memory memory = all.get(i);
            boolean fits = memory.family() == family && memory.file() < 0;
            weights[i] = fits ? 1 : 0;
        }
        int index = dice.weighted(weights, all.size());
        return index < 0 ? null : all.get(index);
    }

    private void addSegments(
            boolean read, int file, int position, int length, Aim aim, int family, List<Buffer> buffers) {
        int segments = Math.min(Math.min(dice.draw(odds.segments), length), Scenario.SEGMENTS_MAX);
        int done = 0;
        for (int i = segments; i > 0; i--) {
            int part = i == 1 ? length - done : dice.between(1, length - done - i + 1);
            buffers.add(segment(read, file, position + done, part, aim, family));
            done += part;
        }
    }

    private Buffer segment(boolean read, int file, int position, int length, Aim aim, int family) {
        Memory memory = choose(read, file, position, aim, family);
        boolean mayRunOut = dice.percent(13);
        int wish = offset(memory, file, position, length, aim, mayRunOut);
        int room = memory.bytes(pageSize) + (mayRunOut ? pageSize : 0);
        int fitting = Math.min(length, room);
        int offset = Math.max(0, Math.min(wish, room - fitting));
        return new Buffer(memory.name(), offset, fitting);
    }

    private Memory choose(boolean read, int file, int position, Aim aim, int family) {
        List<Memory> all = sketch.memory();
        for (int i = 0; i < all.size(); i++) {
            weights[i] = all.get(i).family() == family ? weight(all.get(i), read, file, position, aim) : 0;
        }
        return all.get(dice.weighted(weights, all.size()));
    }

    private int weight(Memory memory, boolean read, int file, int position, Aim aim) {
        int weight;
        if (memory.covers(file, position, pageSize)) {
            weight = relation.samePage;
        } else if (memory.file() == file) {
            weight = relation.elsewhere;
        } else {
            weight = memory.file() < 0 ? relation.anonymous : relation.elsewhere;
        }
        Aim partner = aim.partner();
        if (partner != null && partner.hasFile() && memory.covers(partner.file(), partner.position(), pageSize)) {
            weight += 150;
        }
        if (aim.memory() == memory) {
            weight += 30;
        }
        boolean usable = read ? memory.spec().writable() : memory.spec().readable();
        return Math.max(1, (usable ? weight : weight / 3) / (memory.fromStart() ? 1 : 2));
    }

    private int offset(Memory memory, int file, int position, int length, Aim aim, boolean mayRunOut) {
        if (mayRunOut && dice.percent(60)) {
            return memory.bytes(pageSize) - dice.below(length);
        }
        if (aim.memory() == memory && dice.percent(60)) {
            return aim.offset();
        }
        int same = -1;
        if (memory.covers(file, position, pageSize)) {
            same = position - memory.positionOf(0, pageSize);
        } else if (aim.partner() != null
                && memory.covers(aim.partner().file(), aim.partner().position(), pageSize)) {
            same = aim.partner().position() - memory.positionOf(0, pageSize);
        }
        return switch (dice.draw(same >= 0 ? odds.aliasAlignment : odds.plainAlignment)) {
            case SAME -> same;
            case SHIFTED -> same + (dice.percent(50) ? 1 : -1) * dice.between(1, pageSize - 1);
            case PAGE_START -> dice.below(memory.spec().pages()) * pageSize;
            case ANYWHERE -> dice.below(memory.bytes(pageSize));
        };
    }
}
