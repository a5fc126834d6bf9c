package dev.atrium.functions.match;

import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.Matcher;
import dev.atrium.match.WaitingTicket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks at tickets and forms the matches that are possible because of them. A match becomes
 * possible when somebody queues, who is looked at then, or by time, and then its tickets are due: a
 * message of the wake queue has them looked at. Any number may run at once: whoever claims the
 * tickets forms the match, the others look again. Blocking and thread-safe.
 */
public final class Matchmaker {
    /** Tickets that are due in one round. */
    static final int DUE_MAX = 200;

    /** Looks at one ticket; what is left then is left to its next time. */
    static final int ATTEMPTS_MAX = 8;

    /** When there is no host for a match, or a store fails, it is tried again after this time. */
    static final long RETRY_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Matchmaker.class);

    private final WaitingIndex index;
    private final Forming forming;
    private final LostTickets lost;
    private final InstantSource clock;

    /** A matchmaker of these parts. */
    Matchmaker(WaitingIndex index, Forming forming, LostTickets lost, InstantSource clock) {
        this.index = index;
        this.forming = forming;
        this.lost = lost;
        this.clock = clock;
    }

    /** Makes a match of a plan. */
    @FunctionalInterface
    interface Forming {
        /**
         * Makes a match.
         *
         * @throws RuntimeException of a store; those that are not matched wait on
         */
        Formed form(MatchedGames.MatchedGame game, Queue queue, MatchPlan plan);
    }

    /** What became of a plan. */
    sealed interface Formed {
        /** A room is placed and everybody was told. */
        record Placed() implements Formed {}

        /** There is no host; all wait on. */
        record NoCapacity() implements Formed {}

        /**
         * It is not made; others may be.
         *
         * @param gone tickets that wait no longer, or are somebody else's
         * @param passedOver tickets that wait, and are not to be tried in this breath
         */
        record LookAgain(Set<String> gone, Set<String> passedOver) implements Formed {}
    }

    /** What became of a look. */
    enum Look {
        /** It has a match. */
        MATCHED,
        /** It waits on. */
        WAITS,
        /** It could have a match, and there is no host for it; it waits on. */
        NO_CAPACITY,
        /** Somebody else has it, or it waits no longer. */
        GONE
    }

    /**
     * Looks at a ticket, and forms what is possible because of it.
     *
     * @throws RuntimeException of a store; the ticket waits on then, if it is not matched
     */
    Look look(MatchedGames.MatchedGame game, Queue queue, WaitingTicket ticket) {
        return look(game, queue, ticket, new HashSet<>());
    }

    /**
     * Looks at a ticket.
     *
     * @param passedOver those that are not to be tried in this breath; grows
     */
    private Look look(
            MatchedGames.MatchedGame game,
            Queue queue,
            WaitingTicket ticket,
            Set<String> passedOver) {
        MatchRules rules = game.rules();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            long nowMs = clock.millis();
            List<WaitingTicket> near =
                    index.near(queue, rules, ticket, nowMs).stream()
                            .filter(other -> !passedOver.contains(other.ticketId()))
                            .toList();
            if (passedOver.contains(ticket.ticketId())) {
                return Look.WAITS;
            }
            MatchPlan plan = Matcher.around(rules, ticket, near, nowMs).orElse(null);
            if (plan == null) {
                index.looked(queue, rules, ticket, nextLook(rules, ticket, nowMs), nowMs);
                return Look.WAITS;
            }
            boolean ofIt = plan.tickets().contains(ticket);
            switch (forming.form(game, queue, plan)) {
                case Formed.Placed placed -> {
                    if (ofIt) {
                        return Look.MATCHED;
                    }
                }
                case Formed.NoCapacity none -> {
                    LOG.warn("no host has room for a match of {}", queue.name());
                    // They are due again soon; he too, though others may have to go before him.
                    retryLater(queue, rules, ticket);
                    plan.tickets().forEach(other -> passedOver.add(other.ticketId()));
                    return ofIt ? Look.NO_CAPACITY : Look.WAITS;
                }
                case Formed.LookAgain again -> {
                    if (again.gone().contains(ticket.ticketId())) {
                        return Look.GONE;
                    }
                    passedOver.addAll(again.passedOver());
                }
            }
        }
        LOG.info("a ticket of {} is looked at again later", queue.name());
        retryLater(queue, rules, ticket);
        return Look.WAITS;
    }

    /**
     * Looks once at all whose time has come.
     *
     * @return how many there were, at most {@value #DUE_MAX}
     */
    int lookAtDue(MatchedGames.MatchedGame game, Queue queue) {
        List<WaitingIndex.Due> due = index.due(queue, DUE_MAX, clock.millis());
        Set<String> passedOver = new HashSet<>();
        for (WaitingIndex.Due ticket : due) {
            try {
                if (ticket.brief().isPresent()) {
                    var _ = look(game, queue, ticket.brief().get(), passedOver);
                } else {
                    lost.restore(game, queue, ticket.ticketId());
                }
            } catch (RuntimeException e) {
                // It is due again soon; the others must not wait for it.
                LOG.error("a ticket of {} could not be looked at", queue.name(), e);
            }
        }
        return due.size();
    }

    private void retryLater(Queue queue, MatchRules rules, WaitingTicket ticket) {
        long nowMs = clock.millis();
        index.looked(queue, rules, ticket, OptionalLong.of(nowMs + RETRY_MS), nowMs);
    }

    /** When time alone may bring a ticket a match, on the clock of the tickets. */
    static OptionalLong nextLook(MatchRules rules, WaitingTicket ticket, long nowMs) {
        OptionalLong after = rules.nextLookAfter(ticket, ticket.waitedMs(nowMs));
        return after.isPresent()
                ? OptionalLong.of(ticket.enqueuedAtMs() + after.getAsLong())
                : after;
    }
}
