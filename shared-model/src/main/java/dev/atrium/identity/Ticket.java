package dev.atrium.identity;

import java.util.Optional;

/**
 * What opens a room to one player for an hour.
 *
 * @param roomId which room
 * @param playerId which player
 * @param seat which seat, where the match fixed it
 */
public record Ticket(String roomId, String playerId, Optional<Integer> seat) {}
