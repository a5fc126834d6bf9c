package dev.atrium.host.front;

import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.proof.Outcome;

import java.util.function.Consumer;

/** Makes rooms of one host void in their rows, and tells nobody; nothing else ends. */
final class OnlyVoids implements RoomEnding {
    private final RoomTable rooms;
    private final String hostId;
    private volatile boolean lost;

    OnlyVoids(RoomTable rooms, String hostId) {
        this.rooms = rooms;
        this.hostId = hostId;
    }

    /** Whether nothing of it arrives from now on. */
    void lost(boolean from) {
        lost = from;
    }

    @Override
    public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
        throw new IllegalStateException("nothing ends here");
    }

    @Override
    public void voidRoom(String id, long epoch, String reason, Consumer<Result> done) {
        if (!lost) {
            rooms.voidRoom(id, hostId, epoch, reason);
        }
    }

    @Override
    public void forget(String id, String gameId, long epoch) {}
}
