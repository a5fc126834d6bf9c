package dev.atrium.host.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has the journals' store know of a room, by a fence under the epoch it is owned under, and writes
 * down apart from that store by which identity: who takes the room over later can tell a journal
 * that was lost from one that never began. Any thread; does not block.
 */
@FunctionalInterface
public interface RoomBeginnings {
    /** For rooms that nobody takes over. */
    RoomBeginnings UNSEEN = (roomId, gameId, epoch) -> CompletableFuture.completedStage(true);

    /**
     * Nothing is played before that is done.
     *
     * @param gameId its game, which says where its journal is
     * @param epoch under which it is owned
     * @return false if the room is another's by now; fails if it could not be written now: it may
     *     be asked again
     */
    CompletionStage<Boolean> begin(String roomId, String gameId, long epoch);
}
