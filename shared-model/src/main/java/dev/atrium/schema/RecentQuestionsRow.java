package dev.atrium.schema;

import java.util.List;
import java.util.Map;

/**
 * What a player was asked in his last games.
 *
 * @param playerId the key
 * @param rooms of those games, the newest last: one counts once, however often it is written
 * @param questions by room id: the ids of its questions, with a space between two
 * @param version rises with every write
 * @param ttl seconds since 1970 at which the row may go: long after his last game
 */
public record RecentQuestionsRow(
        String playerId,
        List<String> rooms,
        Map<String, String> questions,
        long version,
        long ttl) {}
