package dev.atrium.functions.settle;

import dev.atrium.schema.RankedRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.wire.MessageJson;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

import java.util.function.Supplier;

/**
 * Leaderboards in Redis: a sorted set of scores, and each player's row as the JSON object of its
 * {@link RankedRow}. Rows are absolute, and an older version never replaces a newer one, so the
 * order in which settlements arrive does not matter. Blocking and thread-safe.
 */
public final class LiveBoard {
    private static final String SHOW =
            """
            local before = redis.call('HGET', KEYS[2], ARGV[1])
            if before then
              local read, row = pcall(cjson.decode, before)
              if read and type(row) == 'table' and tonumber(row.version)
                  and tonumber(row.version) >= tonumber(ARGV[4]) then return 0 end
            end
            redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
            return 1
            """;

    private final Supplier<RedisCommands<String, String>> redis;
    private final RedisKeys keys;

    /** Boards behind those commands. */
    public LiveBoard(Supplier<RedisCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Shows a row, unless one of its version or a newer one is shown.
     *
     * @return whether it is shown now and was not before
     */
    public boolean show(RankedRow row) {
        Long shown =
                redis.get()
                        .eval(
                                SHOW,
                                ScriptOutputType.INTEGER,
                                new String[] {
                                    keys.boardScores(row.board()), keys.boardRows(row.board())
                                },
                                row.playerId(),
                                Long.toString(row.score()),
                                MessageJson.text(row),
                                Long.toString(row.version()));
        return shown == 1;
    }
}
