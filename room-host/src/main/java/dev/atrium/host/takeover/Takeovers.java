package dev.atrium.host.takeover;

import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Watches the other hosts, and takes this host's share of the rooms of those that died. What nobody
 * took in time anybody takes: only the conditional write on the room's row counts.
 */
public final class Takeovers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Takeovers.class);

    /** Who did not take his share in that time after a death is helped. */
    private static final long SHARE_NANOS = 2_000_000_000L;

    /**
     * What a loop stood still inside waits so long at the most for the other rooms of its owner.
     */
    private static final long SUSPECTS_WAIT_NANOS = 10_000_000_000L;

    /** A host without rooms is looked at that seldom: rows of the index may come late. */
    private static final long EMPTY_LOOK_NANOS = 5_000_000_000L;

    private final Stores stores;
    private final RoomOpener opener;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final HostClock clock;
    private final Executor calls;
    private final HostObserver observer;
    private long unrunNanos;
    private volatile List<HostRow> others = List.of();
    private long nextDeathNanos;
    private final Map<String, Long> emptyUntil = new HashMap<>();

    /** How many rooms of a dead host the log told of last. */
    private final Map<String, Integer> toldOrphans = new HashMap<>();

    /** Rooms that are being taken now; bounded by the rooms of the dead. */
    private final Set<String> taking = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /** Where hosts and rooms are found. */
    public record Stores(HostTable hosts, RoomTable rooms) {}

    /**
     * Takeovers of a host.
     *
     * @param hostId its own
     * @param mayAct whether its lease is valid and it is not leaving
     * @param leaseMs how long a renewal lasts
     * @param clock by which it judges
     * @param calls for what blocks
     */
    public Takeovers(
            Stores stores,
            RoomOpener opener,
            String hostId,
            BooleanSupplier mayAct,
            int leaseMs,
            HostClock clock,
            Executor calls) {
        this.stores = stores;
        this.opener = opener;
        this.hostId = hostId;
        this.mayAct = mayAct;
        this.clock = clock;
        this.unrunNanos = clock.nanoTime();
        this.calls = calls;
        this.observer = new HostObserver(TimeUnit.MILLISECONDS.toNanos(leaseMs));
    }

    /** Looks from now on, on a thread of its own; see {@link #run}. 0 for never. */
    public void start(int everyMs) {
        if (everyMs > 0) {
            Thread started =
                    Thread.ofPlatform().name("takeover").daemon(true).unstarted(() -> run(everyMs));
            thread = started;
            started.start();
        }
    }

    /** Looks that often, and when a host is due to be dead, until it is closed. Blocking. */
    public void run(int everyMs) {
        long everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMs);
        nextDeathNanos = clock.nanoTime() + everyNanos;
        while (!closed) {
            look();
            // A death is seen when it is due, and not up to one period later.
            long untilDeath = nextDeathNanos - clock.nanoTime();
            clock.park(this, untilDeath > 0 ? Math.min(everyNanos, untilDeath) : everyNanos);
        }
    }

    /** One look; a failure must not end the schedule. Blocking; one thread's. */
    public void look() {
        try {
            long now = clock.nanoTime();
            List<HostRow> rows = stores.hosts().all();
            HostObserver.Census census = observer.look(rows, now, clock.nanoTime());
            nextDeathNanos = census.nextDeathNanos();
            others = census.alive().stream().filter(h -> !h.hostId().equals(hostId)).toList();
            emptyUntil.keySet().retainAll(idsOf(census.dead().keySet()));
            toldOrphans.keySet().retainAll(idsOf(census.dead().keySet()));
            if (!mayAct.getAsBoolean()) {
                return;
            }
            lookForUnrun(now);
            census.dead().forEach((host, since) -> inherit(host, since, census.alive(), now));
        } catch (RuntimeException e) {
            LOG.warn("looking after other hosts failed: {}", e.toString());
        }
    }

    private void lookForUnrun(long nowNanos) {
        if (nowNanos - unrunNanos >= 0) {
            unrunNanos = nowNanos + EMPTY_LOOK_NANOS;
            opener.findUnrun();
        }
        calls.execute(opener::retryUnrun);
    }

    private static List<String> idsOf(Iterable<HostRow> hosts) {
        List<String> ids = new ArrayList<>();
        hosts.forEach(host -> ids.add(host.hostId()));
        return ids;
    }

    private void inherit(HostRow dead, long sinceNanos, List<HostRow> alive, long nowNanos) {
        Long empty = emptyUntil.get(dead.hostId());
        if (dead.hostId().equals(hostId) || (empty != null && nowNanos - empty < 0)) {
            return;
        }
        List<RoomRow> orphans = stores.rooms().ownedBy(dead.hostId());
        if (orphans.isEmpty()) {
            emptyUntil.put(dead.hostId(), nowNanos + EMPTY_LOOK_NANOS);
            return;
        }
        long deadNanos = nowNanos - sinceNanos;
        List<RoomRow> mine =
                orphans.stream()
                        .filter(room -> deadNanos > SHARE_NANOS || isMine(room, alive))
                        .toList();
        Integer told = toldOrphans.put(dead.hostId(), orphans.size());
        if (told == null || told != orphans.size()) {
            LOG.info(
                    "host {} is dead and leaves {} rooms, of which this host takes {}",
                    dead.hostId(),
                    orphans.size(),
                    mine.size());
            tellUnknown(orphans, alive);
        }
        // What may stall a loop again waits until all others are taken.
        boolean last =
                deadNanos > SUSPECTS_WAIT_NANOS
                        || orphans.stream().allMatch(r -> isSuspect(r, dead));
        List<RoomRow> plain = new ArrayList<>();
        for (RoomRow room : mine) {
            if ((last || !isSuspect(room, dead)) && taking.add(room.roomId())) {
                if (isSuspect(room, dead)) {
                    takeOver(room, dead.stalledIn().contains(room.roomId()));
                } else {
                    plain.add(room);
                }
            }
        }
        for (int from = 0; from < plain.size(); from += RoomTable.TOGETHER_MAX) {
            int to = Math.min(plain.size(), from + RoomTable.TOGETHER_MAX);
            takeOver(List.copyOf(plain.subList(from, to)));
        }
    }

    private static boolean isSuspect(RoomRow room, HostRow owner) {
        return room.stalls() > 0 || owner.stalledIn().contains(room.roomId());
    }

    /** Nobody can go on with them: somebody must bring a host that can. */
    private void tellUnknown(List<RoomRow> orphans, List<HostRow> alive) {
        Set<String> known = new HashSet<>();
        alive.forEach(host -> known.addAll(host.games()));
        orphans.stream()
                .map(room -> HostRow.gameKey(room.game(), room.rulesVersion()))
                .distinct()
                .filter(game -> !known.contains(game))
                .forEach(game -> LOG.error("no host that lives knows {}: its rooms wait", game));
    }

    private boolean isMine(RoomRow room, List<HostRow> alive) {
        return Inheritance.heirOf(room, alive)
                .filter(heir -> heir.hostId().equals(hostId))
                .isPresent();
    }

    /** Not waited for: the others must be watched meanwhile. */
    private void takeOver(List<RoomRow> rooms) {
        calls.execute(
                () -> {
                    try {
                        opener.takeTogether(rooms);
                    } catch (RuntimeException e) {
                        LOG.warn("rooms could not be taken over together: {}", e.toString());
                    } finally {
                        rooms.forEach(room -> takeOver(room, false));
                    }
                });
    }

    private void takeOver(RoomRow room, boolean stalled) {
        calls.execute(
                () -> {
                    try {
                        opener.inherit(room, stalled);
                    } catch (RuntimeException e) {
                        LOG.atWarn()
                                .addKeyValue("room", room.roomId())
                                .log("it could not be taken over: {}", e.toString());
                    } finally {
                        taking.remove(room.roomId());
                    }
                });
    }

    /** The hosts that lived at the last look, but for this one. Any thread. */
    public List<HostRow> others() {
        return others;
    }

    @Override
    public void close() {
        closed = true;
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
        }
    }
}
