package dev.atrium.host.room;

import dev.atrium.proof.Outcome;

import java.util.function.Consumer;

/** Stores the end of a room, off its loop. */
public interface RoomEnding {

    /** What became of it. */
    sealed interface Result {
        /**
         * The outcome is stored.
         *
         * @param outcomeHash of the signed document
         */
        record Stored(String outcomeHash) implements Result {}

        /**
         * It cannot be: the room is void.
         *
         * @param reason a code
         */
        record Voided(String reason) implements Result {}

        /**
         * Its store has not the journal that was written: the room's owner may write it anew.
         *
         * @param reason a code, for which the room is void if he cannot
         */
        record JournalGone(String reason) implements Result {}

        /** It is another host's affair: the room is not owned any more under that epoch. */
        record Moved() implements Result {}

        /**
         * It was to be void, and no store says whether it is: its row will.
         *
         * @param reason a code
         */
        record NotKnown(String reason) implements Result {}
    }

    /**
     * The journal is durable to its last entry; now the archive, then the outcome, in that order.
     *
     * @param epoch under which the room is owned
     * @param entries how many the journal has
     * @param outcome what to sign and store
     * @param done told once, on any thread
     */
    void store(long epoch, long entries, Outcome outcome, Consumer<Result> done);

    /**
     * Closes a room without a result.
     *
     * @param reason a code, such as {@code room-failed}
     * @param done told once, on any thread; {@code Voided} with the reason that the row has, which
     *     is another if it was void before; {@code NotKnown} if no store could be reached for long
     */
    void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done);

    /** The room is out of memory: its journal may go from its store, if it is still ours. */
    void forget(String roomId, String gameId, long epoch);
}
