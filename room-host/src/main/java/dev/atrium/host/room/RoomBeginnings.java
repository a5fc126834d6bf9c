package dev.atrium.host.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down, apart from the journals' store, that the store knows of a room: who takes the room
 * over later can tell a journal that was lost from one that never began. Any thread; does not
 * block.
 */
@FunctionalInterface
public interface RoomBeginnings {
    /** For rooms that nobody takes over. */
    RoomBeginnings UNSEEN = (roomId, epoch) -> CompletableFuture.completedStage("");

    /**
     * Nothing is played before that is done.
     *
     * @param epoch under which it is owned
     * @return fails if it could not be written now, or the room is another's: it may be asked again
     */
    CompletionStage<?> begin(String roomId, long epoch);
}
