package dev.atrium.host.room;

import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.host.connection.Connection;
import dev.atrium.identity.Ticket;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/** What others want of a room, through its mailbox. */
public sealed interface RoomCall {

    /**
     * Somebody enters with a ticket that was verified.
     *
     * @param session that he asks for
     * @param id echoed
     * @param ticket what it says
     * @param nonce as he sent it; empty if he sent none
     * @param signedIn whether he has shown to be that player beside the ticket
     */
    record Enter(
            Session session, Optional<String> id, Ticket ticket, String nonce, boolean signedIn)
            implements RoomCall {
        String playerId() {
            return ticket.playerId();
        }
    }

    /**
     * The room's seed is drawn, or could not be.
     *
     * @param seed null with a failure
     */
    record SeedDrawn(@Nullable DrawnSeed seed, @Nullable Throwable failure) implements RoomCall {}

    /**
     * The room's beginning is written down, or could not be.
     *
     * @param owned false if the room is another host's by now; null with a failure
     */
    record Begun(@Nullable Boolean owned, @Nullable Throwable failure) implements RoomCall {}

    /**
     * A signed-in player comes back to his seat.
     *
     * @param lastEpoch of the last message that he has
     * @param lastSequence its number
     */
    record Resume(
            Session session,
            Optional<String> id,
            String playerId,
            long lastEpoch,
            long lastSequence)
            implements RoomCall {}

    /**
     * A command.
     *
     * @param seat that the room gave the connection
     * @param arrivedNanos when it came to this host, on the monotonic clock
     */
    record Act(
            Connection connection,
            int seat,
            Optional<String> id,
            long sequence,
            PlayerCommand command,
            long arrivedNanos)
            implements RoomCall {
        /** A command that came just now. */
        public Act(
                Connection connection,
                int seat,
                Optional<String> id,
                long sequence,
                PlayerCommand command) {
            this(connection, seat, id, sequence, command, System.nanoTime());
        }

        /** Its name on the wire. */
        public String action() {
            return MessageShape.of(command.getClass()).name();
        }

        /** What its sender is told when it is refused with that code. */
        public ErrorBody refused(ErrorCode code) {
            return ErrorBody.of(code, action()).ofCommand(sequence);
        }
    }

    /**
     * A command that was refused before it came here: nothing comes under its number any more.
     *
     * @param seat that the room gave the connection
     */
    record Spent(Connection connection, int seat, long sequence) implements RoomCall {}

    /**
     * A question.
     *
     * @param seat that the room gave the connection
     */
    record Ask(Connection connection, int seat, Optional<String> id, PlayerQuery query)
            implements RoomCall {
        /** Its name on the wire. */
        public String action() {
            return MessageShape.of(query.getClass()).name();
        }
    }

    /** The seat is given up. */
    record Leave(Connection connection, Optional<String> id) implements RoomCall {}

    /** Something happened to a connection, whatever it is at which seat. */
    sealed interface OfConnection extends RoomCall {
        /** To which. */
        Connection connection();
    }

    /** A connection is gone. */
    record Disconnected(Connection connection) implements OfConnection {}

    /** A message came that nobody can read. */
    record Malformed(Connection connection) implements OfConnection {}

    /**
     * Nothing was heard from a connection for long, or something is again. It stays the seat's.
     *
     * @param silent which of the two
     */
    record Silence(Connection connection, boolean silent) implements OfConnection {}

    /** An append to the journal ended. */
    record Appended(@Nullable Throwable failure) implements RoomCall {}

    /** Whose the room is whose journal was refused. */
    record Reclaimed(RoomReclaim.Result result) implements RoomCall {}

    /** The end is stored, or cannot be. */
    record Ended(RoomEnding.Result result) implements RoomCall {}

    /**
     * An operator wants something.
     *
     * @param done told once, on any thread
     */
    record Ordered(RoomOrder order, Consumer<RoomOrder.Result> done) implements RoomCall {}

    /**
     * What a bridge says to what the play wanted of it.
     *
     * @param answer null with a failure
     */
    record BridgeAnswered(@Nullable Message answer, @Nullable Throwable failure)
            implements OfPlay {}

    /** The host shuts down. */
    record HostLeaving() implements RoomCall {}

    /** What became of something that its play asked for, beside appends. */
    sealed interface OfPlay extends RoomCall {}

    /**
     * The last snapshot of its play is kept, or cannot be.
     *
     * @param kept which of the two
     */
    record SnapshotKept(boolean kept) implements OfPlay {}

    /**
     * The beginning of its journal is trimmed, or not yet.
     *
     * @param generation of the journal for which that was asked
     */
    record Trimmed(RoomTrimming.Result result, int generation) implements OfPlay {}

    /** Another host has taken the room, or none does. */
    record HandedOver(RoomHandOver.Result result) implements RoomCall {}
}
