package dev.atrium.localstack.drill;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is practised, with what is promised of it: the recovery time (until it is as before) and the
 * recovery point (how far back what was acknowledged may be lost).
 */
public enum Drill {
    /** Both hosts are told to leave, one after the other, and new ones come in their places. */
    DEPLOY(Duration.ofMillis(500), Duration.ZERO),
    /** A host is told to leave. */
    DRAIN(Duration.ofMillis(500), Duration.ZERO),
    /** A host is killed. */
    TAKE_OVER(Duration.ofSeconds(3), Duration.ZERO),
    /** A host reaches nobody, and nobody reaches it. */
    NETWORK_FAILOVER(Duration.ofSeconds(5), Duration.ZERO),
    /** Redis is killed and comes back with what it has written to its file. */
    REDIS_FAILOVER(Duration.ofSeconds(5), Duration.ZERO),
    /** A host gets too little processor time, refuses rooms, and gets it back. */
    LOAD_SHEDDING(Duration.ofMinutes(1), Duration.ZERO),
    /** The key that signs sessions and tickets is replaced while people play. */
    ROTATE_KEYS(Duration.ofSeconds(3), Duration.ZERO),
    /** Somebody destroys rows of tables; they are restored from a point in time. */
    RESTORE(Duration.ofMinutes(15), Duration.ofMinutes(5)),
    /**
     * Everything is gone but the copies, of which a day has one; another deployment is started from
     * them.
     */
    REGION_DOWN(Duration.ofHours(4), Duration.ofHours(24)),
    /** The boards in Redis are gone, and are built again. */
    REBUILD_BOARDS(Duration.ofMinutes(15), Duration.ZERO),
    /** Settlement is without a key that it needs, gives an outcome up, and is mended. */
    STUCK_SETTLEMENT(Duration.ofMinutes(5), Duration.ZERO);

    private final Duration recoveryTime;
    private final Duration recoveryPoint;

    Drill(Duration recoveryTime, Duration recoveryPoint) {
        this.recoveryTime = recoveryTime;
        this.recoveryPoint = recoveryPoint;
    }

    /** As the command line names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that label. */
    static Optional<Drill> named(String label) {
        return Arrays.stream(values()).filter(drill -> drill.label().equals(label)).findFirst();
    }

    /** The recovery time that is promised. */
    public Duration recoveryTime() {
        return recoveryTime;
    }

    /** The recovery point that is promised. */
    public Duration recoveryPoint() {
        return recoveryPoint;
    }
}
