package dev.atrium.match;

import static dev.atrium.match.Waiting.BLITZ;
import static dev.atrium.match.Waiting.NOW;
import static dev.atrium.match.Waiting.PRACTICE;
import static dev.atrium.match.Waiting.ids;
import static dev.atrium.match.Waiting.party;
import static dev.atrium.match.Waiting.placed;
import static dev.atrium.match.Waiting.skilled;
import static dev.atrium.match.Waiting.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class MatcherTest {
    private static final Widening NARROW = new Widening(100, 50, 1_000, 400);

    /** Around the last of them, with all others near. */
    private static Optional<MatchPlan> look(MatchRules rules, WaitingTicket... waiting) {
        return look(rules, List.of(waiting));
    }

    private static Optional<MatchPlan> look(MatchRules rules, List<WaitingTicket> waiting) {
        return Matcher.around(rules, waiting.getLast(), waiting, NOW);
    }

    private static List<String> matched(MatchRules rules, WaitingTicket... waiting) {
        return look(rules, waiting).map(Waiting::ids).orElse(List.of());
    }

    @Test
    void oneWithoutBotsWaitsForGood() {
        assertEquals(Optional.empty(), look(BLITZ, ticket("a", 3, false, 3_600_000)));
    }

    @Test
    void twoStartTenSecondsAfterTheSecondQueuedAndNotBefore() {
        WaitingTicket early = ticket("a", 1, false, 60_000);

        assertEquals(Optional.empty(), look(BLITZ, early, ticket("b", 1, false, 9_999)));
        MatchPlan plan = look(BLITZ, early, ticket("b", 1, false, 10_000)).orElseThrow();

        assertEquals(List.of("a", "b"), ids(plan));
        assertEquals(0, plan.botWarriors());
        assertEquals(Optional.empty(), plan.region());
        assertEquals(2, plan.players());
    }

    @Test
    void twentyWarriorsStartAtOnce() {
        List<WaitingTicket> nineteen =
                IntStream.range(0, 19).mapToObj(i -> ticket("p" + i, 1, false, 0)).toList();
        List<WaitingTicket> twenty = new ArrayList<>(nineteen);
        twenty.add(ticket("last", 1, false, 0));

        assertEquals(Optional.empty(), look(BLITZ, nineteen));
        assertEquals(20, look(BLITZ, twenty).orElseThrow().tickets().size());
    }

    @Test
    void nobodyOvertakesWhoDoesNotFit() {
        List<WaitingTicket> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(ticket("three" + i, 3, false, 10));
        }
        waiting.add(ticket("wide", 3, false, 5));
        waiting.add(ticket("narrow", 1, false, 0));

        List<String> playing = ids(look(BLITZ, waiting).orElseThrow());

        assertEquals(6, playing.size());
        assertTrue(playing.stream().allMatch(id -> id.startsWith("three")));
    }

    @Test
    void oneWithBotsGetsThemAfterFiveSecondsAndNotBefore() {
        assertEquals(Optional.empty(), look(BLITZ, ticket("a", 2, true, 4_999)));
        MatchPlan plan = look(BLITZ, ticket("a", 2, true, 5_000)).orElseThrow();

        assertEquals(List.of("a"), ids(plan));
        assertEquals(18, plan.botWarriors());
        assertEquals(3, plan.warriorsPerBotMax());
    }

    @Test
    void othersThatAcceptBotsJoinAndTheRestStays() {
        WaitingTicket first = ticket("first", 1, true, 5_000);
        List<WaitingTicket> near =
                List.of(ticket("second", 3, true, 0), ticket("people", 1, false, 7_000));

        MatchPlan plan = Matcher.around(BLITZ, first, near, NOW).orElseThrow();

        assertEquals(List.of("first", "second"), ids(plan));
        assertEquals(16, plan.botWarriors());
    }

    @Test
    void peopleComeBeforeBots() {
        MatchPlan plan =
                look(BLITZ, ticket("a", 1, true, 12_000), ticket("b", 1, false, 10_000))
                        .orElseThrow();

        assertEquals(List.of("a", "b"), ids(plan));
        assertEquals(0, plan.botWarriors());
    }

    @Test
    void inPracticeEachGetsARoomOfHisOwnAtOnce() {
        assertEquals(List.of("a"), matched(PRACTICE, ticket("a", 1, false, 0)));
        WaitingTicket older = ticket("b", 1, false, 5_000);
        assertEquals(List.of("b"), matched(PRACTICE, older, ticket("a", 1, false, 0)));
    }

    @Test
    void inPracticeBotsFillToFourAndOnlyForWhoAskedForThem() {
        WaitingTicket bots = ticket("a", 1, true, 9);
        WaitingTicket alone = ticket("b", 1, false, 9);

        MatchPlan filled = look(PRACTICE, alone, bots).orElseThrow();
        MatchPlan empty = look(PRACTICE, bots, alone).orElseThrow();

        assertEquals(List.of("a"), ids(filled));
        assertEquals(3, filled.botWarriors());
        assertEquals(1, filled.warriorsPerBotMax());
        assertEquals(List.of("b"), ids(empty));
        assertEquals(0, empty.botWarriors());
    }

    @Test
    void peopleAloneStartWhenTheTableIsFullOrEnoughHaveWaited() {
        MatchRules table = MatchRules.people(2, 3, 5_000);
        WaitingTicket first = ticket("a", 1, true, 60_000);

        assertEquals(Optional.empty(), look(table, first), "one is not enough, nor are bots");
        assertEquals(Optional.empty(), look(table, first, ticket("b", 1, false, 4_999)));
        MatchPlan two = look(table, first, ticket("b", 1, false, 5_000)).orElseThrow();
        assertEquals(List.of("a", "b"), ids(two));
        assertEquals(0, two.botWarriors());

        assertEquals(
                List.of("a", "b", "c"),
                matched(
                        table,
                        ticket("a", 1, false, 3),
                        ticket("b", 1, false, 2),
                        ticket("c", 1, false, 1),
                        ticket("d", 1, false, 0)),
                "the fourth waits");
    }

    @Test
    void oneAloneMayBeEnoughForATable() {
        MatchRules table = MatchRules.people(1, 8, 3_000);

        assertEquals(Optional.empty(), look(table, ticket("a", 1, false, 2_999)));
        assertEquals(List.of("a"), matched(table, ticket("a", 1, false, 3_000)));
    }

    @Test
    void rangesOfSkillMeetWhereTheyOverlapHoweverLongEachHasWaited() {
        MatchRules rules = Waiting.limited(MatchRules.people(2, 2, 0), NARROW, Widening.UNLIMITED);

        assertEquals(
                List.of("a", "b"), matched(rules, skilled("a", 1_200, 0), skilled("b", 1_400, 0)));
        assertEquals(List.of(), matched(rules, skilled("a", 1_200, 0), skilled("b", 1_401, 0)));
        // His range has become wider: his 150 and the other's 100.
        assertEquals(
                List.of("a", "b"),
                matched(rules, skilled("a", 1_200, 1_000), skilled("b", 1_450, 0)));
        assertEquals(
                List.of("a", "b"),
                matched(rules, skilled("a", -10_000, 9), skilled("b", -9_800, 0)));
    }

    @Test
    void allOfAMatchShareASkillNotOnlyNeighbours() {
        MatchRules rules = Waiting.limited(MatchRules.people(3, 3, 0), NARROW, Widening.UNLIMITED);

        assertEquals(
                List.of(),
                matched(
                        rules,
                        skilled("low", 1_000, 2),
                        skilled("high", 1_300, 1),
                        skilled("middle", 1_150, 0)));
        assertEquals(
                List.of("low", "high", "middle"),
                matched(
                        rules,
                        skilled("low", 1_000, 2),
                        skilled("high", 1_200, 1),
                        skilled("middle", 1_150, 0)));
    }

    @Test
    void whoIsTooFarIsPassedOverAndKeepsNobodyFromOthers() {
        MatchRules rules = Waiting.limited(MatchRules.people(3, 3, 0), NARROW, Widening.UNLIMITED);

        // The oldest may meet the last one, but then nobody else could.
        assertEquals(
                List.of("b", "c", "last"),
                matched(
                        rules,
                        skilled("far", 5_000, 100_000),
                        skilled("oldest", 1_000, 9_000),
                        skilled("b", 1_600, 2),
                        skilled("c", 1_650, 1),
                        skilled("last", 1_500, 0)));
    }

    @Test
    void aMatchIsPlayedWhereAllCanPlayAndTheWorstWayIsShortest() {
        Widening latency = new Widening(50, 50, 1_000, 150);
        MatchRules rules = Waiting.limited(MatchRules.people(2, 3, 0), Widening.UNLIMITED, latency);
        WaitingTicket west = placed("a", Map.of("eu", 20, "us", 50), 1);
        WaitingTicket east = placed("b", Map.of("ap", 10, "us", 51), 0);
        WaitingTicket patient = placed("b", Map.of("ap", 10, "eu", 100, "us", 99), 1_000);

        assertEquals(Optional.empty(), look(rules, west, east));
        MatchPlan plan = look(rules, west, patient).orElseThrow();
        assertEquals(Optional.of("us"), plan.region());
        assertEquals(
                Optional.of("eu"),
                look(rules, west, placed("b", Map.of("eu", 30, "us", 30), 0))
                        .orElseThrow()
                        .region());
        assertEquals(
                Optional.of("eu"),
                look(
                                rules,
                                placed("a", Map.of("eu", 30, "us", 30), 0),
                                placed("b", Map.of("eu", 30, "us", 30), 0))
                        .orElseThrow()
                        .region(),
                "the first by name of equals");
    }

    @Test
    void whoNamesNoRegionPlaysWhereOthersCan() {
        Widening latency = new Widening(50, 0, 1, 50);
        MatchRules rules = Waiting.limited(MatchRules.people(3, 3, 0), Widening.UNLIMITED, latency);
        WaitingTicket anywhere = ticket("any", 1, false, 0);
        WaitingTicket europe = placed("a", Map.of("eu", 20), 3);
        WaitingTicket both = placed("b", Map.of("eu", 40, "us", 20), 2);
        WaitingTicket america = placed("c", Map.of("us", 20), 1);

        MatchPlan plan = look(rules, europe, both, america, anywhere).orElseThrow();
        assertEquals(List.of("a", "b", "any"), ids(plan));
        assertEquals(Optional.of("eu"), plan.region());
        assertEquals(Optional.empty(), look(rules, europe, america, anywhere));
        assertEquals(
                List.of("x", "y", "any"),
                matched(rules, ticket("x", 1, false, 2), ticket("y", 1, false, 1), anywhere));
    }

    @Test
    void whoHasNoRegionNearEnoughWaitsUntilHeHasEvenForBots() {
        WaitingTicket far =
                new WaitingTicket(
                        "a", 1, 1, 0, true, placed("a", Map.of("ap", 200), 0).latencies(), NOW);

        assertEquals(Optional.empty(), Matcher.around(BLITZ, far, List.of(), NOW + 5_000));
        MatchPlan plan = Matcher.around(BLITZ, far, List.of(), NOW + 6_000).orElseThrow();
        assertEquals(Optional.of("ap"), plan.region());
        assertEquals(19, plan.botWarriors());
    }

    @Test
    void whereRegionsKeepNobodyApartTheBestThatAllNamedIsStillTold() {
        MatchRules table = MatchRules.people(2, 2, 0);

        assertEquals(
                Optional.of("us"),
                look(
                                table,
                                placed("a", Map.of("eu", 20, "us", 300), 1),
                                placed("b", Map.of("us", 9), 0))
                        .orElseThrow()
                        .region());
        assertEquals(
                Optional.empty(),
                look(table, placed("a", Map.of("eu", 20), 1), placed("b", Map.of("us", 9), 0))
                        .orElseThrow()
                        .region());
    }

    @Test
    void theOldestOrTheNearestAreAskedFirst() {
        MatchRules oldest = Waiting.limited(MatchRules.people(2, 2, 0), NARROW, NARROW);
        WaitingTicket[] waiting = {
            skilled("old", 1_450, 3), skilled("near", 1_510, 2), skilled("me", 1_500, 0)
        };

        assertEquals(List.of("old", "near"), matched(oldest, waiting), "it may do without him");
        assertEquals(List.of("me", "near"), matched(Waiting.nearestFirst(oldest), waiting));
    }

    @Test
    void nobodyMeetsHimselfNorAnybodyTwice() {
        MatchRules table = MatchRules.people(2, 4, 0);
        WaitingTicket one = ticket("a", 1, false, 9);
        WaitingTicket other = ticket("b", 1, false, 8);

        assertEquals(Optional.empty(), Matcher.around(table, one, List.of(one, one), NOW));
        assertEquals(
                List.of("a", "b"),
                ids(Matcher.around(table, one, List.of(other, one, other), NOW).orElseThrow()));
        MatchRules four = MatchRules.people(4, 4, 0);
        assertEquals(
                Optional.empty(), Matcher.around(four, one, List.of(other, other, other), NOW));
    }

    @Test
    void partiesPlayWholeAndTogether() {
        MatchRules duel = Waiting.teams(2, 2);
        WaitingTicket pair = party("pair", 2, 1_500, 9);
        WaitingTicket one = party("one", 1, 1_500, 8);

        assertEquals(List.of(), matched(duel, party("ones", 1, 1_500, 9), pair));
        assertEquals(
                List.of("other", "pair"), matched(duel, pair, one, party("other", 2, 1_500, 0)));
        MatchPlan plan = look(duel, pair, one, party("two", 1, 1_500, 0)).orElseThrow();
        assertEquals(List.of("two", "pair", "one"), ids(plan), "around whom it formed, by age");
        assertEquals(plan.teams().get(0), plan.teams().get(2));
        assertTrue(!plan.teams().get(0).equals(plan.teams().get(1)));
    }

    @Test
    void oneAloneDoesNotKeepTwoPartiesFromTheirMatch() {
        assertEquals(
                List.of("new", "pair"),
                matched(
                        Waiting.teams(2, 2),
                        party("oldest", 1, 1_500, 99),
                        party("pair", 2, 1_500, 9),
                        party("new", 2, 1_500, 0)));
    }

    @Test
    void teamsAreAsEqualAsCanBe() {
        MatchPlan plan =
                look(
                                Waiting.teams(2, 2),
                                skilled("best", 2_000, 3),
                                skilled("good", 1_700, 2),
                                skilled("fair", 1_500, 1),
                                skilled("weak", 1_200, 0))
                        .orElseThrow();

        assertEquals(List.of("weak", "best", "good", "fair"), ids(plan));
        assertEquals(plan.teams().get(0), plan.teams().get(1));
        assertEquals(plan.teams().get(2), plan.teams().get(3));
        assertEquals(800, plan.skillSpread());
    }
}
