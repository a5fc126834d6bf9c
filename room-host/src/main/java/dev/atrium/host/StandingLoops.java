package dev.atrium.host;

import dev.atrium.host.front.Front;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.probation.Probation;
import dev.atrium.room.HostLeaseTimes;

import jakarta.inject.Singleton;

import java.util.Set;

/**
 * What becomes of players and rooms whose loop stands still: the players are sent to look
 * elsewhere, and a room that had its loop alone is taken anew, or void. Any thread.
 */
@Singleton
final class StandingLoops {
    private final LeaseState lease;
    private final Probation probation;
    private final Front front;
    private final RoomOpener opener;
    private final StoreThreads threads;

    StandingLoops(
            LeaseState lease,
            Probation probation,
            Front front,
            RoomOpener opener,
            StoreThreads threads,
            HostMetrics metrics) {
        this.lease = lease;
        this.probation = probation;
        this.front = front;
        this.opener = opener;
        this.threads = threads;
        metrics.gauge(
                "atrium.threads.standing",
                "Threads that a room on probation stands still on",
                probation::standing);
    }

    /** Watches rooms that are tried apart. Once. */
    void start() {
        probation.start(loop -> threads.calls().execute(() -> standsStill(loop)));
    }

    private void standsStill(TickLoop loop) {
        front.closeThoseIn(room -> room.loop().equals(loop.name()));
        opener.standsStill(loop.name());
    }

    /** Lets players of loops go that have cost the host its lease: others take these rooms. */
    void sweep() {
        Set<String> loops = lease.standingFor(HostLeaseTimes.LEASE_MS);
        if (!loops.isEmpty()) {
            front.closeThoseIn(room -> loops.contains(room.loop()));
        }
    }
}
