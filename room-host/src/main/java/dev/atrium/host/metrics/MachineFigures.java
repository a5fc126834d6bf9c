package dev.atrium.host.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells of the machine and of this process, read when monitoring asks: load, memory,
 * bytes of network and disk. Elsewhere these are not a number.
 */
final class MachineFigures {
    private static final String DIRECTION = "direction";
    private static final int RECEIVED_FIELD = 0;
    private static final int SENT_FIELD = 8;

    private final Path proc;
    private final com.sun.management.OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    /**
     * Figures from below that folder.
     *
     * @param proc {@code /proc}, or a test's
     */
    MachineFigures(Path proc) {
        this.proc = proc;
    }

    void bindTo(MeterRegistry registry) {
        String load = "Processes that ran or wanted to, on average";
        for (int i = 0; i < 3; i++) {
            int field = i;
            String minutes = List.of("1", "5", "15").get(i);
            Gauge.builder("atrium.machine.load", () -> load(field))
                    .description(load)
                    .tags("minutes", minutes)
                    .register(registry);
        }
        gauge(registry, "used", system.getTotalMemorySize());
        Gauge.builder("atrium.machine.memory", system::getFreeMemorySize)
                .description("Memory of the machine or its container")
                .baseUnit("bytes")
                .tags("state", "available")
                .register(registry);
        String network = "Bytes over all network interfaces but the loop";
        counter(registry, "atrium.machine.network.bytes", network, "in", RECEIVED_FIELD);
        counter(registry, "atrium.machine.network.bytes", network, "out", SENT_FIELD);
        disk(registry, "read", "read_bytes");
        disk(registry, "write", "write_bytes");
    }

    private void gauge(MeterRegistry registry, String state, long totalBytes) {
        Gauge.builder("atrium.machine.memory", () -> totalBytes - system.getFreeMemorySize())
                .description("Memory of the machine or its container")
                .baseUnit("bytes")
                .tags("state", state)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String help, String direction, int field) {
        FunctionCounter.builder(name, this, figures -> figures.networkBytes(field))
                .description(help)
                .tags(Tags.of(DIRECTION, direction))
                .register(registry);
    }

    private void disk(MeterRegistry registry, String direction, String key) {
        FunctionCounter.builder("atrium.process.disk.bytes", this, f -> f.diskBytes(key))
                .description("Bytes that this process had read from or written to disks")
                .tags(Tags.of(DIRECTION, direction))
                .register(registry);
    }

    /** The load of the last 1, 5 or 15 minutes. */
    double load(int field) {
        List<String> lines = lines("loadavg");
        return lines.isEmpty()
                ? Double.NaN
                : Double.parseDouble(lines.get(0).split(" ", -1)[field]);
    }

    /** A column of all interfaces together. */
    double networkBytes(int field) {
        List<String> lines = lines("net/dev");
        double sum = lines.isEmpty() ? Double.NaN : 0;
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
                sum += Double.parseDouble(line.substring(colon + 1).strip().split(" +", -1)[field]);
            }
        }
        return sum;
    }

    double diskBytes(String key) {
        for (String line : lines("self/io")) {
            if (line.startsWith(key + ":")) {
                return Double.parseDouble(line.substring(key.length() + 1).strip());
            }
        }
        return Double.NaN;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
