package dev.atrium.functions.match;

import dev.atrium.schema.TicketRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Brings the index in line with the record: tickets that wait and that nobody could match, because
 * whoever claimed or queued them died over it, or Redis lost them. May run as often and as many at
 * once as it likes. Blocking.
 */
final class LostTickets {
    /** Who queued a shorter time ago may just be on his way into the index. */
    static final long MISSED_AFTER_MS = 5_000;

    /** Connections last two hours: nobody waits for longer. */
    static final long WAIT_MS_MAX = TimeUnit.HOURS.toMillis(2);

    /** The first digits of ids of tickets. */
    private static final String SHARDS = "0123456789abcdef";

    private static final Logger LOG = LoggerFactory.getLogger(LostTickets.class);

    private final TicketBook tickets;
    private final WaitingIndex index;
    private final MatchedGames games;
    private final InstantSource clock;

    LostTickets(TicketBook tickets, WaitingIndex index, MatchedGames games, InstantSource clock) {
        this.tickets = tickets;
        this.index = index;
        this.games = games;
        this.clock = clock;
    }

    /** Sees what became of a ticket that was claimed and never came back. */
    void restore(MatchedGames.MatchedGame game, Queue queue, String ticketId) {
        Optional<QueuedTicket> claimed = index.find(queue, ticketId);
        boolean waits =
                claimed.flatMap(ticket -> tickets.find(ticket.leader()))
                        .filter(row -> row.ticketId().equals(ticketId))
                        .filter(TicketRow::isWaiting)
                        .isPresent();
        if (waits) {
            add(game, queue, claimed.orElseThrow());
        } else if (claimed.isPresent()) {
            index.forget(queue, List.of(claimed.get().waiting()));
        } else {
            index.forget(queue, ticketId);
        }
    }

    /**
     * Looks once at all that wait, the oldest first.
     *
     * @return how many were not in the index, and are now
     */
    int sweep() {
        long nowMs = clock.millis();
        int found = 0;
        for (int i = 0; i < SHARDS.length(); i++) {
            String shard = SHARDS.substring(i, i + 1);
            for (TicketRow row : tickets.waiting(shard, nowMs - MISSED_AFTER_MS)) {
                found += look(row, nowMs) ? 1 : 0;
            }
        }
        if (found > 0) {
            LOG.warn("{} who waited were not to be matched, and are now", found);
        }
        return found;
    }

    private boolean look(TicketRow row, long nowMs) {
        Optional<Queue> queue = Queue.named(row.queue(), games);
        QueuedTicket ticket = TicketBook.ofLeader(row);
        if (queue.isEmpty() || nowMs - row.enqueuedAtMs() > WAIT_MS_MAX) {
            Queue of = queue.orElseGet(() -> Queue.of(row.queue()));
            var _ = tickets.cancel(of, ticket);
            index.forget(of, List.of(ticket.waiting()));
            return false;
        }
        if (index.knows(queue.get(), row.ticketId())) {
            return false;
        }
        // The index may be behind its table: as the table has it now.
        boolean waits =
                tickets.find(row.playerId())
                        .filter(now -> now.ticketId().equals(row.ticketId()))
                        .filter(TicketRow::isWaiting)
                        .isPresent();
        if (waits) {
            add(games.of(queue.get()), queue.get(), ticket);
        }
        return waits;
    }

    private void add(MatchedGames.MatchedGame game, Queue queue, QueuedTicket ticket) {
        long nowMs = clock.millis();
        index.putBack(queue, game.rules(), ticket, OptionalLong.of(nowMs), nowMs);
    }
}
