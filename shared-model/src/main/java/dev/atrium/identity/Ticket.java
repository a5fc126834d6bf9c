package dev.atrium.identity;

import java.util.Optional;

/**
 * What opens a room to one player for an hour.
 *
 * @param roomId which room
 * @param playerId which player
 * @param seat which seat, where the match fixed it
 * @param late what to seat him by, where it did not and he comes while the room plays
 * @param watches whether he only looks on: then he has no seat and is given none
 */
public record Ticket(
        String roomId,
        String playerId,
        Optional<Integer> seat,
        Optional<LateSeat> late,
        boolean watches) {
    public Ticket {
        if (watches && (seat.isPresent() || late.isPresent())) {
            throw new IllegalArgumentException("who watches has no seat");
        }
    }

    /** Of somebody who plays. */
    public Ticket(String roomId, String playerId, Optional<Integer> seat, Optional<LateSeat> late) {
        this(roomId, playerId, seat, late, false);
    }

    /** Of somebody whom the match knows. */
    public Ticket(String roomId, String playerId, Optional<Integer> seat) {
        this(roomId, playerId, seat, Optional.empty());
    }

    /** Of somebody who looks on without a seat. */
    public static Ticket watching(String roomId, String playerId) {
        return new Ticket(roomId, playerId, Optional.empty(), Optional.empty(), true);
    }

    /** Of somebody who comes while the room plays. */
    public static Ticket late(String roomId, String playerId, LateSeat seat) {
        return new Ticket(roomId, playerId, Optional.empty(), Optional.of(seat));
    }
}
