package dev.faultline.execution;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one class file says of locks: whether its code enters monitors, and which classes it calls. The format is
 * chapter 4 of the JVM specification.
 */
final class ClassScan {
    private static final int ACC_SYNCHRONIZED = 0x20;
    private static final int MAGIC = 0xCAFEBABE;

    private final Set<String> called = new TreeSet<>();
    private final String[] texts;
    private final int[] classNames;
    private boolean monitors;

    private ClassScan(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int constants = in.readUnsignedShort();
        texts = new String[constants];
        classNames = new int[constants];
        readConstants(in, constants);
        in.readUnsignedShort();
        in.readUnsignedShort();
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

    private void readConstants(DataInputStream in, int constants) throws IOException {
        int[] owners = new int[constants];
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7 -> classNames[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 9, 10, 11 -> {
                    owners[i] = in.readUnsignedShort();
                    in.readUnsignedShort();
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        for (int owner : owners) {
            if (owner != 0) {
                called.add(texts[classNames[owner]]);
            }
        }
    }

    private void readMembers(DataInputStream in, boolean methods) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            int access = in.readUnsignedShort();
            in.readInt();
            monitors |= methods && (access & ACC_SYNCHRONIZED) != 0;
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                boolean code = "Code".equals(texts[in.readUnsignedShort()]);
                byte[] attribute = new byte[in.readInt()];
                in.readFully(attribute);
                monitors |= code && Bytecode.entersMonitor(attribute);
            }
        }
    }
}
