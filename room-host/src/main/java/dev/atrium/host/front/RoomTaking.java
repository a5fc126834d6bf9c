package dev.atrium.host.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.probation.StandsStillException;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes a room for this host and puts it on a loop: raises the epoch in DynamoDB, raises the fence
 * in the journal's store, reads, and only then runs it. One that a loop stood still inside is tried
 * apart from others, and after two such takeovers it is void. Blocking.
 */
final class RoomTaking {
    private static final Logger LOG = LoggerFactory.getLogger(RoomTaking.class);

    /** So often a room is taken over from a loop that stood still inside it. */
    private static final int STALLS_MAX = 2;

    private static final String QUARANTINED = "quarantined";

    private final OpeningStores stores;
    private final GameCatalog catalog;
    private final RoomDirectory directory;
    private final String hostId;
    private final Openings openings;
    private final HostClock clock;
    private final Probation probation;

    /** Rooms that this host may own and does not run, by id, and since when. */
    private final ConcurrentHashMap<String, Long> unrun = new ConcurrentHashMap<>();

    /** Rooms that were taken together and are to be run; each holds a place. */
    private final ConcurrentHashMap<String, Taken> together = new ConcurrentHashMap<>();

    /** Rooms that stood still here, and under which epoch; bounded by those that can be tried. */
    private final ConcurrentHashMap<String, Long> stood = new ConcurrentHashMap<>();

    /** From whom a room is taken. */
    enum From {
        /** Nobody opened it, or its owner is dead, or it is this host's own. */
        NOBODY,
        /** Its owner gives it away, and so is alive to it. */
        GIVER,
        /** A loop of its owner stands still inside it. */
        STALLED_LOOP
    }

    RoomTaking(
            OpeningStores stores,
            GameCatalog catalog,
            RoomDirectory directory,
            String hostId,
            Openings openings,
            HostClock clock) {
        this.stores = stores;
        this.catalog = catalog;
        this.directory = directory;
        this.hostId = hostId;
        this.openings = openings;
        this.clock = clock;
        this.probation = stores.probation();
    }

    /**
     * A room that is this host's by its row, and holds a place here, and is to be run.
     *
     * @param startNanos when its taking began
     */
    private record Taken(RoomRow room, Game game, List<SeatPlan> seats, long startNanos) {
        /** Whether it was taken from that row, or is that row. */
        boolean follows(RoomRow row) {
            return room.epoch() == row.epoch() || room.epoch() == row.epoch() + 1;
        }
    }

    /** Takes it and runs it; the only one that does so with this room on this host now. */
    RoomFound take(RoomRow before, From from) {
        Taken taken = together.remove(before.roomId());
        if (taken != null) {
            try {
                if (taken.follows(before)) {
                    return run(taken);
                }
            } finally {
                directory.release();
            }
        }
        boolean stalled =
                from == From.STALLED_LOOP
                        || Long.valueOf(before.epoch()).equals(stood.get(before.roomId()));
        if (stalled && before.stalls() >= STALLS_MAX) {
            return quarantine(before);
        }
        RoomRow wanted = wanted(before, stalled ? From.STALLED_LOOP : from);
        Optional<Game> game = catalog.find(before.game(), before.rulesVersion());
        if (game.isEmpty() || (wanted.stalls() > 0 && !probation.hasPlace())) {
            return new RoomFound.Unavailable();
        }
        // Nobody else takes what is this host's by its row, however full it is.
        if (isOurs(before)) {
            return takeAndRun(before, wanted, game.get());
        }
        if (!reservesPlace()) {
            return new RoomFound.Unavailable();
        }
        try {
            return takeAndRun(before, wanted, game.get());
        } finally {
            directory.release();
        }
    }

    private boolean isOurs(RoomRow row) {
        return row.status() == RoomStatus.PLAYING && row.owner().equals(hostId);
    }

    private RoomFound takeAndRun(RoomRow before, RoomRow wanted, Game game) {
        long start = clock.nanoTime();
        List<SeatPlan> seats = seats(before);
        return own(before, wanted)
                .map(room -> run(new Taken(room, game, seats, start)))
                .orElseGet(RoomFound.Unavailable::new);
    }

    private RoomFound run(Taken taken) {
        RoomRow room = taken.room();
        Optional<RoomGrant.Restored> restored;
        try {
            restored = stores.restorer().restore(room);
        } catch (BrokenJournalException e) {
            LOG.atError()
                    .addKeyValue("room", room.roomId())
                    .log("its journal is broken: {}", e.getMessage());
            return close(room, "journal-" + e.fault().code());
        } catch (StandsStillException e) {
            // As a loop would have: tried again, or void. No more often than it may stall.
            LOG.atError().addKeyValue("room", room.roomId()).log("its replay stands still");
            return take(room, From.STALLED_LOOP);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("room", room.roomId())
                    .log("it cannot be restored now: {}", e.toString());
            return new RoomFound.Unavailable();
        }
        RoomGrant grant =
                new RoomGrant(
                        room.roomId(),
                        room.epoch(),
                        taken.game(),
                        taken.seats(),
                        options(room),
                        restored);
        Optional<Room> opened =
                room.stalls() > 0 ? openApart(grant) : Optional.of(directory.open(grant));
        if (opened.isEmpty()) {
            return new RoomFound.Unavailable();
        }
        forget(room.roomId());
        openings.opened(clock.nanoTime() - taken.startNanos());
        return new RoomFound.Here(opened.get());
    }

    /**
     * Takes rooms of a dead host in one transaction; {@link #take} then runs each of them. What
     * cannot be taken so is left to that.
     *
     * @param orphans at most {@link RoomTable#TOGETHER_MAX}, that no loop stood still inside
     */
    void takeTogether(List<RoomRow> orphans) {
        List<Taken> wanted = new ArrayList<>();
        List<RoomTable.Take> takes = new ArrayList<>();
        for (RoomRow orphan : orphans) {
            Optional<Taken> next = prepared(orphan);
            if (next.isPresent()) {
                if (!reservesPlace()) {
                    break;
                }
                wanted.add(next.get());
                takes.add(new RoomTable.Take(orphan, next.get().room()));
                unrun.putIfAbsent(orphan.roomId(), clock.nanoTime());
            }
        }
        if (takes.isEmpty()) {
            return;
        }
        boolean taken = false;
        try {
            stores.rooms().takeTogether(takes);
            taken = true;
        } catch (SdkException e) {
            // One of them is another's by now, or the reply was lost: each alone tells.
            LOG.info("{} rooms are taken one by one: {}", takes.size(), e.toString());
        } finally {
            if (taken) {
                wanted.forEach(this::runSoon);
            } else {
                wanted.forEach(each -> directory.release());
            }
        }
    }

    private Optional<Taken> prepared(RoomRow orphan) {
        try {
            return catalog.find(orphan.game(), orphan.rulesVersion())
                    .filter(game -> orphan.status().isLive())
                    .map(
                            game ->
                                    new Taken(
                                            orphan.takenBy(hostId),
                                            game,
                                            seats(orphan),
                                            clock.nanoTime()));
        } catch (IllegalStateException e) {
            // It is no reason to leave the others: who takes it alone says so.
            return Optional.empty();
        }
    }

    /** Whether that room was taken together with others and is still to be run. */
    boolean holds(String roomId) {
        return together.containsKey(roomId);
    }

    private void runSoon(Taken taken) {
        Taken before = together.put(taken.room().roomId(), taken);
        if (before != null) {
            directory.release();
        }
    }

    private RoomRow wanted(RoomRow before, From from) {
        return switch (from) {
            case NOBODY -> before.takenBy(hostId);
            case GIVER -> before.givenTo(hostId);
            case STALLED_LOOP -> before.takenFromStall(hostId);
        };
    }

    /** From here on it may be ours though nobody runs it: until it is run, or void. */
    private Optional<RoomRow> own(RoomRow before, RoomRow wanted) {
        unrun.putIfAbsent(before.roomId(), clock.nanoTime());
        Optional<RoomRow> taken = stores.rooms().take(before, wanted);
        if (taken.isEmpty()) {
            forget(before.roomId());
        }
        return taken;
    }

    private Optional<Room> openApart(RoomGrant grant) {
        Optional<TickLoop> loop = probation.newLoop();
        loop.ifPresent(
                alone ->
                        LOG.atWarn()
                                .addKeyValue("room", grant.roomId())
                                .log("a loop stood still inside it: {} is its own", alone.name()));
        return loop.map(alone -> directory.open(grant, alone, alone::stop));
    }

    /** That room of this host stands still: it is not here any more, and to be taken anew. */
    void standsStill(Room room) {
        stood.put(room.roomId(), room.grant().epoch());
        unrun.putIfAbsent(room.roomId(), clock.nanoTime());
        directory.abandon(room);
    }

    private RoomFound quarantine(RoomRow before) {
        LOG.atError()
                .addKeyValue("room", before.roomId())
                .log("loops stood still inside it again and again: it is void");
        openings.quarantined();
        return own(before, before.takenBy(hostId))
                .map(room -> close(room, QUARANTINED))
                .orElseGet(RoomFound.Unavailable::new);
    }

    /** Makes a room void that was taken and is not run. */
    RoomFound close(RoomRow row, String reason) {
        forget(row.roomId());
        stores.ending().voidRoom(row.roomId(), row.epoch(), reason, result -> {});
        return new RoomFound.Over();
    }

    /** It is run, or not to be run by this host. */
    void forget(String roomId) {
        if (together.remove(roomId) != null) {
            directory.release();
        }
        unrun.remove(roomId);
        stood.remove(roomId);
    }

    /** Rooms that may be ours though nobody runs them, and since when; may be changed. */
    Map<String, Long> unrun() {
        return unrun;
    }

    /** One of the places of this host, which is to be given back. */
    private boolean reservesPlace() {
        if (!openings.takesNewRooms()) {
            openings.refused(Openings.Refusal.OVERLOADED);
            return false;
        }
        if (!probation.takesWork() || !directory.reserve()) {
            openings.refused(Openings.Refusal.FULL);
            return false;
        }
        return true;
    }

    private static List<SeatPlan> seats(RoomRow row) {
        return read("seats", row, row.seats(), new TypeReference<>() {});
    }

    private static SortedMap<String, String> options(RoomRow row) {
        String options = row.options();
        return options == null
                ? new TreeMap<>()
                : read("settings", row, options, new TypeReference<>() {});
    }

    private static <T> T read(String what, RoomRow row, String json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the " + what + " of room " + row.roomId(), e);
        }
    }
}
