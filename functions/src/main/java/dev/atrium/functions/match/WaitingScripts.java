package dev.atrium.functions.match;

/**
 * What {@link WaitingIndex} has Redis do at once. Every script works on keys of one slot. A
 * ticket's rank is its skill, or, where skill is unlimited, the wall time since which it waits.
 */
final class WaitingScripts {
    private WaitingScripts() {}

    /**
     * KEYS: queued, tickets, briefs, due, then sets by rank that the ticket is in. ARGV: id,
     * ticket, brief, enqueued at, due at or -1, rank, most, whether it may be one too many.
     */
    static final String ADD =
            """
            if ARGV[8] == '0' and redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0
                and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[7]) then return -1 end
            redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
            if ARGV[5] == '-1' then redis.call('ZREM', KEYS[4], ARGV[1])
            else redis.call('ZADD', KEYS[4], ARGV[5], ARGV[1]) end
            for i = 5, #KEYS do redis.call('ZADD', KEYS[i], ARGV[6], ARGV[1]) end
            return redis.call('ZCARD', KEYS[1])
            """;

    /** KEYS as before. ARGV: id, due at or -1, rank. Nothing if it is not to be matched here. */
    static final String LOOKED =
            """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
            if ARGV[2] == '-1' then redis.call('ZREM', KEYS[4], ARGV[1])
            else redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1]) end
            for i = 5, #KEYS do redis.call('ZADD', KEYS[i], ARGV[3], ARGV[1]) end
            return 1
            """;

    /** KEYS: queued, tickets, briefs, due, then every set by rank. ARGV: ids. */
    static final String FORGET =
            """
            for _, id in ipairs(ARGV) do
              redis.call('HDEL', KEYS[2], id)
              redis.call('HDEL', KEYS[3], id)
              for i = 1, #KEYS do
                if i ~= 2 and i ~= 3 then redis.call('ZREM', KEYS[i], id) end
              end
            end
            return 1
            """;

    /**
     * KEYS as before. ARGV: when somebody has to see what became of it, ids. First everything is
     * compared, then everything is taken: what cannot be taken comes first, behind an empty text.
     */
    static final String CLAIM =
            """
            local missing = {''}
            for i = 2, #ARGV do
              if not redis.call('ZSCORE', KEYS[1], ARGV[i]) then table.insert(missing, ARGV[i]) end
            end
            if #missing > 1 then return missing end
            local tickets = {}
            for i = 2, #ARGV do
              table.insert(tickets, redis.call('HGET', KEYS[2], ARGV[i]) or '')
              redis.call('ZREM', KEYS[1], ARGV[i])
              for k = 5, #KEYS do redis.call('ZREM', KEYS[k], ARGV[i]) end
              redis.call('ZADD', KEYS[4], ARGV[1], ARGV[i])
            end
            return tickets
            """;

    /**
     * KEYS: queued, briefs, then sets by rank to look in. ARGV: how many, from which rank on
     * upwards and downwards. Ids and briefs, each ticket once.
     */
    static final String NEAR =
            """
            local n = tonumber(ARGV[1])
            local seen = {}
            local found = {}
            local function take(key, ids)
              local new = {}
              for _, id in ipairs(ids) do
                if not seen[id] then seen[id] = true; table.insert(new, id) end
              end
              if #new > 0 then
                for i, brief in ipairs(redis.call('HMGET', KEYS[2], unpack(new))) do
                  if brief then table.insert(found, new[i]); table.insert(found, brief)
                  else redis.call('ZREM', key, new[i]) end
                end
              end
            end
            take(KEYS[1], redis.call('ZRANGE', KEYS[1], 0, n - 1))
            for i = 3, #KEYS do
              take(KEYS[i], redis.call(
                  'ZRANGEBYSCORE', KEYS[i], ARGV[2], '+inf', 'LIMIT', 0, n))
              take(KEYS[i], redis.call(
                  'ZREVRANGEBYSCORE', KEYS[i], '(' .. ARGV[2], '-inf', 'LIMIT', 0, n))
            end
            return found
            """;

    /** KEYS: queued, briefs, due. ARGV: now, until when nobody else looks, how many. */
    static final String DUE =
            """
            local found = {}
            local ids = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
            for _, id in ipairs(ids) do
              redis.call('ZADD', KEYS[3], ARGV[2], id)
              table.insert(found, id)
              if redis.call('ZSCORE', KEYS[1], id) then
                table.insert(found, redis.call('HGET', KEYS[2], id) or '')
              else
                table.insert(found, '')
              end
            end
            return found
            """;

    /** KEYS: due, wake. ARGV: now, margin. The time of a message that is to be sent, or -1. */
    static final String NEXT_WAKE =
            """
            local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
            if #first == 0 then return '-1' end
            local at = math.max(tonumber(first[2]), tonumber(ARGV[1]))
            local known = redis.call('GET', KEYS[2])
            if known and tonumber(known) <= at then return '-1' end
            redis.call('SET', KEYS[2], string.format('%.0f', at), 'PX',
                string.format('%.0f', at - tonumber(ARGV[1]) + tonumber(ARGV[2])))
            return string.format('%.0f', at)
            """;
}
