package dev.faultline.execution;

import dev.faultline.hardware.Footprint;
import dev.faultline.hardware.Geometry;
import dev.faultline.hardware.Nondeterminism;
import dev.faultline.kernel.Machine;
import dev.faultline.kernel.SystemCalls;
import dev.faultline.kernel.Tracepoints;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The whole state of a machine as text: every field of every object that it is made of, so that nothing is left out for
 * having been forgotten. What lies beyond the end of a list that is kept in an array is no state, nor are the handles
 * of one call, which nobody but their task can see.
 */
final class MachineState {
    /** Which array is a list, and where its length is kept. */
    private static final Map<String, String> LENGTHS = Map.ofEntries(
            Map.entry("PhysicalMemory.free", "freeCount"),
            Map.entry("Core.slots", "slotsUsed"),
            Map.entry("Disk.queue", "queued"),
            Map.entry("Disk.begun", "queued"),
            Map.entry("FairLock.queue", "queued"),
            Map.entry("FolioPool.folios", "taken"),
            Map.entry("RangeLock.tasks", "entries"),
            Map.entry("RangeLock.froms", "entries"),
            Map.entry("RangeLock.tos", "entries"),
            Map.entry("RangeLock.exclusives", "entries"),
            Map.entry("RangeLock.granted", "entries"),
            Map.entry("Task.kmaps", "kmapCount"),
            Map.entry("Task.locks", "lockCount"),
            Map.entry("TlbGather.frames", "frameCount"));

    private static final Set<String> NO_STATE = Set.of(
            "Machine.allFiles",
            "Machine.allSpaces",
            "Machine.tasks",
            "Machine.words",
            "Machine.procedures",
            "Task.view");
    private static final Map<Class<?>, Field[]> FIELDS = new HashMap<>();

    private final StringBuilder text = new StringBuilder();
    private final Map<Object, Integer> seen = new IdentityHashMap<>();

    private MachineState() {}

    /** @param tasks those that exist */
    static String of(Machine machine, int tasks) {
        MachineState state = new MachineState();
        state.object("Machine", machine);
        for (int left = tasks; left != 0; left &= left - 1) {
            int task = Integer.numberOfTrailingZeros(left);
            state.value("task " + task, machine.task(task));
        }
        return state.text.toString();
    }

    /** The lines in which two states differ; empty when they are equal. */
    static String difference(String one, String other) {
        if (one.equals(other)) {
            return "";
        }
        Set<String> left = new TreeSet<>(Arrays.asList(one.split("\n")));
        Set<String> right = new TreeSet<>(Arrays.asList(other.split("\n")));
        Set<String> both = new TreeSet<>(left);
        both.retainAll(right);
        left.removeAll(both);
        right.removeAll(both);
        return left + " ↔ " + right;
    }

    private void value(String path, Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof Enum<?>) {
            text.append(path).append(" = ").append(value).append('\n');
        } else if (value instanceof String || isNoState(value)) {
            return;
        } else if (seen.containsKey(value)) {
            text.append(path).append(" = @").append(seen.get(value)).append('\n');
        } else {
            object(path, value);
        }
    }

    private static boolean isNoState(Object value) {
        return value instanceof Footprint
                || value instanceof Geometry
                || value instanceof Tracepoints
                || value instanceof SystemCalls
                || value instanceof Conductor
                || value instanceof Nondeterminism;
    }

    private void object(String path, Object object) {
        seen.put(object, seen.size());
        if (object instanceof List<?> list) {
            elements(path, list.toArray(), list.size());
        } else if (object.getClass().isArray()) {
            elements(path, object, Array.getLength(object));
        } else if (object.getClass().getSimpleName().equals("RangeLock")) {
            ranges(path, object);
        } else {
            for (Field field : fields(object.getClass())) {
                field(path, object, field);
            }
        }
    }

    private void field(String path, Object object, Field field) {
        String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        Object value = get(object, field);
        String length = LENGTHS.get(name);
        if (NO_STATE.contains(name) || value == null && field.isSynthetic()) {
            return;
        } else if (name.equals("PhysicalMemory.cells")) {
            frames(path, (int[]) value, (int[]) get(object, "references"));
        } else if (name.equals("Tlb.entries")) {
            translations(path, (int[]) value, (Long) get(object, "valid"));
        } else if (length != null) {
            Object array = value instanceof List<?> list ? list.toArray() : value;
            elements(path + "." + field.getName(), array, (Integer) get(object, length));
        } else {
            value(path + "." + field.getName(), value);
        }
    }

    private void elements(String path, Object array, int length) {
        if (array instanceof int[] numbers) {
            text.append(path)
                    .append(" = ")
                    .append(Arrays.toString(Arrays.copyOf(numbers, length)))
                    .append('\n');
            return;
        }
        for (int i = 0; i < length; i++) {
            value(path + "[" + i + "]", Array.get(array, i));
        }
    }

    /** What a free frame holds is no state: whoever gets it next gets poison. */
    private void frames(String path, int[] cells, int[] references) {
        int size = cells.length / references.length;
        for (int frame = 0; frame < references.length; frame++) {
            if (references[frame] > 0) {
                int[] content = Arrays.copyOfRange(cells, frame * size, (frame + 1) * size);
                text.append(path)
                        .append("[" + frame + "] = ")
                        .append(Arrays.toString(content))
                        .append('\n');
            }
        }
    }

    private void translations(String path, int[] entries, long valid) {
        for (long left = valid; left != 0; left &= left - 1) {
            int page = Long.numberOfTrailingZeros(left);
            text.append(path).append("[" + page + "] = ").append(entries[page]).append('\n');
        }
    }

    /** Granted ranges are a set; those who wait form a queue. */
    private void ranges(String path, Object lock) {
        Set<String> granted = new TreeSet<>();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < (Integer) get(lock, "entries"); i++) {
            String range = "";
            for (String part : List.of("tasks", "froms", "tos", "exclusives")) {
                range += Array.get(get(lock, part), i) + " ";
            }
            (Array.getBoolean(get(lock, "granted"), i) ? granted : waiting).add(range);
        }
        text.append(path).append(" = ").append(granted).append(waiting).append('\n');
    }

    private static Field[] fields(Class<?> type) {
        return FIELDS.computeIfAbsent(type, t -> {
            Field[] fields = Arrays.stream(t.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .toArray(Field[]::new);
            for (Field field : fields) {
                field.setAccessible(true);
            }
            return fields;
        });
    }

    private static Object get(Object object, String name) {
        for (Field field : fields(object.getClass())) {
            if (field.getName().equals(name)) {
                return get(object, field);
            }
        }
        throw new IllegalArgumentException(object.getClass() + " has no field " + name);
    }

    private static Object get(Object object, Field field) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
