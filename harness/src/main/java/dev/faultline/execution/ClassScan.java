package dev.faultline.execution;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one class file says: whether its code enters monitors, which classes and members it uses, and which fields it
 * has and writes. The format is chapter 4 of the JVM specification.
 */
final class ClassScan {
    private static final int ACC_STATIC = 0x8;
    private static final int ACC_SYNCHRONIZED = 0x20;
    private static final int MAGIC = 0xCAFEBABE;

    /**
     * A field that the class declares.
     *
     * @param descriptor its type, for example {@code I} or {@code Ljava/util/Map;}
     */
    record Field(String name, String descriptor, boolean isStatic) {}

    private final Set<String> called = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> written = new TreeSet<>();
    private final List<Field> fields = new ArrayList<>();
    private final String name;
    private final String[] texts;
    private final int[] classNames;
    private final int[] owners;
    private final int[] namesAndTypes;
    private final int[] names;
    private boolean monitors;

    private ClassScan(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int constants = in.readUnsignedShort();
        texts = new String[constants];
        classNames = new int[constants];
        owners = new int[constants];
        namesAndTypes = new int[constants];
        names = new int[constants];
        readConstants(in, constants);
        in.readUnsignedShort();
        name = texts[classNames[in.readUnsignedShort()]];
        int superclass = in.readUnsignedShort();
        if (superclass != 0) {
            called.add(texts[classNames[superclass]]);
        }
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers(in, false);
        readMembers(in, true);
    }

    static ClassScan of(InputStream classFile) throws IOException {
        return new ClassScan(new DataInputStream(classFile));
    }

    /** Whether a method is synchronized or has a synchronized block. */
    boolean usesMonitors() {
        return monitors;
    }

    /** Internal names of the superclass and of the classes whose members the code names. */
    Set<String> called() {
        return called;
    }

    /** Its internal name. */
    String name() {
        return name;
    }

    /** Members that the code names, each with its class, for example {@code java/lang/System.nanoTime}. */
    Set<String> used() {
        return used;
    }

    /** Fields that methods other than constructors and static initialisers write, each with its class. */
    Set<String> written() {
        return written;
    }

    /** Its own fields, in the order of the file. */
    List<Field> fields() {
        return fields;
    }

    private String member(int reference) {
        return texts[classNames[owners[reference]]] + "." + texts[names[namesAndTypes[reference]]];
    }

    private void readConstants(DataInputStream in, int constants) throws IOException {
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4, 17, 18 -> in.readInt();
                case 12 -> {
                    names[i] = in.readUnsignedShort();
                    in.readUnsignedShort();
                }
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7 -> classNames[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 9, 10, 11 -> {
                    owners[i] = in.readUnsignedShort();
                    namesAndTypes[i] = in.readUnsignedShort();
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        for (int i = 1; i < constants; i++) {
            if (owners[i] != 0) {
                called.add(texts[classNames[owners[i]]]);
                used.add(member(i));
            }
        }
    }

    private void readMembers(DataInputStream in, boolean methods) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            int access = in.readUnsignedShort();
            String member = texts[in.readUnsignedShort()];
            String descriptor = texts[in.readUnsignedShort()];
            if (!methods) {
                fields.add(new Field(member, descriptor, (access & ACC_STATIC) != 0));
            }
            monitors |= methods && (access & ACC_SYNCHRONIZED) != 0;
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                boolean code = "Code".equals(texts[in.readUnsignedShort()]);
                byte[] attribute = new byte[in.readInt()];
                in.readFully(attribute);
                monitors |= code && Bytecode.entersMonitor(attribute);
                if (code && !member.startsWith("<")) {
                    Bytecode.writes(attribute, field -> written.add(member(field)));
                }
            }
        }
    }
}
