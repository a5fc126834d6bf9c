package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.Stores;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import io.lettuce.core.ScriptOutputType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A season of a board as Redis shows it. Each reading is one script that writes nothing, over keys
 * of one slot: so no row is newer than its rank.
 */
record LiveRows(Stores stores, String board, Season season) implements SeasonRows {
    /** The rows of members, which have the player's id behind the time; ARGV[1] of each script. */
    private static final String ROWS =
            """
            local function rows(members)
              if #members == 0 then return {} end
              local ids = {}
              for i, member in ipairs(members) do ids[i] = string.sub(member, ARGV[1] + 1) end
              return redis.call('HMGET', KEYS[2], unpack(ids))
            end
            """;

    /**
     * The first place behind a cursor is found whether its member is still there or not: among
     * those of its score by bisection, in the order of bytes, which Lua's own comparison need not
     * be in.
     */
    private static final String PAGE =
            ROWS
                    + """
                    local function behind(a, b)
                      for i = 1, math.min(#a, #b) do
                        local x, y = string.byte(a, i), string.byte(b, i)
                        if x ~= y then return x > y end
                      end
                      return #a > #b
                    end
                    local first = 0
                    if ARGV[3] ~= '' then
                      first = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. ARGV[3])
                      local last = first + redis.call('ZCOUNT', KEYS[1], ARGV[3], ARGV[3])
                      while first < last do
                        local middle = math.floor((first + last) / 2)
                        local member = redis.call('ZRANGE', KEYS[1], middle, middle)[1]
                        if behind(member, ARGV[4]) then last = middle else first = middle + 1 end
                      end
                    end
                    local members = redis.call('ZRANGE', KEYS[1], first, first + ARGV[2])
                    return {first, rows(members)}
                    """;

    private static final String AROUND =
            ROWS
                    + """
                    local row = redis.call('HGET', KEYS[2], ARGV[3])
                    local member = row and string.match(row, '^(%S+) ')
                    local rank = member and redis.call('ZRANK', KEYS[1], member)
                    if not rank then return {} end
                    local first = math.max(0, rank - ARGV[2])
                    local last = rank + ARGV[2]
                    local members = redis.call('ZRANGE', KEYS[1], first, last + 1)
                    return {first, last - first + 1, rows(members)}
                    """;

    private static final String FRIENDS =
            """
            local found = {}
            for _, row in ipairs(redis.call('HMGET', KEYS[2], unpack(ARGV))) do
              local member = row and string.match(row, '^(%S+) ')
              local rank = member and redis.call('ZRANK', KEYS[1], member)
              if rank then
                found[#found + 1] = rank
                found[#found + 1] = row
              end
            end
            return found
            """;

    private static final String TIME = Integer.toString(BoardPlace.TIME_CHARACTERS);

    @Override
    @SuppressWarnings("unchecked") // The script says what it answers.
    public ShownRows page(Optional<BoardCursor> after, int limit) {
        List<Object> read =
                eval(
                        PAGE,
                        TIME,
                        Integer.toString(limit),
                        after.map(cursor -> Long.toString(-cursor.score())).orElse(""),
                        after.map(BoardCursor::member).orElse(""));
        return ShownRows.of(
                number(read.get(0)) + 1, limit, places((List<@Nullable String>) read.get(1)));
    }

    @Override
    @SuppressWarnings("unchecked") // The script says what it answers.
    public Optional<ShownRows> around(String playerId, int around) {
        List<Object> read = eval(AROUND, TIME, Integer.toString(around), playerId);
        return read.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ShownRows.of(
                                number(read.get(0)) + 1,
                                number(read.get(1)),
                                places((List<@Nullable String>) read.get(2))));
    }

    @Override
    public ShownRows of(List<String> playerIds) {
        List<Object> read = eval(FRIENDS, playerIds.toArray(String[]::new));
        List<ShownRow> rows = new ArrayList<>();
        for (int i = 0; i < read.size(); i += 2) {
            rows.add(new ShownRow(number(read.get(i)) + 1, place((String) read.get(i + 1))));
        }
        return SeasonRows.ranked(rows);
    }

    private List<Object> eval(String script, String... arguments) {
        return stores.redis()
                .eval(
                        script,
                        ScriptOutputType.MULTI,
                        new String[] {
                            stores.keys().boardOrder(board, season.id()),
                            stores.keys().boardRows(board, season.id())
                        },
                        arguments);
    }

    private static int number(Object answered) {
        return Math.toIntExact((Long) answered);
    }

    private static List<Optional<BoardPlace>> places(List<@Nullable String> rows) {
        List<Optional<BoardPlace>> places = new ArrayList<>();
        for (String row : rows) {
            places.add(row == null ? Optional.empty() : Optional.of(place(row)));
        }
        return places;
    }

    /** Behind the member and the version. */
    private static BoardPlace place(String row) {
        try {
            String json = row.substring(row.indexOf(' ', row.indexOf(' ') + 1) + 1);
            return MessageJson.read(Json.object(json), BoardPlace.class);
        } catch (WireException e) {
            throw new IllegalStateException("a row of a board cannot be read", e);
        }
    }
}
