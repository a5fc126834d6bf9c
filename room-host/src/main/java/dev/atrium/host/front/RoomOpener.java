package dev.atrium.host.front;

import dev.atrium.game.GameCatalog;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.front.RoomTaking.From;
import dev.atrium.host.room.Room;
import dev.atrium.room.RoomId;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds a room: here, elsewhere, or placed here and not opened yet. Opening is a takeover, in its
 * order: raise the epoch in DynamoDB, raise the fence in the journal's store, only then run it.
 * Blocking.
 */
public final class RoomOpener {
    private static final Logger LOG = LoggerFactory.getLogger(RoomOpener.class);

    /** Rooms that are taken over at once: most of the time each of them waits for a store. */
    private static final int TAKINGS_MAX = 32;

    /** Transactions at once in which rooms are taken. */
    private static final int TRANSACTIONS_MAX = 2;

    /** Who waits at once for rooms that are just being taken; others have rooms that are here. */
    static final int WAITING_MAX = 128;

    /** Who took a room and cannot open it for so long gives it up. */
    private static final long UNRUN_NANOS_MAX = 60_000_000_000L;

    /** Who gives a room away waits a little longer than that, and then goes on with it. */
    private static final long GIVEN_NANOS_MAX = 2_000_000_000L;

    private static final String OPEN_FAILED = "open-failed";

    private final OpeningStores stores;
    private final RoomDirectory directory;
    private final String hostId;
    private final Openings openings;
    private final HostClock clock;
    private final RoomTaking taking;
    private final ConcurrentHashMap<String, CompletableFuture<RoomFound>> opening =
            new ConcurrentHashMap<>();

    private final AtomicBoolean retrying = new AtomicBoolean();
    private final Semaphore takings = new Semaphore(TAKINGS_MAX);

    private final Semaphore waiting = new Semaphore(WAITING_MAX);

    /** In their order: the first rooms play while the others are still to be taken. */
    private final Semaphore transactions = new Semaphore(TRANSACTIONS_MAX, true);

    /**
     * An opener of this host.
     *
     * @param openings whether rooms may be opened now
     * @param clock by which it gives up
     */
    public RoomOpener(
            OpeningStores stores,
            GameCatalog catalog,
            RoomDirectory directory,
            String hostId,
            Openings openings,
            HostClock clock) {
        this.stores = stores;
        this.directory = directory;
        this.hostId = hostId;
        this.openings = openings;
        this.clock = clock;
        this.taking = new RoomTaking(stores, catalog, directory, hostId, openings, clock);
    }

    /** Finds it, and opens nothing; waits for one that is just being opened or taken over here. */
    public RoomFound locate(String roomId) {
        if (!RoomId.isRoomId(roomId)) {
            return new RoomFound.Unknown();
        }
        Optional<Room> here = directory.find(roomId);
        if (here.isPresent()) {
            return new RoomFound.Here(here.get());
        }
        CompletableFuture<RoomFound> soon = opening.get(roomId);
        if (soon != null) {
            return awaited(soon);
        }
        try {
            return stores.rooms().find(roomId).map(this::whereIs).orElseGet(RoomFound.Unknown::new);
        } catch (SdkException e) {
            warn(roomId, "it cannot be looked for now: {}", e);
            return new RoomFound.Unavailable();
        }
    }

    private RoomFound awaited(CompletableFuture<RoomFound> soon) {
        if (!waiting.tryAcquire()) {
            return new RoomFound.Unavailable();
        }
        try {
            return soon.join();
        } finally {
            waiting.release();
        }
    }

    /**
     * Finds it for somebody with a ticket, and opens it if it was placed here. One opening at a
     * time for each room.
     */
    public RoomFound open(String roomId) {
        if (!openings.mayAct()) {
            return new RoomFound.Unavailable();
        }
        if (!RoomId.isRoomId(roomId)) {
            return new RoomFound.Unknown();
        }
        Optional<Room> here = directory.find(roomId);
        if (here.isPresent()) {
            return new RoomFound.Here(here.get());
        }
        CompletableFuture<RoomFound> mine = new CompletableFuture<>();
        CompletableFuture<RoomFound> other = opening.putIfAbsent(roomId, mine);
        if (other != null) {
            return other.join();
        }
        RoomFound found = new RoomFound.Unavailable();
        try {
            found = locateOrOpen(roomId);
        } catch (SdkException e) {
            warn(roomId, "it cannot be opened now: {}", e);
        } finally {
            opening.remove(roomId);
            mine.complete(found);
        }
        return found;
    }

    /** The only opening of that room on this host now. */
    private RoomFound locateOrOpen(String roomId) {
        Optional<Room> here = directory.find(roomId);
        if (here.isPresent()) {
            return new RoomFound.Here(here.get());
        }
        Optional<RoomRow> row = stores.rooms().find(roomId);
        if (row.isEmpty()) {
            return new RoomFound.Unknown();
        }
        if (isOurs(row.get())) {
            // It ran here and has just gone, and is being made void; or it was taken and could not
            // be opened, or the write that took it came when nobody waited for it any more.
            return directory.hasJustGone(roomId, row.get().epoch())
                    ? taking.close(row.get(), OPEN_FAILED)
                    : taking.take(row.get(), From.NOBODY);
        }
        RoomFound found = whereIs(row.get());
        return found instanceof RoomFound.NotOpen ? taking.take(row.get(), From.NOBODY) : found;
    }

    private RoomFound whereIs(RoomRow row) {
        boolean ours = row.owner().equals(hostId);
        return switch (row.status()) {
            case FINISHED, VOID -> new RoomFound.Over();
            case PLACED -> ours ? new RoomFound.NotOpen() : elsewhere(row.owner(), row.epoch());
            // Ours, but not in the directory: it is just being opened, or just going.
            case PLAYING ->
                    ours ? new RoomFound.Unavailable() : elsewhere(row.owner(), row.epoch());
        };
    }

    private RoomFound elsewhere(String owner, long epoch) {
        return stores.hosts()
                .find(owner)
                .<RoomFound>map(host -> new RoomFound.Elsewhere(host, epoch))
                .orElseGet(RoomFound.Unavailable::new);
    }

    /**
     * Makes rooms of another owner, who is dead, this host's in one transaction; each of them is
     * still to be {@link #inherit inherited}. One who takes many one after the other keeps their
     * players waiting.
     *
     * @param orphans as they were read, at most {@link RoomTable#TOGETHER_MAX}; none of them one
     *     that a loop stood still inside
     */
    public void takeTogether(List<RoomRow> orphans) {
        List<RoomRow> free =
                orphans.stream()
                        .filter(orphan -> !orphan.owner().equals(hostId))
                        .filter(orphan -> !opening.containsKey(orphan.roomId()))
                        .filter(orphan -> directory.find(orphan.roomId()).isEmpty())
                        .toList();
        if (free.size() > 1) {
            transactions.acquireUninterruptibly();
            try {
                if (openings.mayAct()) {
                    taking.takeTogether(free);
                }
            } finally {
                transactions.release();
            }
        }
    }

    /**
     * Takes over a room of another owner, who is dead, and goes on where its journal ends.
     *
     * @param orphan as it was read; if it is another by now, nothing happens
     * @param stalled whether a loop of that owner stood still inside it
     * @return whether it is played here now
     */
    public boolean inherit(RoomRow orphan, boolean stalled) {
        return inherit(orphan, stalled ? From.STALLED_LOOP : From.NOBODY);
    }

    private boolean inherit(RoomRow orphan, From from) {
        boolean taken =
                orphan.status().isLive()
                        && !orphan.owner().equals(hostId)
                        && takeOverAlone(orphan, from) instanceof RoomFound.Here;
        if (taken) {
            openings.tookOver(from != From.GIVER);
        }
        return taken;
    }

    /**
     * Takes over a room that its owner gives away.
     *
     * @param epoch under which he owns it: a question that comes late takes nothing that went on
     *     meanwhile
     * @return whether it is played here now
     */
    public boolean inherit(String roomId, long epoch) {
        return stores.rooms()
                .find(roomId)
                .filter(room -> room.epoch() == epoch)
                .filter(room -> inherit(room, From.GIVER))
                .isPresent();
    }

    /**
     * A loop of one room alone stands still: that room is taken anew, or void. The loop may go on
     * one day, and its room learns from the fence that it is another's.
     *
     * @param loop its name
     */
    public void standsStill(String loop) {
        directory.all().stream()
                .filter(room -> room.loop().equals(loop))
                .forEach(taking::standsStill);
        retryUnrun();
    }

    /** Finds rooms that are this host's by their rows, and that nobody runs. */
    public void findUnrun() {
        for (RoomRow row : stores.rooms().ownedBy(hostId)) {
            String roomId = row.roomId();
            if (isOurs(row)
                    && directory.find(roomId).isEmpty()
                    && !directory.hasJustGone(roomId, row.epoch())
                    && !opening.containsKey(roomId)) {
                taking.unrun().putIfAbsent(roomId, clock.nanoTime());
            }
        }
    }

    /** Tries again to open rooms that were taken and could not be; after a while they are void. */
    public void retryUnrun() {
        if (!retrying.compareAndSet(false, true)) {
            // The last round still waits for a store.
            return;
        }
        try {
            retryAllUnrun();
        } finally {
            retrying.set(false);
        }
    }

    private void retryAllUnrun() {
        taking.unrun()
                .forEach(
                        (roomId, sinceNanos) -> {
                            try {
                                retryUnrun(roomId, sinceNanos);
                            } catch (SdkException e) {
                                warn(roomId, "it cannot be opened again now: {}", e);
                            }
                        });
    }

    private void retryUnrun(String roomId, long sinceNanos) {
        Optional<RoomRow> row = stores.rooms().find(roomId).filter(this::isOurs);
        if (row.isEmpty() || directory.find(roomId).isPresent()) {
            taking.forget(roomId);
        } else if (clock.nanoTime() - sinceNanos > UNRUN_NANOS_MAX) {
            taking.close(row.get(), OPEN_FAILED);
        } else {
            takeOverAlone(row.get(), From.NOBODY);
        }
    }

    private boolean isOurs(RoomRow row) {
        return row.status() == RoomStatus.PLAYING && row.owner().equals(hostId);
    }

    /** One at a time for each room, and not too many at once. */
    private RoomFound takeOverAlone(RoomRow row, From from) {
        CompletableFuture<RoomFound> mine = new CompletableFuture<>();
        if (opening.putIfAbsent(row.roomId(), mine) != null) {
            return new RoomFound.Unavailable();
        }
        RoomFound found = new RoomFound.Unavailable();
        long asked = clock.nanoTime();
        takings.acquireUninterruptibly();
        try {
            if (from == From.GIVER && clock.nanoTime() - asked > GIVEN_NANOS_MAX) {
                return found;
            }
            Optional<Room> here = directory.find(row.roomId());
            if (here.isPresent()) {
                // Opened since the row was read, and not to be taken from ourselves; or lost to
                // another, and here until it notices: then it is taken after that.
                boolean same = here.get().grant().epoch() == row.epoch();
                found = same ? new RoomFound.Here(here.get()) : new RoomFound.Unavailable();
            } else if (openings.mayAct() || (openings.holdsLease() && taking.holds(row.roomId()))) {
                found = taking.take(row, from);
            }
        } finally {
            takings.release();
            opening.remove(row.roomId());
            mine.complete(found);
        }
        return found;
    }

    private static void warn(String roomId, String what, Exception why) {
        LOG.atWarn().addKeyValue("room", roomId).log(what, why.toString());
    }
}
