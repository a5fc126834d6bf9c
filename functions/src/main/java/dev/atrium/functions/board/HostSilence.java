package dev.atrium.functions.board;

import dev.atrium.functions.edge.Stores;
import dev.atrium.room.HostLeaseTimes;

import io.lettuce.core.RedisException;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the players of a host that is silent when it is worth asking again. All of them ask at
 * once, and before the lease has run out there is no other answer; each is told another moment, so
 * that they come spread. A hint: nothing is decided by it. Thread-safe.
 */
final class HostSilence {
    /** Renewed later than this, a lease is not expected to be renewed any more. */
    private static final long DUE_MS = HostLeaseTimes.LEASE_MS - 3 * HostLeaseTimes.RENEWAL_MS / 2;

    /** From the end of a lease until the first of its rooms plays elsewhere. */
    private static final long TAKING_MS = 150;

    /** Over so long the players of a host are spread. */
    private static final long SPREAD_MS = 500;

    /** Redis is left alone for so long after a failure: the record is worth more than the hint. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Functions restored from one snapshot must not spread alike. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicLong restUntilNanos = new AtomicLong(System.nanoTime());

    /**
     * In how many milliseconds to ask again about a room of that host.
     *
     * @return empty if the host lives as far as can be told, or nothing can be told
     */
    Optional<Long> retryAfterMs(String hostId, Stores stores) {
        if (System.nanoTime() - restUntilNanos.get() < 0) {
            return Optional.empty();
        }
        long leftMs;
        try {
            leftMs = stores.redis().pttl(stores.keys().hostAlive(hostId));
        } catch (RedisException e) {
            restUntilNanos.set(System.nanoTime() + REST_NANOS);
            return Optional.empty();
        }
        return after(leftMs, RANDOM.nextLong(SPREAD_MS));
    }

    /**
     * The same of what Redis told.
     *
     * @param leftMs of the host's liveness key: -1 if it never ends, -2 if there is none
     * @param spreadMs to be added
     */
    static Optional<Long> after(long leftMs, long spreadMs) {
        if (leftMs == -1 || leftMs >= DUE_MS) {
            return Optional.empty();
        }
        return Optional.of(Math.max(0, leftMs) + TAKING_MS + spreadMs);
    }
}
