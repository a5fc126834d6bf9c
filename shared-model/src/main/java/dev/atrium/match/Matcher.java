package dev.atrium.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who plays with whom: looks at one ticket and at those who wait near it. A match becomes
 * possible when somebody comes, or when time widens somebody's limits, lets bots come or ends his
 * wait for more; never because somebody goes. So whoever looks at each one who comes, and at each
 * whose time has come ({@link MatchRules#nextLookAfter}), misses none.
 */
public final class Matcher {
    private Matcher() {}

    /**
     * The match to form now because of that ticket. It may do without that ticket if others have
     * waited longer: who forms it then looks at the ticket again.
     *
     * @param near who else waits for the same, in any order; those who are too far, and the ticket
     *     itself, are passed over
     * @param nowMs wall time, on the clock of the tickets
     * @return empty if it waits on
     */
    public static Optional<MatchPlan> around(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        Optional<MatchPlan> people =
                rules.teams().isPresent()
                        ? teams(rules, rules.teams().get(), ticket, near, nowMs)
                        : people(rules, ticket, near, nowMs);
        return people.or(() -> withBots(rules, ticket, near, nowMs));
    }

    private static Optional<MatchPlan> people(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        // One alone would be enough people, and need no bots: who wants some gets them all the
        // same.
        boolean botsApart = rules.playersMin() == 1 && rules.bots().isPresent();
        if (botsApart && ticket.bots()) {
            return Optional.empty();
        }
        Candidates candidates =
                new Candidates(rules, ticket, near, other -> !botsApart || !other.bots(), nowMs);
        List<WaitingTicket> meeting =
                candidates.meeting(
                        crowd ->
                                crowd.patientPlayers() >= rules.playersMin()
                                        || (crowd.players() >= rules.playersMin()
                                                && crowd.warriors() >= rules.warriorsMax()));
        return meeting.isEmpty()
                ? Optional.empty()
                : Optional.of(plan(rules, fitting(rules, meeting), List.of(), 0, 1, nowMs));
    }

    /**
     * The longest beginning that fits. Nobody overtakes: it may do without the ticket that was
     * looked at.
     */
    private static List<WaitingTicket> fitting(MatchRules rules, List<WaitingTicket> meeting) {
        List<WaitingTicket> inTurn = meeting;
        if (rules.choice() == MatchRules.Choice.OLDEST) {
            inTurn = new ArrayList<>(meeting);
            inTurn.sort(Candidates.BY_AGE);
        }
        int warriors = 0;
        int fit = 0;
        for (WaitingTicket next : inTurn) {
            warriors += next.warriors();
            if (warriors > rules.warriorsMax()) {
                break;
            }
            fit++;
        }
        return inTurn.subList(0, fit);
    }

    private static Optional<MatchPlan> teams(
            MatchRules rules,
            TeamShape shape,
            WaitingTicket ticket,
            List<WaitingTicket> near,
            long nowMs) {
        Candidates candidates = new Candidates(rules, ticket, near, other -> true, nowMs);
        TeamPacking packing = new TeamPacking(shape, ticket);
        List<WaitingTicket> meeting =
                candidates.meeting(crowd -> packing.isFilledFrom(crowd.ofSize()));
        if (meeting.isEmpty()) {
            return Optional.empty();
        }
        List<WaitingTicket> chosen = packing.fill(meeting);
        return TeamBalance.teams(shape, chosen)
                .map(teams -> plan(rules, chosen, teams, 0, 1, nowMs));
    }

    private static boolean startsWithBots(MatchRules rules, WaitingTicket ticket, long nowMs) {
        return ticket.bots()
                && rules.bots().isPresent()
                && ticket.waitedMs(nowMs) >= rules.bots().get().afterMs();
    }

    private static Optional<MatchPlan> withBots(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        if (!startsWithBots(rules, ticket, nowMs)) {
            return Optional.empty();
        }
        BotFill bots = rules.bots().orElseThrow();
        // One alone is enough; there is none only if no region is near enough to him.
        List<WaitingTicket> meeting =
                new Candidates(rules, ticket, near, WaitingTicket::bots, nowMs)
                        .meeting(crowd -> true);
        if (meeting.isEmpty()) {
            return Optional.empty();
        }
        List<WaitingTicket> group = fitting(rules, meeting);
        int warriors = group.stream().mapToInt(WaitingTicket::warriors).sum();
        return Optional.of(
                plan(
                        rules,
                        group,
                        List.of(),
                        Math.max(0, bots.warriors() - warriors),
                        bots.warriorsPerBotMax(),
                        nowMs));
    }

    private static MatchPlan plan(
            MatchRules rules,
            List<WaitingTicket> tickets,
            List<Integer> teams,
            int botWarriors,
            int warriorsPerBotMax,
            long nowMs) {
        return new MatchPlan(
                tickets, teams, region(rules, tickets, nowMs), botWarriors, warriorsPerBotMax);
    }

    /** The region with the shortest longest way, the first by name of equals. */
    private static Optional<String> region(
            MatchRules rules, List<WaitingTicket> tickets, long nowMs) {
        Optional<WaitingTicket> first =
                tickets.stream().filter(ticket -> !ticket.latencies().isEmpty()).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        int shortest = Integer.MAX_VALUE;
        for (Map.Entry<String, Integer> way : first.get().latencies().entrySet()) {
            int longest = longestWay(rules, tickets, way.getKey(), nowMs);
            if (longest < shortest) {
                shortest = longest;
                best = Optional.of(way.getKey());
            }
        }
        return best;
    }

    /** The highest number if somebody cannot play there. */
    private static int longestWay(
            MatchRules rules, List<WaitingTicket> tickets, String region, long nowMs) {
        int longest = 0;
        for (WaitingTicket ticket : tickets) {
            if (!ticket.latencies().isEmpty()) {
                Integer way = ticket.latencies().get(region);
                if (way == null || way > rules.latency().at(ticket.waitedMs(nowMs))) {
                    return Integer.MAX_VALUE;
                }
                longest = Math.max(longest, way);
            }
        }
        return longest;
    }
}
