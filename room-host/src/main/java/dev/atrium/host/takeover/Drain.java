package dev.atrium.host.takeover;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.RoomCall;

/**
 * How a host empties itself: no new rooms; what ends soon ends; the rest goes to other hosts, and
 * their players are told where. What nobody takes is void.
 */
public final class Drain {
    /** So long for rooms whose outcome is just being stored, or that another host takes. */
    private static final long ROOMS_WAIT_MS = 10_000;

    private final LeaseState lease;
    private final RoomDirectory directory;
    private final HandOvers handOvers;
    private final Takeovers takeovers;

    /** The drain of a host. */
    public Drain(
            LeaseState lease, RoomDirectory directory, HandOvers handOvers, Takeovers takeovers) {
        this.lease = lease;
        this.directory = directory;
        this.handOvers = handOvers;
        this.takeovers = takeovers;
    }

    /**
     * Empties the host. Blocking, bounded: half a minute beyond the wait.
     *
     * @param endsWithinMs how long rooms may go on, for what ends by itself
     */
    public void run(long endsWithinMs) throws InterruptedException {
        lease.leave();
        directory.awaitEmpty(endsWithinMs);
        directory.all().forEach(room -> room.inform(new RoomCall.HostLeaving()));
        handOvers.handOverUnopened(ROOMS_WAIT_MS);
        directory.awaitEmpty(ROOMS_WAIT_MS);
        takeovers.close();
    }
}
