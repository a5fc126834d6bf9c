package dev.atrium.host.dynamo;

import dev.atrium.host.room.RoomBeginnings;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Beginnings of this host's rooms, in their rows. */
public final class StoredBeginnings implements RoomBeginnings {
    private final RoomTable rooms;
    private final String hostId;
    private final Executor calls;

    /**
     * Beginnings of a host.
     *
     * @param hostId its own
     * @param calls for what blocks
     */
    public StoredBeginnings(RoomTable rooms, String hostId, Executor calls) {
        this.rooms = rooms;
        this.hostId = hostId;
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> begin(String roomId, long epoch) {
        return CompletableFuture.supplyAsync(() -> rooms.journalled(roomId, hostId, epoch), calls);
    }
}
