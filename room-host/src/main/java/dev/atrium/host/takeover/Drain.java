package dev.atrium.host.takeover;

import dev.atrium.host.clock.HostClock;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** Rooms on the move at most, but for those that stand: more would only wait for each other. */
    private static final int AT_ONCE_MAX = 8;

    /** A room that has not gone within that time keeps none of the others from going. */
    private static final long TURN_MS = 500;

    private final LeaseState lease;
    private final RoomDirectory directory;
    private final HandOvers handOvers;
    private final Takeovers takeovers;
    private final HostClock clock;

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
     * Empties the host. Blocking, bounded: twelve seconds beyond the wait.
     *
     * @param endsWithinMs how long rooms may go on, for what ends by itself
     */
    public void run(long endsWithinMs) throws InterruptedException {
        lease.leave();
        directory.awaitEmpty(endsWithinMs);
        handOvers.greetOthers();
        long end = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROOMS_WAIT_MS);
        giveAway(end);
        handOvers.handOverUnopened(UNOPENED_WAIT_MS);
        directory.awaitEmpty(leftMs(end));
        takeovers.close();
    }

    private long leftMs(long endNanos) {
        return TimeUnit.NANOSECONDS.toMillis(endNanos - clock.nanoTime());
    }

    /** Tells one room after the other that it must go, the faster the more have gone. */
    private void giveAway(long endNanos) throws InterruptedException {
        Set<Room> moving = new HashSet<>();
        int atOnce = 1;
        List<Room> staying = staying(moving);
        while (!staying.isEmpty()) {
            boolean hurry = leftMs(endNanos) <= HURRY_MS;
            long free = hurry ? staying.size() : Math.max(0, atOnce - moving.size());
            staying.stream()
                    .limit(free)
                    .forEach(
                            room -> {
                                moving.add(room);
                                room.inform(new RoomCall.HostLeaving());
                            });
            if (hurry) {
                return;
            }
            directory.await(() -> moving.stream().anyMatch(this::hasGone), TURN_MS);
            int before = moving.size();
            moving.removeIf(this::hasGone);
            int left = before - moving.size();
            atOnce = left > 0 ? Math.max(atOnce, Math.min(AT_ONCE_MAX, atOnce + left)) : atOnce + 1;
            staying = staying(moving);
        }
    }

    /** Looked up each time: one that was just being opened may have come. */
    private List<Room> staying(Set<Room> moving) {
        return directory.all().stream().filter(room -> !moving.contains(room)).toList();
    }

    private boolean hasGone(Room room) {
        return directory.find(room.roomId()).filter(here -> here == room).isEmpty();
    }
}
