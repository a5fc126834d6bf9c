package dev.atrium.host.takeover;

import dev.atrium.host.clock.HostClock;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How a host empties itself: no new rooms; what ends soon ends; the rest goes to other hosts, and
 * their players are told where. A room plays on until its turn to move comes, so that none stands
 * still while others are taken; the first goes alone, for who takes it has never done so before.
 */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /**
     * It takes at most so long beyond the wait for rooms that end by themselves, if none goes. All
     * that stores and other hosts keep it waiting counts: the renewal of its lease, greetings,
     * rooms that move or whose outcome is just being stored, and those that nobody has opened.
     */
    public static final long GIVE_AWAY_MS_MAX = 12_000;

    /**
     * While rooms go, one after the other, it may take so long altogether, the wait included: who
     * did not wait has the time to move many rooms without haste.
     */
    static final long ALL_MS_MAX = 90_000 + GIVE_AWAY_MS_MAX;

    /** Before the end of that, all that still play are told at once, and move as they can. */
    private static final long HURRY_MS = 3_000;

    private static final long UNOPENED_WAIT_MS = 2_000;

    /** Nobody says when the last room is given that was not opened: looked at that often. */
    private static final long LOOK_MS = 50;

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
     * Empties the host. Blocking: {@value #GIVE_AWAY_MS_MAX} ms beyond the wait at most, or beyond
     * the last room that another host took, and {@value #ALL_MS_MAX} ms in all; unless a renewal of
     * the lease takes longer than that.
     *
     * @param endsWithinMs how long rooms may go on, for what ends by itself; at most 90,000
     */
    public void run(long endsWithinMs) throws InterruptedException {
        long began = clock.nanoTime();
        long waitEnd = began + TimeUnit.MILLISECONDS.toNanos(endsWithinMs);
        long end = waitEnd + TimeUnit.MILLISECONDS.toNanos(GIVE_AWAY_MS_MAX);
        try {
            phase = Phase.WAITING;
            lease.leave();
            directory.awaitEmpty(leftMs(waitEnd));
            phase = Phase.HANDING_OVER;
            handOvers.greetOthers();
            end = giveAway(began, end);
            giveUnopened(Math.min(leftMs(end), UNOPENED_WAIT_MS));
            directory.awaitEmpty(leftMs(end));
        } finally {
            takeovers.close();
            phase = Phase.CLOSING;
        }
    }

    private void giveUnopened(long timeoutMs) throws InterruptedException {
        BooleanSupplier given = handOvers.handOverUnopened();
        long end = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!given.getAsBoolean() && leftMs(end) > 0) {
            directory.await(given, Math.min(LOOK_MS, leftMs(end)));
        }
        if (!given.getAsBoolean()) {
            LOG.warn("not all rooms that nobody has opened are given away");
        }
    }

    /** How far it has come. Any thread. */
    public Phase phase() {
        return phase;
    }

    private long leftMs(long endNanos) {
        return TimeUnit.NANOSECONDS.toMillis(endNanos - clock.nanoTime());
    }

    /** Tells one room after the other that it must go, as fast as they do; says when to end. */
    private long giveAway(long beganNanos, long firstEndNanos) throws InterruptedException {
        long lastEndNanos = beganNanos + TimeUnit.MILLISECONDS.toNanos(ALL_MS_MAX);
        long endNanos = firstEndNanos;
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
                return endNanos;
            }
            directory.await(() -> moving.keySet().stream().anyMatch(this::hasGone), STUCK_MS);
            moving.forEach(
                    (room, since) -> {
                        if (hasGone(room)) {
                            pace.gone(msSince(since));
                        }
                    });
            if (moving.keySet().removeIf(this::hasGone)) {
                long later = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GIVE_AWAY_MS_MAX);
                endNanos = later - lastEndNanos > 0 ? lastEndNanos : later;
            }
            staying = staying(moving);
        }
        return endNanos;
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
