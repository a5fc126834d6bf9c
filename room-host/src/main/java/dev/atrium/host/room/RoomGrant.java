package dev.atrium.host.room;

import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.KeptJournal;
import dev.atrium.room.SeatPlan;
import dev.atrium.vrf.DrawnSeed;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A room that this host has just come to own.
 *
 * @param roomId which
 * @param epoch under which it owns it
 * @param game in the rules version of the match
 * @param seats as the match fixed them
 * @param options the room's settings, that its game is opened with
 * @param restored how far another owner came; empty if nobody has played it
 */
public record RoomGrant(
        String roomId,
        long epoch,
        Game game,
        List<SeatPlan> seats,
        SortedMap<String, String> options,
        Optional<Restored> restored) {
    /** The setting that names the code by which people join a room. */
    private static final String ROOM_CODE = "roomCode";

    public RoomGrant {
        seats = List.copyOf(seats);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** A room without settings. */
    public RoomGrant(
            String roomId, long epoch, Game game, List<SeatPlan> seats, Optional<Restored> from) {
        this(roomId, epoch, game, seats, Collections.emptySortedMap(), from);
    }

    /** A room that nobody has played. */
    public RoomGrant(String roomId, long epoch, Game game, List<SeatPlan> seats) {
        this(roomId, epoch, game, seats, Optional.empty());
    }

    /**
     * A room as its journal tells it.
     *
     * @param seed its own
     * @param run the journal, run to its last entry
     * @param journal as its store keeps it
     */
    public record Restored(DrawnSeed seed, JournalRun run, KeptJournal journal) {}

    /**
     * What of a grant lasts as long as the room: not the journal, of which the memory that writes
     * it anew has the only copy.
     *
     * @param roomId which
     * @param epoch under which this host owns it
     * @param game in the rules version of the match
     * @param options the room's settings
     */
    record Owned(String roomId, long epoch, Game game, SortedMap<String, String> options) {
        Owned(String roomId, long epoch, Game game) {
            this(roomId, epoch, game, Collections.emptySortedMap());
        }

        /** By which people find it who join it, if they do. */
        Optional<String> roomCode() {
            return Optional.ofNullable(options.get(ROOM_CODE));
        }

        /** It, as far as its seed goes. */
        SeedSource.Room seeded() {
            GameInfo info = game.info();
            return new SeedSource.Room(roomId, info.id(), info.rulesVersion());
        }
    }

    Owned owned() {
        return new Owned(roomId, epoch, game, options);
    }

    /** Whether its seats have cost anything. */
    boolean hasStakes() {
        return seats.stream().anyMatch(seat -> seat.options().containsKey(SeatPlan.FEE));
    }

    /** The same room, played here already, under that epoch. */
    RoomGrant under(long newEpoch) {
        return new RoomGrant(roomId, newEpoch, game, seats, options, Optional.empty());
    }
}
