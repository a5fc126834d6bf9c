package dev.atrium.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides who plays with whom: looks at one ticket and at those who wait near it. A match becomes
 * possible when somebody comes, or when time widens somebody's limits; so whoever looks at the one
 * who came, and at each whose time has come ({@link MatchRules#nextLookAfter}), misses none.
 */
public final class Matcher {
    private static final Comparator<WaitingTicket> BY_AGE =
            Comparator.comparingLong(WaitingTicket::enqueuedAtMs)
                    .thenComparing(WaitingTicket::ticketId);

    private Matcher() {}

    /**
     * The match to form now because of that ticket.
     *
     * @param near who else waits for the same, in any order; those who are too far, and the ticket
     *     itself, are passed over
     * @param nowMs wall time, on the clock of the tickets
     * @return empty if it waits on
     */
    public static Optional<MatchPlan> around(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        List<WaitingTicket> others =
                near.stream()
                        .filter(other -> !other.ticketId().equals(ticket.ticketId()))
                        .sorted(order(rules, ticket))
                        .toList();
        Optional<MatchPlan> people =
                rules.teams().isPresent()
                        ? teams(rules, rules.teams().get(), ticket, others, nowMs)
                        : people(rules, ticket, others, nowMs);
        return people.or(() -> withBots(rules, ticket, others, nowMs));
    }

    private static Comparator<WaitingTicket> order(MatchRules rules, WaitingTicket ticket) {
        return switch (rules.choice()) {
            case OLDEST -> BY_AGE;
            case NEAREST ->
                    Comparator.<WaitingTicket>comparingInt(
                                    other -> Math.abs(other.skill() - ticket.skill()))
                            .thenComparing(BY_AGE);
        };
    }

    private static Optional<MatchPlan> people(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        // One alone would be enough people, and need no bots: who wants some gets them all the
        // same.
        if (rules.playersMin() == 1 && startsWithBots(rules, ticket, nowMs)) {
            return Optional.empty();
        }
        Gathered gathered = gather(rules, ticket, others, nowMs);
        Group group = gathered.group();
        if (group.players() < rules.playersMin() || !group.hasRegion()) {
            return Optional.empty();
        }
        return gathered.full() || waitedForMore(rules, group, nowMs)
                ? Optional.of(plan(group, List.of(), 0, 1))
                : Optional.empty();
    }

    /**
     * Who plays.
     *
     * @param full whether there are enough to fill the match, or more
     */
    private record Gathered(Group group, boolean full) {}

    /**
     * The longest beginning that fits of all who may meet that ticket and each other. Nobody
     * overtakes: it may do without that ticket, if others are enough that wait longer.
     */
    private static Gathered gather(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        Group all = new Group(rules, ticket, nowMs);
        others.forEach(all::add);
        List<WaitingTicket> inTurn = new ArrayList<>(all.tickets());
        if (rules.choice() == MatchRules.Choice.OLDEST) {
            inTurn.sort(BY_AGE);
        }
        Group group = new Group(rules, inTurn.getFirst(), nowMs);
        for (WaitingTicket next : inTurn.subList(1, inTurn.size())) {
            if (group.warriors() + next.warriors() > rules.warriorsMax()) {
                break;
            }
            group.add(next);
        }
        return new Gathered(group, all.warriors() >= rules.warriorsMax());
    }

    /** Whether the last of those without whom there would be no match has waited long enough. */
    private static boolean waitedForMore(MatchRules rules, Group group, long nowMs) {
        int players = 0;
        for (WaitingTicket ticket : group.tickets().stream().sorted(BY_AGE).toList()) {
            players += ticket.players();
            if (players >= rules.playersMin()) {
                return ticket.waitedMs(nowMs) >= rules.gatherMs();
            }
        }
        return false;
    }

    private static Optional<MatchPlan> teams(
            MatchRules rules,
            TeamShape shape,
            WaitingTicket ticket,
            List<WaitingTicket> others,
            long nowMs) {
        Group group = new Group(rules, ticket, nowMs);
        TeamPacking packing = new TeamPacking(shape);
        if (!packing.add(ticket)) {
            return Optional.empty();
        }
        for (WaitingTicket other : others) {
            if (group.players() == shape.players()) {
                break;
            }
            if (packing.fits(other) && group.add(other)) {
                packing.add(other);
            }
        }
        return group.players() == shape.players() && group.hasRegion()
                ? Optional.of(plan(group, packing.teams(), 0, 1))
                : Optional.empty();
    }

    private static boolean startsWithBots(MatchRules rules, WaitingTicket ticket, long nowMs) {
        return ticket.bots()
                && rules.bots()
                        .filter(bots -> ticket.waitedMs(nowMs) >= bots.afterMs())
                        .isPresent();
    }

    private static Optional<MatchPlan> withBots(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        if (!startsWithBots(rules, ticket, nowMs)) {
            return Optional.empty();
        }
        BotFill bots = rules.bots().orElseThrow();
        List<WaitingTicket> accepting = others.stream().filter(WaitingTicket::bots).toList();
        Group group = gather(rules, ticket, accepting, nowMs).group();
        if (!group.hasRegion()) {
            return Optional.empty();
        }
        return Optional.of(
                plan(
                        group,
                        List.of(),
                        Math.max(0, bots.warriors() - group.warriors()),
                        bots.warriorsPerBotMax()));
    }

    private static MatchPlan plan(
            Group group, List<Integer> teams, int botWarriors, int warriorsPerBotMax) {
        return new MatchPlan(
                group.tickets(), teams, group.region(), botWarriors, warriorsPerBotMax);
    }
}
