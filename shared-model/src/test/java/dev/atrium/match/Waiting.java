package dev.atrium.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tickets and rules of tests: one player at the usual skill, unless it is said otherwise. */
final class Waiting {
    static final long NOW = 1_000_000;
    static final int SKILL = 1_500;
    static final MatchRules BLITZ = MatchRulesFile.shipped().of("arena.blitz");
    static final MatchRules PRACTICE = MatchRulesFile.shipped().of("arena.practice");

    private Waiting() {}

    static WaitingTicket ticket(String id, int warriors, boolean bots, long waitedMs) {
        return new WaitingTicket(id, 1, warriors, SKILL, bots, new TreeMap<>(), NOW - waitedMs);
    }

    static WaitingTicket skilled(String id, int skill, long waitedMs) {
        return party(id, 1, skill, waitedMs);
    }

    static WaitingTicket party(String id, int players, int skill, long waitedMs) {
        return new WaitingTicket(
                id, players, players, skill, false, new TreeMap<>(), NOW - waitedMs);
    }

    static WaitingTicket placed(String id, Map<String, Integer> latencies, long waitedMs) {
        SortedMap<String, Integer> ways = new TreeMap<>(latencies);
        return new WaitingTicket(id, 1, 1, SKILL, false, ways, NOW - waitedMs);
    }

    /** As those, but with limits. */
    static MatchRules limited(MatchRules rules, Widening skill, Widening latency) {
        return new MatchRules(
                rules.playersMin(),
                rules.warriorsMax(),
                rules.warriorsPerPlayerMax(),
                rules.partyMax(),
                rules.teams(),
                rules.gatherMs(),
                skill,
                latency,
                rules.choice(),
                rules.joinable(),
                rules.bots());
    }

    static MatchRules nearestFirst(MatchRules rules) {
        return new MatchRules(
                rules.playersMin(),
                rules.warriorsMax(),
                rules.warriorsPerPlayerMax(),
                rules.partyMax(),
                rules.teams(),
                rules.gatherMs(),
                rules.skill(),
                rules.latency(),
                MatchRules.Choice.NEAREST,
                rules.joinable(),
                rules.bots());
    }

    static MatchRules teams(int teams, int size) {
        TeamShape shape = new TeamShape(teams, size);
        return new MatchRules(
                shape.players(),
                shape.players(),
                1,
                size,
                Optional.of(shape),
                0,
                Widening.UNLIMITED,
                Widening.UNLIMITED,
                MatchRules.Choice.OLDEST,
                false,
                Optional.empty());
    }

    static List<String> ids(MatchPlan plan) {
        return plan.tickets().stream().map(WaitingTicket::ticketId).toList();
    }
}
