package dev.faultline.maven;

import java.io.Console;

/** Whether somebody is looking. */
final class Terminal {

    private Terminal() {}

    /** True when a line can be written over in place: Maven is interactive, and a terminal shows what it prints. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal knows what changed in 22
    static boolean isPresent(boolean interactive) {
        Console console = System.console();
        return interactive && console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    /** From JDK 22 on there is a console without a terminal too, and a method to ask. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
