package dev.atrium.localstack.faults;

import java.util.Locale;
import java.util.Optional;

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
    PARTITION_ALL,
    /** It gets a third of its processor time for a while: it sheds load. */
    STARVE,
    /** The key that signs sessions and tickets is replaced. */
    KEYS;

    /** As the command line names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What took as long as the tally notes beside what players saw, if anything did. */
    Optional<String> ending() {
        return switch (this) {
            case TERM -> Optional.of("SIGTERM to the end of the process");
            case STARVE -> Optional.of("all processor time to taking rooms again");
            case KILL, PAUSE, REDIS, PARTITION, PARTITION_ALL, KEYS -> Optional.empty();
        };
    }

    /** Whether another host is to play the rooms afterwards. */
    boolean movesRooms() {
        return switch (this) {
            case KILL, PAUSE, TERM, PARTITION, PARTITION_ALL -> true;
            case REDIS, STARVE, KEYS -> false;
        };
    }

    /** Whether the host must be reached through something that can be cut. */
    boolean needsWires() {
        return switch (this) {
            case PARTITION, PARTITION_ALL -> true;
            case KILL, PAUSE, TERM, REDIS, STARVE, KEYS -> false;
        };
    }
}
