package dev.atrium.host.room;

import dev.atrium.dice.Seed;
import dev.atrium.game.Game;
import dev.atrium.journal.JournalRun;
import dev.atrium.journal.KeptJournal;
import dev.atrium.room.SeatPlan;

import java.util.List;
import java.util.Optional;

/**
 * A room that this host has just come to own.
 *
 * @param roomId which
 * @param epoch under which it owns it
 * @param game in the rules version of the match
 * @param seats as the match fixed them
 * @param restored how far another owner came; empty if nobody has played it
 */
public record RoomGrant(
        String roomId, long epoch, Game game, List<SeatPlan> seats, Optional<Restored> restored) {
    public RoomGrant {
        seats = List.copyOf(seats);
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
    public record Restored(Seed seed, JournalRun run, KeptJournal journal) {}

    /** The same without what it was restored from, which is large and is taken up once. */
    RoomGrant begun() {
        return new RoomGrant(roomId, epoch, game, seats);
    }

    /** The same room, which this host goes on with under another epoch. */
    RoomGrant under(long newEpoch) {
        return new RoomGrant(roomId, newEpoch, game, seats, restored);
    }
}
