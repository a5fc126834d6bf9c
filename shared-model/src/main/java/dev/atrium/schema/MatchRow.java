package dev.atrium.schema;

/**
 * A match in a player's history.
 *
 * @param playerId whose
 * @param finishedAtRoom wall time in ms as 15 digits, {@code #}, room id: sorts by time
 * @param roomId the room
 * @param game its id
 * @param place his place
 * @param players seats in all
 * @param eliminations of others' warriors
 * @param finishedAtMs wall time
 */
public record MatchRow(
        String playerId,
        String finishedAtRoom,
        String roomId,
        String game,
        int place,
        int players,
        long eliminations,
        long finishedAtMs) {}
