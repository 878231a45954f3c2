package dev.faultline.peers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jcstress.Main;

/**
 * jcstress with one configuration of the JVM, not its dozens, and no probing of how it compiles. It samples outcomes and
 * has no notion of a deadlock: threads that do not come back are an error after half a minute, of which it says neither
 * what it was nor how many samples came before; and now and then it does not come back itself.
 */
final class JcstressContest implements Contest {
    private static final Pattern RATE = Pattern.compile("Sampling Rate: ([0-9.]+) ([KM]?)/sec");
    private static final Pattern TIMEOUT = Pattern.compile("Timeout waiting for tasks to complete: (\\d+) ms");
    private static final Pattern SAMPLES = Pattern.compile("(?m)^ +\\d+, \\d+ +([0-9,]+) ");
    private static final String SUMMARY = "RUN RESULTS:";
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;

    @Override
    public void sound(long seed, int seconds, Findings findings) {
        Matcher rate = RATE.matcher(run(JcstressOrdered.class, seconds));
        double best = 0;
        while (rate.find()) {
            best = Math.max(best, Double.parseDouble(rate.group(1)) * unit(rate.group(2)));
        }
        findings.say(Findings.EXECUTIONS_A_SECOND, best);
    }

    @Override
    public void broken(long seed, int seconds, Findings findings) {
        String report = run(JcstressBroken.class, seconds);
        Matcher timeout = TIMEOUT.matcher(report);
        if (timeout.find()) {
            findings.say(Findings.MILLIS_TO_TIMEOUT, Double.parseDouble(timeout.group(1)));
        } else {
            findings.say(Findings.EXECUTIONS_IN_VAIN, samples(report));
        }
    }

    private static long samples(String report) {
        String firstTable = report.substring(0, Math.max(0, report.indexOf(SUMMARY)));
        return SAMPLES.matcher(firstTable)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1).replace(",", "")))
                .sum();
    }

    private static double unit(String letter) {
        return letter.equals("M") ? MEGA : letter.equals("K") ? KILO : 1;
    }

    private static String run(Class<?> test, int seconds) {
        PrintStream console = System.out;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
        try {
            Main.main(new String[] {
                "-t",
                test.getName(),
                "-f",
                "1",
                "-fsm",
                "1",
                "-iters",
                Integer.toString(seconds),
                "-time",
                "1000",
                "-jvmArgs",
                "-Dsingle=configuration",
                "-sc",
                "false",
                "-af",
                "NONE",
                "-v"
            });
        } catch (Throwable saysThatATestFailed) {
            text.writeBytes(saysThatATestFailed.toString().getBytes(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
