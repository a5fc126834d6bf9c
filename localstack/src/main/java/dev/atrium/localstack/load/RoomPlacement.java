package dev.atrium.localstack.load;

import dev.atrium.game.GameInfo;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

/** Rows of rooms as matchmaking writes them. */
public final class RoomPlacement {
    private RoomPlacement() {}

    /**
     * A room that was placed just now.
     *
     * @param owner the host that was chosen
     * @param seats JSON array of {@link dev.atrium.room.SeatPlan}
     */
    public static RoomRow row(String roomId, GameInfo info, String owner, String seats) {
        return new RoomRow(
                roomId,
                info.id(),
                info.rulesVersion(),
                RoomStatus.PLACED,
                owner,
                0,
                seats,
                System.currentTimeMillis(),
                0,
                null,
                null,
                0);
    }
}
