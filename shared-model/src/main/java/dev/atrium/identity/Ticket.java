package dev.atrium.identity;

import java.util.Optional;

/**
 * What opens a room to one player for an hour.
 *
 * @param roomId which room
 * @param playerId which player
 * @param seat which seat, where the match fixed it
 * @param late what to seat him by, where it did not and he comes while the room plays
 */
public record Ticket(
        String roomId, String playerId, Optional<Integer> seat, Optional<LateSeat> late) {
    /** Of somebody whom the match knows. */
    public Ticket(String roomId, String playerId, Optional<Integer> seat) {
        this(roomId, playerId, seat, Optional.empty());
    }

    /** Of somebody who comes while the room plays. */
    public static Ticket late(String roomId, String playerId, LateSeat seat) {
        return new Ticket(roomId, playerId, Optional.empty(), Optional.of(seat));
    }
}
