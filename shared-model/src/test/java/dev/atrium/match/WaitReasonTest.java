package dev.atrium.match;

import static dev.atrium.match.Waiting.BLITZ;
import static dev.atrium.match.Waiting.NOW;
import static dev.atrium.match.Waiting.party;
import static dev.atrium.match.Waiting.placed;
import static dev.atrium.match.Waiting.skilled;
import static dev.atrium.match.Waiting.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.match.WaitReason.Code;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

class WaitReasonTest {
    private static final Widening SKILL = new Widening(100, 50, 1_000, 400);
    private static final Widening LATENCY = new Widening(50, 50, 4_000, 250);
    private static final MatchRules DUEL =
            Waiting.limited(MatchRules.people(2, 2, 0), SKILL, LATENCY);

    private static WaitReason reason(Code code, int have, int need, long changesInMs) {
        return new WaitReason(code, have, need, OptionalLong.of(changesInMs));
    }

    private static WaitReason forGood(Code code, int have, int need) {
        return new WaitReason(code, have, need, OptionalLong.empty());
    }

    private static WaitReason of(MatchRules rules, WaitingTicket ticket, WaitingTicket... near) {
        return WaitReason.of(rules, ticket, List.of(near), NOW);
    }

    @Test
    void hisLimitsDoNotMatterWhileNobodyElseIsThere() {
        WaitingTicket me = skilled("me", 1_500, 0);

        assertEquals(forGood(Code.TOO_FEW_PLAYERS, 1, 2), of(DUEL, me));
        assertEquals(forGood(Code.TOO_FEW_PLAYERS, 1, 2), of(DUEL, me, me), "he is not two");
    }

    @Test
    void whoAcceptsBotsIsToldWhenTheyCome() {
        assertEquals(
                reason(Code.TOO_FEW_PLAYERS, 1, 2, 3_800), of(BLITZ, ticket("me", 3, true, 1_200)));
        assertEquals(forGood(Code.TOO_FEW_PLAYERS, 1, 2), of(BLITZ, ticket("me", 3, false, 1_200)));
    }

    @Test
    void thoseWhoAreEnoughWaitForMoreUntilTheLastOfThemHasWaitedLongEnough() {
        WaitingTicket me = ticket("me", 1, false, 12_000);
        WaitingTicket second = ticket("second", 1, false, 3_000);
        WaitingTicket third = ticket("third", 1, false, 1_000);

        assertEquals(reason(Code.GATHERING, 3, 2, 7_000), of(BLITZ, me, second, third));
        assertEquals(reason(Code.GATHERING, 3, 2, 7_000), of(BLITZ, third, second, me));
        assertEquals(
                reason(Code.GATHERING, 2, 2, 4_000),
                of(BLITZ, ticket("me", 1, true, 1_000), second),
                "bots come sooner than people have gathered");
    }

    @Test
    void thoseTooFarInSkillBecomeNearAsSoonAsAnyOfThemWidens() {
        WaitingTicket me = skilled("me", 1_500, 300);

        assertEquals(
                reason(Code.NOBODY_OF_YOUR_SKILL, 1, 2, 100),
                of(DUEL, me, skilled("far", 2_500, 900)));
        assertEquals(
                forGood(Code.NOBODY_OF_YOUR_SKILL, 1, 2),
                of(DUEL, skilled("me", 1_500, 60_000), skilled("far", 2_500, 60_000)),
                "nobody's limits widen any more, but that of regions, which nobody names"
                        + " ends as well");
    }

    @Test
    void thoseInOtherRegionsBecomeNearAsLatencyWidens() {
        assertEquals(
                reason(Code.NOBODY_IN_YOUR_REGION, 1, 2, 4_000),
                of(DUEL, placed("me", Map.of("eu", 20), 0), placed("far", Map.of("us", 20), 0)));
        assertEquals(
                reason(Code.NOBODY_IN_YOUR_REGION, 1, 2, 3_000),
                of(
                        DUEL,
                        placed("me", Map.of("eu", 60), 1_000),
                        placed("far", Map.of("eu", 20), 20_000)),
                "he has no region near enough himself");
    }

    @Test
    void whereBothKeepThemApartTheRegionIsNamed() {
        WaitingTicket far =
                new WaitingTicket(
                        "far",
                        1,
                        1,
                        9_000,
                        false,
                        placed("far", Map.of("us", 20), 0).latencies(),
                        NOW);

        assertEquals(
                reason(Code.NOBODY_IN_YOUR_REGION, 1, 2, 4_000),
                of(DUEL, placed("me", Map.of("eu", 20), 0), far));
    }

    @Test
    void theLargestGroupCountsHoweverTheyAreListed() {
        MatchRules three = Waiting.limited(MatchRules.people(4, 4, 0), SKILL, LATENCY);
        WaitingTicket me = skilled("me", 1_500, 0);

        assertEquals(
                3,
                of(
                                three,
                                me,
                                skilled("low", 1_300, 9),
                                skilled("b", 1_650, 1),
                                skilled("c", 1_700, 1))
                        .have());
    }

    @Test
    void partiesThatMakeNoTeamsWithHisAreNamed() {
        MatchRules three = Waiting.teams(2, 3);

        assertEquals(
                forGood(Code.PARTIES_DO_NOT_FIT, 6, 6),
                of(
                        three,
                        party("me", 2, 1_500, 0),
                        party("a", 2, 1_500, 0),
                        party("b", 2, 1_500, 0)));
    }

    @Test
    void whoHasAMatchByTheRulesWaitsForAHost() {
        assertEquals(
                forGood(Code.NO_CAPACITY, 2, 2),
                of(DUEL, skilled("me", 1_500, 0), skilled("other", 1_600, 0)));
        assertEquals(forGood(Code.NO_CAPACITY, 1, 2), of(BLITZ, ticket("me", 1, true, 5_000)));
    }

    @Test
    void whoWouldStillWaitWhileOthersPlayIsNotToldOfHosts() {
        MatchRules table = MatchRules.people(2, 2, 5_000);

        assertEquals(
                reason(Code.GATHERING, 3, 2, 4_991),
                of(
                        table,
                        ticket("me", 1, false, 0),
                        ticket("a", 1, false, 9),
                        ticket("b", 1, false, 3_000)));
    }

    @Test
    void theWireHasWords() {
        assertEquals("nobody-of-your-skill", Code.NOBODY_OF_YOUR_SKILL.word());
        assertEquals("too-few-players", Code.TOO_FEW_PLAYERS.word());
    }
}
