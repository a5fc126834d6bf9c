package dev.atrium.host.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.room.RoomId;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Finds a room: here, elsewhere, or placed here and not opened yet. Opening is a takeover, in its
 * order: raise the epoch in DynamoDB, raise the fence in the journal's store, only then run it.
 * Blocking.
 */
public final class RoomOpener {
    private static final Logger LOG = LoggerFactory.getLogger(RoomOpener.class);
    private static final long STORE_TIMEOUT_S = 5;

    private final RoomTable rooms;
    private final HostTable hosts;
    private final JournalStore journals;
    private final GameCatalog catalog;
    private final RoomDirectory directory;
    private final String hostId;
    private final BooleanSupplier mayAct;
    private final ConcurrentHashMap<String, CompletableFuture<Found>> opening =
            new ConcurrentHashMap<>();

    /**
     * An opener of this host.
     *
     * @param mayAct whether the host's lease is valid: an expired host starts nothing
     */
    public RoomOpener(
            Tables tables,
            JournalStore journals,
            GameCatalog catalog,
            RoomDirectory directory,
            String hostId,
            BooleanSupplier mayAct) {
        this.rooms = tables.rooms();
        this.hosts = tables.hosts();
        this.journals = journals;
        this.catalog = catalog;
        this.directory = directory;
        this.hostId = hostId;
        this.mayAct = mayAct;
    }

    /** The tables that tell who owns what. */
    public record Tables(RoomTable rooms, HostTable hosts) {}

    /** Where a room is. */
    public sealed interface Found {
        /** On this host. */
        record Here(Room room) implements Found {}

        /**
         * On another host.
         *
         * @param host its row
         * @param epoch under which it owns the room
         */
        record Elsewhere(HostRow host, long epoch) implements Found {}

        /** There is none of that id. */
        record Unknown() implements Found {}

        /** It has ended. */
        record Over() implements Found {}

        /** Not now. */
        record Unavailable() implements Found {}
    }

    /** Finds it, and opens it if it was placed here. One opening at a time for each room. */
    public Found find(String roomId) {
        if (!RoomId.isRoomId(roomId)) {
            return new Found.Unknown();
        }
        Optional<Room> here = directory.find(roomId);
        if (here.isPresent()) {
            return new Found.Here(here.get());
        }
        CompletableFuture<Found> mine = new CompletableFuture<>();
        CompletableFuture<Found> other = opening.putIfAbsent(roomId, mine);
        if (other != null) {
            return other.join();
        }
        Found found = new Found.Unavailable();
        try {
            found = locate(roomId);
        } catch (SdkException | TimeoutException | ExecutionException e) {
            LOG.warn("room {} cannot be opened now: {}", roomId, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            opening.remove(roomId);
            mine.complete(found);
        }
        return found;
    }

    private Found locate(String roomId)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Room> here = directory.find(roomId);
        if (here.isPresent()) {
            return new Found.Here(here.get());
        }
        Optional<RoomRow> row = rooms.find(roomId);
        if (row.isEmpty()) {
            return new Found.Unknown();
        }
        return switch (row.get().status()) {
            case FINISHED, VOID -> new Found.Over();
            case PLACED ->
                    row.get().owner().equals(hostId)
                            ? open(row.get())
                            : elsewhere(row.get().owner(), row.get().epoch());
            case PLAYING ->
                    row.get().owner().equals(hostId)
                            ? new Found.Over()
                            : elsewhere(row.get().owner(), row.get().epoch());
        };
    }

    private Found elsewhere(String owner, long epoch) {
        return hosts.find(owner)
                .<Found>map(host -> new Found.Elsewhere(host, epoch))
                .orElseGet(Found.Unavailable::new);
    }

    private Found open(RoomRow placed)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Game> game = catalog.find(placed.game(), placed.rulesVersion());
        if (!mayAct.getAsBoolean() || !directory.hasCapacity() || !canRun(game)) {
            return new Found.Unavailable();
        }
        Optional<RoomRow> taken = rooms.take(placed, hostId);
        if (taken.isEmpty()) {
            return new Found.Unavailable();
        }
        long epoch = taken.get().epoch();
        journals.raiseFence(placed.roomId(), epoch)
                .toCompletableFuture()
                .get(STORE_TIMEOUT_S, TimeUnit.SECONDS);
        List<SeatPlan> seats = seats(placed);
        RoomGrant grant = new RoomGrant(placed.roomId(), epoch, game.orElseThrow(), seats);
        return new Found.Here(directory.open(grant));
    }

    /** Strict rooms wait for their durability: until then no host may claim to keep it. */
    private static boolean canRun(Optional<Game> game) {
        return game.isPresent() && game.get().info().durability() == GameInfo.Durability.RELAXED;
    }

    private static List<SeatPlan> seats(RoomRow row) {
        try {
            return Json.mapper().readValue(row.seats(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the seats of room " + row.roomId(), e);
        }
    }
}
