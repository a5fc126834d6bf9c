package dev.atrium.host.dynamo;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomBeginnings;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Beginnings of this host's rooms: in their rows, by which identity their journals are known. */
public final class StoredBeginnings implements RoomBeginnings {
    private final RoomTable rooms;
    private final JournalStores journals;
    private final String hostId;
    private final Executor calls;

    /**
     * Beginnings of a host.
     *
     * @param journals that know the rooms
     * @param hostId its own
     * @param calls for what blocks
     */
    public StoredBeginnings(
            RoomTable rooms, JournalStores journals, String hostId, Executor calls) {
        this.rooms = rooms;
        this.journals = journals;
        this.hostId = hostId;
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> begin(String roomId, String gameId, long epoch) {
        return journals.of(gameId)
                .raiseFence(roomId, epoch)
                .thenApplyAsync(id -> rooms.journalled(roomId, hostId, epoch, id), calls)
                .exceptionallyCompose(StoredBeginnings::refused);
    }

    /** A higher fence is another owner's. */
    private static CompletionStage<Boolean> refused(Throwable failure) {
        return JournalException.in(failure) == null
                ? CompletableFuture.failedStage(failure)
                : CompletableFuture.completedStage(false);
    }
}
