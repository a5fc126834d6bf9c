package dev.atrium.host.room;

import dev.atrium.game.Presence;
import dev.atrium.wire.RoomMessages.PlayerInfo;

import java.util.List;

/** The players of a room as others are told of them. */
final class PlayerList {
    private PlayerList() {}

    static List<PlayerInfo> of(RoomSeats seats) {
        return seats.all().stream()
                .map(
                        place ->
                                new PlayerInfo(
                                        place.index(),
                                        place.plan().playerId(),
                                        place.plan().name(),
                                        place.plan().icon(),
                                        place.plan().bot(),
                                        presence(place)))
                .toList();
    }

    private static Presence presence(RoomSeats.Place place) {
        if (place.left()) {
            return Presence.LEFT;
        }
        return place.isHere() ? Presence.HERE : Presence.GONE;
    }
}
