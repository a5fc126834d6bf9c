package dev.atrium.match;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Why somebody still waits.
 *
 * @param code what is missing
 * @param have players who may meet him, himself among them
 * @param need players that start a match
 * @param changesInMs when that may change although nobody comes; empty if only others help
 */
public record WaitReason(Code code, int have, int need, OptionalLong changesInMs) {
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
        /** His match could be played, and no host has room for it. */
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
     */
    public static WaitReason of(
            MatchRules rules, WaitingTicket ticket, List<WaitingTicket> near, long nowMs) {
        long waitedMs = ticket.waitedMs(nowMs);
        OptionalLong next = rules.nextLookAfter(ticket, waitedMs);
        OptionalLong changes =
                next.isPresent() ? OptionalLong.of(next.getAsLong() - waitedMs) : next;
        Group group = new Group(rules, ticket, nowMs);
        Group anySkill = new Group(withoutSkill(rules), ticket, nowMs);
        int all = ticket.players();
        for (WaitingTicket other : near) {
            if (!other.ticketId().equals(ticket.ticketId())) {
                group.add(other);
                anySkill.add(other);
                all += other.players();
            }
        }
        int need = rules.playersMin();
        Code code;
        if (all < need) {
            code = Code.TOO_FEW_PLAYERS;
        } else if (anySkill.players() < need || !anySkill.hasRegion()) {
            code = Code.NOBODY_IN_YOUR_REGION;
        } else if (group.players() < need) {
            code = Code.NOBODY_OF_YOUR_SKILL;
        } else if (rules.teams().isPresent()) {
            code = Code.PARTIES_DO_NOT_FIT;
        } else {
            code = Code.GATHERING;
        }
        return new WaitReason(code, group.players(), need, changes);
    }

    private static MatchRules withoutSkill(MatchRules rules) {
        return new MatchRules(
                rules.playersMin(),
                rules.warriorsMax(),
                rules.warriorsPerPlayerMax(),
                rules.partyMax(),
                rules.teams(),
                rules.gatherMs(),
                Widening.UNLIMITED,
                rules.latency(),
                rules.choice(),
                rules.joinable(),
                rules.bots());
    }
}
