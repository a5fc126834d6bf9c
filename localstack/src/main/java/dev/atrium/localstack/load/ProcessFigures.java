package dev.atrium.localstack.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What processes take, from {@code /proc}. Any thread. */
public final class ProcessFigures {
    /** {@code USER_HZ}: the unit of the times in {@code /proc} is fixed. */
    private static final double TICKS_A_SECOND = 100;

    private static final double KIB_A_MIB = 1024;
    private static final Path PROC = Path.of("/proc");

    /** Fields of {@code stat} behind the name, which may hold anything: see proc(5). */
    private static final int USER_TIME = 11;

    private ProcessFigures() {}

    /** CPU seconds that a process has used, all its threads with compilers and collector. */
    public static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return cpuSeconds(stat);
    }

    static double cpuSeconds(String stat) {
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
        long ticks =
                Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(USER_TIME + 1));
        return ticks / TICKS_A_SECOND;
    }

    /**
     * CPU seconds of each kind of thread of a process, by its name: threads whose names differ in a
     * number alone are of one kind. One that has ended is missing, and so is what it used.
     */
    public static Map<String, Double> threadSeconds(long pid) throws IOException {
        TreeMap<String, Double> kinds = new TreeMap<>();
        Path tasks = PROC.resolve(Long.toString(pid)).resolve("task");
        try (Stream<Path> all = Files.list(tasks)) {
            for (Path task : (Iterable<Path>) all::iterator) {
                addThread(kinds, task);
            }
        }
        return kinds;
    }

    private static void addThread(Map<String, Double> kinds, Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            kinds.merge(threadKind(stat), cpuSeconds(stat), Double::sum);
        } catch (IOException e) {
            // It ended meanwhile.
        }
    }

    static String threadKind(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        return name.replaceAll("[-# ]*[0-9]+", "").strip();
    }

    /** CPU seconds that the machine has used, whoever did. */
    static double machineCpuSeconds() throws IOException {
        return machineCpuSeconds(Files.readString(PROC.resolve("stat")));
    }

    static double machineCpuSeconds(String stat) {
        String[] fields = stat.lines().findFirst().orElse("").split(" +", -1);
        long busy = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            // All but idle and waiting for disks.
            busy += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
        }
        return busy / TICKS_A_SECOND;
    }

    /**
     * Memory of a process in MiB.
     *
     * @param residentMiB now
     * @param peakMiB at most so far
     */
    public record Memory(double residentMiB, double peakMiB) {}

    /** Of a process now. */
    public static Memory memory(long pid) throws IOException {
        return memory(Files.readString(PROC.resolve(Long.toString(pid)).resolve("status")));
    }

    static Memory memory(String status) {
        return new Memory(kib(status, "VmRSS:") / KIB_A_MIB, kib(status, "VmHWM:") / KIB_A_MIB);
    }

    private static long kib(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
