package dev.atrium.host.takeover;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.RoomCall;

/**
 * How a host empties itself: no new rooms; what ends soon ends; the rest goes to other hosts, and
 * their players are told where. What nobody takes is void.
 */
public final class Drain {
    /** So long for rooms that were placed here and nobody has entered. */
    private static final long UNOPENED_WAIT_MS = 4_000;

    /** So long after that for rooms whose end is being stored, or that another host takes. */
    private static final long ROOMS_WAIT_MS = 8_000;

    private final LeaseState lease;
    private final RoomDirectory directory;
    private final HandOvers handOvers;
    private final Takeovers takeovers;
    private volatile Phase phase = Phase.STAYING;

    /** How far it has come; it only goes forward. */
    public enum Phase {
        /** It has not begun. */
        STAYING,
        /** No new rooms; those that end by themselves may. */
        WAITING,
        /** The others are given away. */
        HANDING_OVER,
        /** All that could be done is; sockets are closed. */
        CLOSING
    }

    /** The drain of a host. */
    public Drain(
            LeaseState lease, RoomDirectory directory, HandOvers handOvers, Takeovers takeovers) {
        this.lease = lease;
        this.directory = directory;
        this.handOvers = handOvers;
        this.takeovers = takeovers;
    }

    /**
     * Empties the host. Blocking, bounded: twelve seconds beyond the wait, and a renewal.
     *
     * @param endsWithinMs how long rooms may go on, for what ends by itself
     */
    public void run(long endsWithinMs) throws InterruptedException {
        phase = Phase.WAITING;
        lease.leave();
        directory.awaitEmpty(endsWithinMs);
        phase = Phase.HANDING_OVER;
        directory.all().forEach(room -> room.inform(new RoomCall.HostLeaving()));
        handOvers.handOverUnopened(UNOPENED_WAIT_MS);
        directory.awaitEmpty(ROOMS_WAIT_MS);
        takeovers.close();
        phase = Phase.CLOSING;
    }

    /** How far it has come. Any thread. */
    public Phase phase() {
        return phase;
    }
}
