package dev.atrium.functions.board;

import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

/**
 * The match that a request names in its path, if it is over: before that nothing of it is shown.
 */
final class FinishedMatch {
    private FinishedMatch() {}

    /**
     * How it ended.
     *
     * @throws WireException {@code room-not-found}, {@code not-finished}, or {@code not-found} for
     *     a void one
     */
    static OutcomeRow of(HttpRequest request, Stores stores) throws WireException {
        RoomRow room = RequestedRoom.of(request, stores);
        return switch (room.status()) {
            case PLACED, PLAYING -> throw new WireException(ErrorCode.NOT_FINISHED);
            case VOID ->
                    throw new WireException(ErrorCode.NOT_FOUND, "The match is void: no replay.");
            // Both were written in one transaction.
            case FINISHED -> stores.find(Tables.OUTCOMES, room.roomId()).orElseThrow();
        };
    }
}
