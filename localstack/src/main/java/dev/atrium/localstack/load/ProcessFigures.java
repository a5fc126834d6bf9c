package dev.atrium.localstack.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What processes take, from {@code /proc}. Any thread. */
final class ProcessFigures {
    /** {@code USER_HZ}: the unit of the times in {@code /proc} is fixed. */
    private static final double TICKS_A_SECOND = 100;

    private static final double KIB_A_MIB = 1024;
    private static final Path PROC = Path.of("/proc");

    /** Fields of {@code stat} behind the name, which may hold anything: see proc(5). */
    private static final int USER_TIME = 11;

    private ProcessFigures() {}

    /** CPU seconds that a process has used, all its threads with compilers and collector. */
    static double cpuSeconds(long pid) throws IOException {
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
    record Memory(double residentMiB, double peakMiB) {}

    static Memory memory(long pid) throws IOException {
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
