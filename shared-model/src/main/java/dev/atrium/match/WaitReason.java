package dev.atrium.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Why somebody still waits.
 *
 * @param code what is missing
 * @param have players who may all meet, himself among them: the most of any such group
 * @param need players that start a match
 * @param changesInMs when that may change although nobody comes; empty if only others help
 */
public record WaitReason(Code code, int have, int need, OptionalLong changesInMs) {
    private static final long NEVER = Long.MAX_VALUE;

    /** What is missing. */
    public enum Code {
        /** Nobody else waits for the same, or too few do. */
        TOO_FEW_PLAYERS,
        /** There are enough, and they wait for more. */
        GATHERING,
        /** There are enough, too far from his skill so far. */
        NOBODY_OF_YOUR_SKILL,
        /** There are enough, in regions that he or they are too far from so far. */
        NOBODY_IN_YOUR_REGION,
        /** There are enough, whose parties do not make teams with his. */
        PARTIES_DO_NOT_FIT,
        /** By the rules he has a match: it is being placed, or no host has room for it. */
        NO_CAPACITY;

        /** As the wire has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Why that ticket has no match.
     *
     * @param near as {@link Matcher#around} was given them
     * @param nowMs wall time, on the clock of the tickets
     */
    public static WaitReason of(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        List<WaitingTicket> others =
                near.stream().filter(o -> !o.ticketId().equals(ticket.ticketId())).toList();
        int have = Math.max(ticket.players(), playersMost(rules, ticket, others, nowMs));
        int need = rules.playersMin();
        Code code = code(rules, ticket, others, nowMs);
        long changesInMs =
                switch (code) {
                    case TOO_FEW_PLAYERS -> NEVER;
                    case GATHERING -> gatheredInMs(rules, ticket, others, nowMs);
                    case NOBODY_IN_YOUR_REGION ->
                            widensInMs(rules.latency(), ticket, others, nowMs);
                    case NOBODY_OF_YOUR_SKILL, PARTIES_DO_NOT_FIT ->
                            Math.min(
                                    widensInMs(rules.skill(), ticket, others, nowMs),
                                    widensInMs(rules.latency(), ticket, others, nowMs));
                    case NO_CAPACITY -> NEVER;
                };
        if (ticket.bots() && rules.bots().isPresent() && code != Code.NO_CAPACITY) {
            long left = rules.bots().get().afterMs() - ticket.waitedMs(nowMs);
            changesInMs = left > 0 ? Math.min(changesInMs, left) : changesInMs;
        }
        return new WaitReason(
                code,
                have,
                need,
                changesInMs == NEVER ? OptionalLong.empty() : OptionalLong.of(changesInMs));
    }

    private static Code code(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        boolean plays =
                Matcher.around(rules, ticket, others, nowMs)
                        .filter(plan -> plan.tickets().contains(ticket))
                        .isPresent();
        if (plays) {
            return Code.NO_CAPACITY;
        }
        int need = rules.playersMin();
        int all = ticket.players();
        for (WaitingTicket other : others) {
            all += other.players();
        }
        if (all < need) {
            return Code.TOO_FEW_PLAYERS;
        }
        // Where both keep them apart it is the region that is named: skill widens faster.
        if (playersMost(rules.withoutSkill(), ticket, others, nowMs) < need) {
            return Code.NOBODY_IN_YOUR_REGION;
        }
        if (playersMost(rules, ticket, others, nowMs) < need) {
            return Code.NOBODY_OF_YOUR_SKILL;
        }
        return rules.teams().isPresent() ? Code.PARTIES_DO_NOT_FIT : Code.GATHERING;
    }

    private static int playersMost(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        return new Candidates(rules, ticket, others, other -> true, nowMs).playersMost();
    }

    /** When the first limit widens, of his and of those who are near. */
    private static long widensInMs(
            Widening limit, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        long first = widensInMs(limit, ticket, nowMs);
        for (WaitingTicket other : others) {
            first = Math.min(first, widensInMs(limit, other, nowMs));
        }
        return first;
    }

    private static long widensInMs(Widening limit, WaitingTicket ticket, long nowMs) {
        long waitedMs = ticket.waitedMs(nowMs);
        OptionalLong next = limit.nextAfter(waitedMs);
        return next.isPresent() ? next.getAsLong() - waitedMs : NEVER;
    }

    /** When the last of those without whom there would be no match has waited long enough. */
    private static long gatheredInMs(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> others, long nowMs) {
        List<WaitingTicket> oldest =
                new ArrayList<>(
                        new Candidates(rules, ticket, others, other -> true, nowMs)
                                .meeting(crowd -> crowd.players() >= rules.playersMin()));
        oldest.sort(Candidates.BY_AGE);
        int players = 0;
        for (WaitingTicket waiting : oldest) {
            players += waiting.players();
            if (players >= rules.playersMin()) {
                long left = rules.gatherMs() - waiting.waitedMs(nowMs);
                return left > 0 ? left : NEVER;
            }
        }
        return NEVER;
    }
}
