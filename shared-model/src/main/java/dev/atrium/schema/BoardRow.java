package dev.atrium.schema;

import java.util.Map;
import java.util.TreeMap;

/**
 * A player's row on a leaderboard in one season, absolute.
 *
 * @param boardShard the key: board, season and shard, as {@link #shard} makes it
 * @param playerId whose
 * @param name shown
 * @param icon shown
 * @param score what ranks, higher is better
 * @param reachedAtMs wall time at which he reached it
 * @param roomId of the result that counts; empty where all of them are added
 * @param statistics joined from his results
 * @param version how many results are joined: an older row never replaces a newer
 */
public record BoardRow(
        String boardShard,
        String playerId,
        String name,
        String icon,
        long score,
        long reachedAtMs,
        String roomId,
        Map<String, Long> statistics,
        long version) {
    /**
     * A partition takes 1,000 writes a second, and one in a transaction counts twice: so one season
     * of a board takes 16,000. Fixed for good, since it is part of the keys.
     */
    public static final int SHARDS = 32;

    /** The shard of a player. */
    public static String shardOf(String board, String season, String playerId) {
        return shard(board, season, Math.floorMod(playerId.hashCode(), SHARDS));
    }

    /**
     * A shard.
     *
     * @param index 0 to {@link #SHARDS} - 1
     */
    public static String shard(String board, String season, int index) {
        return board + "#" + season + "#" + (index < 10 ? "0" : "") + index;
    }

    /** A player's row before his first result, which is never stored. */
    public static BoardRow none(String board, String season, PlayerRow player) {
        return new BoardRow(
                shardOf(board, season, player.playerId()),
                player.playerId(),
                player.name(),
                player.icon(),
                0,
                0,
                "",
                new TreeMap<>(),
                0);
    }
}
