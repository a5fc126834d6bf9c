package dev.atrium.cdk.stage;

/**
 * What rooms run on: tasks of Fargate.
 *
 * @param min tasks that always run, 1 and more
 * @param max tasks that may run, {@code min} and more
 * @param cpu of a task, in 1/1024 of a processor, one of Fargate's sizes
 * @param memoryMib of a task, 2 to 4 GiB a processor
 */
public record HostSize(int min, int max, int cpu, int memoryMib) {
    private static final int CPU_UNIT = 1_024;

    public HostSize {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "min=" + min + ", max=" + max + " (1 <= min <= max)");
        }
        if (cpu != CPU_UNIT && cpu != 2 * CPU_UNIT && cpu != 4 * CPU_UNIT) {
            throw new IllegalArgumentException("cpu=" + cpu + " (allowed: 1024, 2048, 4096)");
        }
        if (memoryMib % CPU_UNIT != 0 || memoryMib < 2 * cpu || memoryMib > 4 * cpu) {
            throw new IllegalArgumentException(
                    "memoryMib=" + memoryMib + " (allowed: whole GiB, 2 to 4 a processor)");
        }
    }
}
