package dev.atrium.localstack.load;

import java.io.IOException;

/**
 * CPU seconds used so far.
 *
 * @param host by the room host
 * @param generator by this process, which DynamoDB runs in as well
 * @param machine by everybody
 */
public record Usage(double host, double generator, double machine) {

    /** As {@code /proc} has it now. */
    public static Usage now(long hostPid) throws IOException {
        return new Usage(
                ProcessFigures.cpuSeconds(hostPid),
                ProcessFigures.cpuSeconds(ProcessHandle.current().pid()),
                ProcessFigures.machineCpuSeconds());
    }

    /** What was used between an earlier reading and this one. */
    public Usage since(Usage before) {
        return new Usage(
                host - before.host, generator - before.generator, machine - before.machine);
    }

    /** By others than host and generator; Redis is among them. */
    public double others() {
        return Math.max(0, machine - host - generator);
    }
}
