package dev.atrium.localstack.faults;

import java.util.Locale;

/** What is done to the host that has the rooms, or to what it needs. */
public enum Fault {
    /** {@code SIGKILL}. */
    KILL,
    /** {@code SIGSTOP}, and {@code SIGCONT} long after its lease has run out. */
    PAUSE,
    /** {@code SIGTERM}: it hands its rooms over and ends. */
    TERM,
    /** Redis is killed, and started again after a while. */
    REDIS,
    /** Nothing goes between it and its stores for a while. */
    PARTITION,
    /** Nothing goes between it and anybody for a while. */
    PARTITION_ALL;

    /** As the command line names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether another host is to play the rooms afterwards. */
    boolean movesRooms() {
        return switch (this) {
            case KILL, PAUSE, TERM, PARTITION, PARTITION_ALL -> true;
            case REDIS -> false;
        };
    }

    /** Whether the host must be reached through something that can be cut. */
    boolean needsWires() {
        return switch (this) {
            case PARTITION, PARTITION_ALL -> true;
            case KILL, PAUSE, TERM, REDIS -> false;
        };
    }
}
