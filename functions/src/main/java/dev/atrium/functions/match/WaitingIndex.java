package dev.atrium.functions.match;

import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;
import dev.atrium.schema.RedisKeys;
import dev.atrium.wire.WireException;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Who waits for a match, in Redis: a projection of the tickets in DynamoDB, made so that those near
 * a ticket are found at once. Every change is one script on keys of one slot, and says what is to
 * be, so that it may be repeated. What is lost here is found again by {@link LostTickets}.
 *
 * <p>A ticket can be matched while it is in {@code queued}. Whoever makes a match takes its tickets
 * out, all or none; their time in {@code due} then is when somebody has to see what became of them.
 * Blocking and thread-safe.
 */
public final class WaitingIndex {
    /** Who comes after is told to come back. */
    public static final int WAITING_MAX = 200_000;

    /** A match is made or given up within this time, or whoever made it is dead. */
    static final long CLAIM_MS = 10_000;

    /** Whoever looks at a ticket that is due does so within this time. */
    static final long LOOK_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(WaitingIndex.class);

    /**
     * KEYS: queued, tickets, briefs, due, then sets by skill that the ticket is in. ARGV: id,
     * ticket, brief, enqueued at, due at or -1, skill, most, whether it may be one too many.
     */
    private static final String ADD =
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

    /** KEYS as before. ARGV: id, due at or -1, skill. Nothing if it is not to be matched here. */
    private static final String LOOKED =
            """
            if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
            if ARGV[2] == '-1' then redis.call('ZREM', KEYS[4], ARGV[1])
            else redis.call('ZADD', KEYS[4], ARGV[2], ARGV[1]) end
            for i = 5, #KEYS do redis.call('ZADD', KEYS[i], ARGV[3], ARGV[1]) end
            return 1
            """;

    /** KEYS: queued, tickets, briefs, due, then every set by skill. ARGV: ids. */
    private static final String FORGET =
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
    private static final String CLAIM =
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
     * KEYS: queued, briefs, then sets by skill to look in. ARGV: how many, skill. Ids and briefs,
     * each ticket once.
     */
    private static final String NEAR =
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
    private static final String DUE =
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
    private static final String NEXT_WAKE =
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

    private final Supplier<RedisCommands<String, String>> redis;
    private final RedisKeys keys;

    /** An index behind those commands. */
    public WaitingIndex(Supplier<RedisCommands<String, String>> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * What became of a claim.
     *
     * @param tickets all of them, in the order in which they were asked for, if they are the
     *     caller's now
     * @param missing those that cannot be had, if he has none
     */
    record Claim(List<QueuedTicket> tickets, List<String> missing) {}

    /**
     * A ticket whose time has come.
     *
     * @param brief what is known of it; none if it cannot be matched here now
     */
    record Due(String ticketId, Optional<WaitingTicket> brief) {}

    /**
     * Adds a ticket, or says again that it is there.
     *
     * @param dueAtMs when to look at it next
     * @return how many wait now; negative if they are too many and nothing changed
     */
    long add(Queue queue, MatchRules rules, QueuedTicket ticket, OptionalLong dueAtMs, long nowMs) {
        return add(queue, rules, ticket, dueAtMs, nowMs, false);
    }

    /** Gives a claimed ticket back, in its old place, however many others wait by now. */
    void putBack(
            Queue queue, MatchRules rules, QueuedTicket ticket, OptionalLong dueAtMs, long nowMs) {
        var _ = add(queue, rules, ticket, dueAtMs, nowMs, true);
    }

    private long add(
            Queue queue,
            MatchRules rules,
            QueuedTicket ticket,
            OptionalLong dueAtMs,
            long nowMs,
            boolean anyway) {
        WaitingTicket waiting = ticket.waiting();
        Long count =
                redis.get()
                        .eval(
                                ADD,
                                ScriptOutputType.INTEGER,
                                setsOf(queue, rules, waiting, nowMs),
                                ticket.ticketId(),
                                ticket.json(),
                                Brief.write(waiting),
                                Long.toString(ticket.enqueuedAtMs()),
                                Long.toString(dueAtMs.orElse(-1)),
                                Integer.toString(ticket.skill()),
                                Integer.toString(WAITING_MAX),
                                anyway ? "1" : "0");
        return count;
    }

    /** Says that a ticket was looked at, and when it is to be next; its limits may be wider now. */
    void looked(
            Queue queue, MatchRules rules, WaitingTicket ticket, OptionalLong dueAtMs, long nowMs) {
        redis.get()
                .eval(
                        LOOKED,
                        ScriptOutputType.INTEGER,
                        setsOf(queue, rules, ticket, nowMs),
                        ticket.ticketId(),
                        Long.toString(dueAtMs.orElse(-1)),
                        Integer.toString(ticket.skill()));
    }

    /** Keeps nothing of these tickets any more. */
    void forget(Queue queue, Collection<WaitingTicket> tickets) {
        if (!tickets.isEmpty()) {
            redis.get()
                    .eval(
                            FORGET,
                            ScriptOutputType.INTEGER,
                            allSets(queue, tickets),
                            tickets.stream().map(WaitingTicket::ticketId).toArray(String[]::new));
        }
    }

    /**
     * Keeps nothing of a ticket of which only its id is known; sets by skill are told by others.
     */
    void forget(Queue queue, String ticketId) {
        redis.get().eval(FORGET, ScriptOutputType.INTEGER, allSets(queue, List.of()), ticketId);
    }

    /** Takes all of these out, or none. */
    Claim claim(Queue queue, List<WaitingTicket> tickets, long nowMs) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(nowMs + CLAIM_MS));
        tickets.forEach(ticket -> arguments.add(ticket.ticketId()));
        List<String> answer =
                redis.get()
                        .eval(
                                CLAIM,
                                ScriptOutputType.MULTI,
                                allSets(queue, tickets),
                                arguments.toArray(String[]::new));
        if (answer.getFirst().isEmpty()) {
            return new Claim(List.of(), answer.subList(1, answer.size()));
        }
        return new Claim(answer.stream().map(WaitingIndex::read).toList(), List.of());
    }

    /** Those near a ticket, as {@link dev.atrium.match.Matcher#around} wants them. */
    List<WaitingTicket> near(Queue queue, MatchRules rules, WaitingTicket ticket, long nowMs) {
        List<String> names = new ArrayList<>();
        names.add(keys.matchQueued(queue.name()));
        names.add(keys.matchBriefs(queue.name()));
        if (!rules.skill().isUnlimited()) {
            if (rules.latency().isUnlimited() || ticket.latencies().isEmpty()) {
                names.add(keys.matchSkills(queue.name()));
            } else {
                names.add(keys.matchSkillsAnywhere(queue.name()));
                regions(rules, ticket, nowMs)
                        .forEach(region -> names.add(keys.matchSkillsIn(queue.name(), region)));
            }
        }
        List<String> found =
                redis.get()
                        .eval(
                                NEAR,
                                ScriptOutputType.MULTI,
                                names.toArray(String[]::new),
                                Integer.toString(rules.nearMax()),
                                Integer.toString(ticket.skill()));
        List<WaitingTicket> near = new ArrayList<>(found.size() / 2);
        for (int i = 0; i < found.size(); i += 2) {
            brief(queue, found.get(i), found.get(i + 1)).ifPresent(near::add);
        }
        return near;
    }

    /** Those whose time has come, at most {@code limit}; nobody else is given them for a while. */
    List<Due> due(Queue queue, int limit, long nowMs) {
        List<String> found =
                redis.get()
                        .eval(
                                DUE,
                                ScriptOutputType.MULTI,
                                new String[] {
                                    keys.matchQueued(queue.name()),
                                    keys.matchBriefs(queue.name()),
                                    keys.matchDue(queue.name())
                                },
                                Long.toString(nowMs),
                                Long.toString(nowMs + LOOK_MS),
                                Integer.toString(limit));
        List<Due> due = new ArrayList<>(found.size() / 2);
        for (int i = 0; i < found.size(); i += 2) {
            String id = found.get(i);
            String text = found.get(i + 1);
            due.add(new Due(id, text.isEmpty() ? Optional.empty() : brief(queue, id, text)));
        }
        return due;
    }

    /** When the next one is due, if any is. */
    OptionalLong nextDue(Queue queue) {
        return redis.get().zrangeWithScores(keys.matchDue(queue.name()), 0, 0).stream()
                .mapToLong(first -> (long) first.getScore())
                .findFirst();
    }

    /**
     * When a message is to wake the queue that nobody has sent yet; whoever is told sends it.
     *
     * @param marginMs how long after its time it may come at most
     */
    OptionalLong nextWake(Queue queue, long nowMs, long marginMs) {
        String at =
                redis.get()
                        .eval(
                                NEXT_WAKE,
                                ScriptOutputType.VALUE,
                                new String[] {
                                    keys.matchDue(queue.name()), keys.matchWake(queue.name())
                                },
                                Long.toString(nowMs),
                                Long.toString(marginMs));
        return at.equals("-1") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(at));
    }

    /** The message that was on its way is here: the next one may be sent. */
    void woken(Queue queue) {
        redis.get().del(keys.matchWake(queue.name()));
    }

    /** How many can be matched. */
    int waiting(Queue queue) {
        return Math.toIntExact(redis.get().zcard(keys.matchQueued(queue.name())));
    }

    /** Which of these are known here, to be matched or claimed. */
    boolean knows(Queue queue, String ticketId) {
        return redis.get().hexists(keys.matchTickets(queue.name()), ticketId);
    }

    /** The first that can be matched, at most {@code limit}, by rising time. */
    public List<String> oldest(Queue queue, int limit) {
        return redis.get().zrange(keys.matchQueued(queue.name()), 0, limit - 1L);
    }

    /** A ticket that is known here. */
    Optional<QueuedTicket> find(Queue queue, String ticketId) {
        return Optional.ofNullable(redis.get().hget(keys.matchTickets(queue.name()), ticketId))
                .map(WaitingIndex::read);
    }

    private Optional<WaitingTicket> brief(Queue queue, String ticketId, String text) {
        try {
            return Optional.of(Brief.read(ticketId, text));
        } catch (IllegalArgumentException e) {
            // Of another format, perhaps of another version: it would be in the way for good.
            LOG.error("a ticket of the queue {} cannot be read and is dropped", queue.name());
            forget(queue, ticketId);
            return Optional.empty();
        }
    }

    private static QueuedTicket read(String json) {
        try {
            return QueuedTicket.read(json);
        } catch (WireException e) {
            throw new IllegalStateException("a ticket cannot be read", e);
        }
    }

    private static List<String> regions(MatchRules rules, WaitingTicket ticket, long nowMs) {
        int limit = rules.latency().at(ticket.waitedMs(nowMs));
        return ticket.latencies().entrySet().stream()
                .filter(latency -> latency.getValue() <= limit)
                .map(latency -> latency.getKey())
                .toList();
    }

    /** The keys of what a ticket is in now. */
    private String[] setsOf(Queue queue, MatchRules rules, WaitingTicket ticket, long nowMs) {
        List<String> sets = new ArrayList<>(basic(queue));
        if (!rules.skill().isUnlimited()) {
            sets.add(keys.matchSkills(queue.name()));
            if (ticket.latencies().isEmpty()) {
                sets.add(keys.matchSkillsAnywhere(queue.name()));
            } else if (!rules.latency().isUnlimited()) {
                regions(rules, ticket, nowMs)
                        .forEach(region -> sets.add(keys.matchSkillsIn(queue.name(), region)));
            }
        }
        return sets.toArray(String[]::new);
    }

    /** The keys of all that these tickets may be in. */
    private String[] allSets(Queue queue, Collection<WaitingTicket> tickets) {
        List<String> sets = new ArrayList<>(basic(queue));
        sets.add(keys.matchSkills(queue.name()));
        sets.add(keys.matchSkillsAnywhere(queue.name()));
        TreeSet<String> regions = new TreeSet<>();
        tickets.forEach(ticket -> regions.addAll(ticket.latencies().keySet()));
        regions.forEach(region -> sets.add(keys.matchSkillsIn(queue.name(), region)));
        return sets.toArray(String[]::new);
    }

    private List<String> basic(Queue queue) {
        return List.of(
                keys.matchQueued(queue.name()),
                keys.matchTickets(queue.name()),
                keys.matchBriefs(queue.name()),
                keys.matchDue(queue.name()));
    }
}
