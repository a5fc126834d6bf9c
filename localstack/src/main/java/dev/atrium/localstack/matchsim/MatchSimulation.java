package dev.atrium.localstack.matchsim;

import dev.atrium.match.MatchPlan;
import dev.atrium.match.MatchRules;
import dev.atrium.match.Matcher;
import dev.atrium.match.WaitingPool;
import dev.atrium.match.WaitingTicket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Plays a trace in virtual time as production does: each ticket is looked at when it comes, and
 * whenever time alone may help it. For one trace; not thread-safe.
 */
public final class MatchSimulation {
    private final MatchRules rules;
    private final WaitingPool pool;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Played> matches = new ArrayList<>();
    private final List<Ending> endings;
    private final PriorityQueue<Event> events = new PriorityQueue<>(MatchSimulation::order);

    /** What may happen to a ticket that waits; of one moment, in this order. */
    private enum Kind {
        /** Its time has come to be looked at. */
        LOOK,
        /** It has lost its patience. */
        CANCELLATION
    }

    private record Event(long atMs, Kind kind, int number) {}

    private static int order(Event one, Event other) {
        if (one.atMs() != other.atMs()) {
            return Long.compare(one.atMs(), other.atMs());
        }
        return one.kind() != other.kind()
                ? one.kind().compareTo(other.kind())
                : Integer.compare(one.number(), other.number());
    }

    /** How a ticket ends. */
    public sealed interface Ending {
        /**
         * It plays.
         *
         * @param match its number
         * @param waitedMs until then
         */
        record Matched(int match, long waitedMs) implements Ending {}

        /** It lost its patience. */
        record Cancelled() implements Ending {}

        /** It waits when nothing can happen any more. */
        record Waiting() implements Ending {}
    }

    /**
     * A match.
     *
     * @param atMs when it was formed
     * @param tickets their numbers in the trace, in the order of the plan
     */
    public record Played(long atMs, List<Integer> tickets, MatchPlan plan) {}

    /**
     * All of it.
     *
     * @param trace the tickets
     * @param endings of each ticket, in the order of the trace
     * @param matches by time
     */
    public record Result(
            MatchRules rules,
            List<TraceTicket> trace,
            List<Ending> endings,
            List<Played> matches) {}

    private MatchSimulation(MatchRules rules, int tickets) {
        this.rules = rules;
        this.pool = new WaitingPool(rules);
        this.endings = new ArrayList<>(Collections.nCopies(tickets, new Ending.Waiting()));
    }

    /** Plays it. */
    public static Result play(MatchRules rules, List<TraceTicket> trace) {
        MatchSimulation simulation = new MatchSimulation(rules, trace.size());
        for (int number = 0; number < trace.size(); number++) {
            TraceTicket next = trace.get(number);
            // Of one moment, who comes is there before anything else happens.
            simulation.happenBefore(next.ticket().enqueuedAtMs(), trace);
            simulation.come(number, next);
        }
        simulation.happenBefore(Long.MAX_VALUE, trace);
        return new Result(
                rules, trace, List.copyOf(simulation.endings), List.copyOf(simulation.matches));
    }

    private void come(int number, TraceTicket next) {
        WaitingTicket ticket = next.ticket();
        long nowMs = ticket.enqueuedAtMs();
        numbers.put(ticket.ticketId(), number);
        if (next.patienceMs() > 0) {
            events.add(new Event(nowMs + next.patienceMs(), Kind.CANCELLATION, number));
        }
        pool.add(ticket, nowMs);
        look(number, ticket, nowMs);
    }

    private void happenBefore(long atMs, List<TraceTicket> trace) {
        while (!events.isEmpty() && events.peek().atMs() < atMs) {
            Event event = events.remove();
            WaitingTicket ticket = trace.get(event.number()).ticket();
            if (pool.contains(ticket.ticketId())) {
                happen(event, ticket);
            }
        }
    }

    private void happen(Event event, WaitingTicket ticket) {
        switch (event.kind()) {
            case LOOK -> {
                pool.refresh(ticket, event.atMs());
                look(event.number(), ticket, event.atMs());
            }
            case CANCELLATION -> {
                pool.remove(ticket);
                endings.set(event.number(), new Ending.Cancelled());
            }
        }
    }

    private void look(int number, WaitingTicket ticket, long nowMs) {
        // A match may do without the ticket: then it is looked at again.
        while (pool.contains(ticket.ticketId())) {
            Optional<MatchPlan> plan =
                    Matcher.around(rules, ticket, pool.near(ticket, nowMs), nowMs);
            if (plan.isEmpty()) {
                OptionalLong next = rules.nextLookAfter(ticket, ticket.waitedMs(nowMs));
                if (next.isPresent()) {
                    long atMs = ticket.enqueuedAtMs() + next.getAsLong();
                    events.add(new Event(atMs, Kind.LOOK, number));
                }
                return;
            }
            form(plan.get(), nowMs);
        }
    }

    private void form(MatchPlan plan, long nowMs) {
        List<Integer> playing = new ArrayList<>();
        for (WaitingTicket ticket : plan.tickets()) {
            int number = numbers.getOrDefault(ticket.ticketId(), -1);
            pool.remove(ticket);
            endings.set(number, new Ending.Matched(matches.size(), ticket.waitedMs(nowMs)));
            playing.add(number);
        }
        matches.add(new Played(nowMs, List.copyOf(playing), plan));
    }
}
