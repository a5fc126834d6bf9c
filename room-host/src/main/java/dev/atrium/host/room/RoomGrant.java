package dev.atrium.host.room;

import dev.atrium.game.Game;
import dev.atrium.room.SeatPlan;

import java.util.List;

/**
 * A room that this host has just come to own.
 *
 * @param roomId which
 * @param epoch under which it owns it
 * @param game in the rules version of the match
 * @param seats as the match fixed them
 */
public record RoomGrant(String roomId, long epoch, Game game, List<SeatPlan> seats) {
    public RoomGrant {
        seats = List.copyOf(seats);
    }
}
