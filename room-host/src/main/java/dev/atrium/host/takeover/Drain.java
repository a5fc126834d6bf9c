package dev.atrium.host.takeover;

import dev.atrium.host.clock.HostClock;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a host empties itself: no new rooms; what ends soon ends; the rest goes to other hosts, and
 * their players are told where. A room plays on until its turn to move comes, so that none stands
 * still while others are taken; the first goes alone, for who takes it has never done so before.
 */
public final class Drain {
    /** So long for all rooms to move, and for those whose outcome is just being stored. */
    private static final long ROOMS_WAIT_MS = 9_000;

    /** Before the end of that, all that still play are told at once, and move as they can. */
    private static final long HURRY_MS = 3_000;

    private static final long UNOPENED_WAIT_MS = 2_000;

    /** A room that has not gone within that time keeps none of the others from going. */
    private static final long STUCK_MS = 1_000;

    private final LeaseState lease;
    private final RoomDirectory directory;
    private final HandOvers handOvers;
    private final Takeovers takeovers;
    private final HostClock clock;
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
            LeaseState lease,
            RoomDirectory directory,
            HandOvers handOvers,
            Takeovers takeovers,
            HostClock clock) {
        this.lease = lease;
        this.directory = directory;
        this.handOvers = handOvers;
        this.takeovers = takeovers;
        this.clock = clock;
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
        handOvers.greetOthers();
        long end = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROOMS_WAIT_MS);
        giveAway(end);
        handOvers.handOverUnopened(UNOPENED_WAIT_MS);
        directory.awaitEmpty(leftMs(end));
        takeovers.close();
        phase = Phase.CLOSING;
    }

    /** How far it has come. Any thread. */
    public Phase phase() {
        return phase;
    }

    private long leftMs(long endNanos) {
        return TimeUnit.NANOSECONDS.toMillis(endNanos - clock.nanoTime());
    }

    /** Tells one room after the other that it must go, as fast as they do. */
    private void giveAway(long endNanos) throws InterruptedException {
        Map<Room, Long> moving = new LinkedHashMap<>();
        MovePace pace = new MovePace();
        List<Room> staying = staying(moving);
        while (!staying.isEmpty()) {
            boolean hurry = leftMs(endNanos) <= HURRY_MS;
            long now = clock.nanoTime();
            long busy = moving.values().stream().filter(since -> msSince(since) < STUCK_MS).count();
            staying.stream()
                    .limit(hurry ? staying.size() : Math.max(0, pace.atOnce() - busy))
                    .forEach(
                            room -> {
                                moving.put(room, now);
                                room.inform(new RoomCall.HostLeaving());
                            });
            if (hurry) {
                return;
            }
            directory.await(() -> moving.keySet().stream().anyMatch(this::hasGone), STUCK_MS);
            moving.forEach(
                    (room, since) -> {
                        if (hasGone(room)) {
                            pace.gone(msSince(since));
                        }
                    });
            moving.keySet().removeIf(this::hasGone);
            staying = staying(moving);
        }
    }

    private long msSince(long thenNanos) {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - thenNanos);
    }

    /** Looked up each time: one that was just being opened may have come. */
    private List<Room> staying(Map<Room, Long> moving) {
        return directory.all().stream().filter(room -> !moving.containsKey(room)).toList();
    }

    private boolean hasGone(Room room) {
        return directory.find(room.roomId()).filter(here -> here == room).isEmpty();
    }
}
