package dev.atrium.host.room;

import dev.atrium.journal.JournalBase;
import dev.atrium.vrf.DrawnSeed;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out whether a room is still this host's whose journal its store refuses; if it is, the
 * store has lost it, and is made ready to take it anew. Off the room's loop.
 */
@FunctionalInterface
public interface RoomReclaim {
    /** Of a host that never tries. */
    RoomReclaim NEVER = (lost, done) -> done.accept(new Result.NotDone(lost.epoch()));

    /**
     * A room whose journal is refused.
     *
     * @param epoch under which it is owned as far as is known here
     * @param entries how many its journal has, trimmed ones included
     * @param base what stands for the trimmed ones, if some are
     * @param seed its own, which may be lost as well
     */
    record Lost(
            String roomId,
            String gameId,
            long epoch,
            long entries,
            Optional<JournalBase> base,
            DrawnSeed seed) {}

    /** What became of it. */
    sealed interface Result {
        /**
         * It is this host's, under a new epoch, and its store is empty and takes it.
         *
         * @param epoch from now on
         */
        record Ours(long epoch) implements Result {}

        /**
         * It is another's, or no store says whose it is.
         *
         * @param epoch the last that this host owned it under
         */
        record NotDone(long epoch) implements Result {}
    }

    /**
     * Raises the room's epoch in DynamoDB if this host still owns it under the one it knows; then
     * the fence of the journal's store; then empties that but for the base, puts the seed back, and
     * writes the journal's identity into the row.
     *
     * @param done told once, on any thread
     */
    void reclaim(Lost lost, Consumer<Result> done);
}
