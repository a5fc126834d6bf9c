package dev.atrium.functions.match;

import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;
import dev.atrium.schema.RedisKeys;
import dev.atrium.wire.WireException;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

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

    /** The rank of who has waited for ever: upwards from it are the oldest, below it is nobody. */
    private static final String OLDEST = "0";

    private static final Logger LOG = LoggerFactory.getLogger(WaitingIndex.class);

    private final Supplier<RedisClusterCommands<String, String>> redis;
    private final RedisKeys keys;

    /** An index behind those commands. */
    public WaitingIndex(Supplier<RedisClusterCommands<String, String>> redis, RedisKeys keys) {
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
                                WaitingScripts.ADD,
                                ScriptOutputType.INTEGER,
                                setsOf(queue, rules, waiting, nowMs),
                                ticket.ticketId(),
                                ticket.json(),
                                Brief.write(waiting),
                                Long.toString(ticket.enqueuedAtMs()),
                                Long.toString(dueAtMs.orElse(-1)),
                                Long.toString(rank(rules, waiting)),
                                Integer.toString(WAITING_MAX),
                                anyway ? "1" : "0");
        return count;
    }

    /** Says that a ticket was looked at, and when it is to be next; its limits may be wider now. */
    void looked(
            Queue queue, MatchRules rules, WaitingTicket ticket, OptionalLong dueAtMs, long nowMs) {
        redis.get()
                .eval(
                        WaitingScripts.LOOKED,
                        ScriptOutputType.INTEGER,
                        setsOf(queue, rules, ticket, nowMs),
                        ticket.ticketId(),
                        Long.toString(dueAtMs.orElse(-1)),
                        Long.toString(rank(rules, ticket)));
    }

    /** Keeps nothing of these tickets any more. */
    void forget(Queue queue, Collection<WaitingTicket> tickets) {
        if (!tickets.isEmpty()) {
            redis.get()
                    .eval(
                            WaitingScripts.FORGET,
                            ScriptOutputType.INTEGER,
                            allSets(queue, tickets),
                            tickets.stream().map(WaitingTicket::ticketId).toArray(String[]::new));
        }
    }

    /** Keeps nothing of a ticket of which only its id is known; sets by rank are told by others. */
    void forget(Queue queue, String ticketId) {
        redis.get()
                .eval(
                        WaitingScripts.FORGET,
                        ScriptOutputType.INTEGER,
                        allSets(queue, List.of()),
                        ticketId);
    }

    /** Takes all of these out, or none. */
    Claim claim(Queue queue, List<WaitingTicket> tickets, long nowMs) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(nowMs + CLAIM_MS));
        tickets.forEach(ticket -> arguments.add(ticket.ticketId()));
        List<String> answer =
                redis.get()
                        .eval(
                                WaitingScripts.CLAIM,
                                ScriptOutputType.MULTI,
                                allSets(queue, tickets),
                                arguments.toArray(String[]::new));
        if (answer.getFirst().isEmpty()) {
            return new Claim(List.of(), answer.subList(1, answer.size()));
        }
        return new Claim(answer.stream().map(WaitingIndex::read).toList(), List.of());
    }

    /** Where a ticket stands among the others: by skill, or by time where skill is unlimited. */
    private static long rank(MatchRules rules, WaitingTicket ticket) {
        return rules.skill().isUnlimited() ? ticket.enqueuedAtMs() : ticket.skill();
    }

    /** Those near a ticket, as {@link dev.atrium.match.Matcher#around} wants them. */
    List<WaitingTicket> near(Queue queue, MatchRules rules, WaitingTicket ticket, long nowMs) {
        List<String> names = new ArrayList<>();
        names.add(keys.matchQueued(queue.name()));
        names.add(keys.matchBriefs(queue.name()));
        if (!rules.latency().isUnlimited() && !ticket.latencies().isEmpty()) {
            names.add(keys.matchRanksAnywhere(queue.name()));
            regions(rules, ticket, nowMs)
                    .forEach(region -> names.add(keys.matchRanksIn(queue.name(), region)));
        } else if (!rules.skill().isUnlimited()) {
            names.add(keys.matchRanks(queue.name()));
        }
        List<String> found =
                redis.get()
                        .eval(
                                WaitingScripts.NEAR,
                                ScriptOutputType.MULTI,
                                names.toArray(String[]::new),
                                Integer.toString(rules.nearMax()),
                                rules.skill().isUnlimited()
                                        ? OLDEST
                                        : Integer.toString(ticket.skill()));
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
                                WaitingScripts.DUE,
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
                                WaitingScripts.NEXT_WAKE,
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
            sets.add(keys.matchRanks(queue.name()));
        }
        if (!rules.latency().isUnlimited()) {
            if (ticket.latencies().isEmpty()) {
                sets.add(keys.matchRanksAnywhere(queue.name()));
            }
            regions(rules, ticket, nowMs)
                    .forEach(region -> sets.add(keys.matchRanksIn(queue.name(), region)));
        }
        return sets.toArray(String[]::new);
    }

    /** The keys of all that these tickets may be in. */
    private String[] allSets(Queue queue, Collection<WaitingTicket> tickets) {
        List<String> sets = new ArrayList<>(basic(queue));
        sets.add(keys.matchRanks(queue.name()));
        sets.add(keys.matchRanksAnywhere(queue.name()));
        TreeSet<String> regions = new TreeSet<>();
        tickets.forEach(ticket -> regions.addAll(ticket.latencies().keySet()));
        regions.forEach(region -> sets.add(keys.matchRanksIn(queue.name(), region)));
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
