package dev.atrium.functions.settle;

import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.wire.MessageJson;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import java.util.function.Supplier;

/**
 * Leaderboards in Redis: of each season a sorted set in the order of the board, by 0 less the score
 * and then by {@link BoardPlace#member}; and each player's member, version and place. Rows are
 * absolute, and an older version never replaces a newer one, so the order in which settlements
 * arrive does not matter. Blocking and thread-safe.
 */
public final class LiveBoard {
    /** If nobody ends a season its keys go all the same, so long after its length, in ms. */
    private static final long KEPT_MS = 30L * 86_400_000;

    private static final String SHOW =
            """
            local before = redis.call('HGET', KEYS[2], ARGV[1])
            if before then
              local member, version = string.match(before, '^(%S+) (%d+) ')
              if member then
                if tonumber(version) >= tonumber(ARGV[5]) then return 0 end
                if member ~= ARGV[3] then redis.call('ZREM', KEYS[1], member) end
              end
            end
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. ARGV[5] .. ' ' .. ARGV[4])
            if ARGV[6] ~= '' then
              redis.call('PEXPIRE', KEYS[1], ARGV[6])
              redis.call('PEXPIRE', KEYS[2], ARGV[6])
            end
            return 1
            """;

    private static final String HIDE =
            """
            local before = redis.call('HGET', KEYS[2], ARGV[1])
            if not before then return 0 end
            local member = string.match(before, '^(%S+) ')
            if member then redis.call('ZREM', KEYS[1], member) end
            redis.call('HDEL', KEYS[2], ARGV[1])
            return 1
            """;

    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;

    /** Boards behind those commands. */
    public LiveBoard(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Shows a row, unless one of its version or a newer one is shown.
     *
     * @param season that the row is of
     * @return whether it is shown now and was not before
     */
    public boolean show(BoardDefinition board, Season season, BoardRow row) {
        BoardPlace place = BoardPlace.of(row);
        Long shown =
                redis.get()
                        .eval(
                                SHOW,
                                ScriptOutputType.INTEGER,
                                new String[] {
                                    keys.boardOrder(board.name(), season.id()),
                                    keys.boardRows(board.name(), season.id())
                                },
                                row.playerId(),
                                Long.toString(-row.score()),
                                place.member(),
                                MessageJson.text(place),
                                Long.toString(row.version()),
                                season.allTime() ? "" : Long.toString(keptMs(season)));
        return shown == 1;
    }

    /**
     * Shows a player's row no more, whatever its version. Whoever shows it again is not held back:
     * the record must be without it first.
     *
     * @return whether it was shown
     */
    public boolean hide(BoardDefinition board, Season season, String playerId) {
        Long hidden =
                redis.get()
                        .eval(
                                HIDE,
                                ScriptOutputType.INTEGER,
                                new String[] {
                                    keys.boardOrder(board.name(), season.id()),
                                    keys.boardRows(board.name(), season.id())
                                },
                                playerId);
        return hidden == 1;
    }

    /** From the last change on, by Redis's own clock. */
    private static long keptMs(Season season) {
        return season.endMs() - season.startMs() + KEPT_MS;
    }
}
