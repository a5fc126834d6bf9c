package dev.atrium.match;

import static dev.atrium.match.Waiting.BLITZ;
import static dev.atrium.match.Waiting.PRACTICE;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

class MatchRulesTest {
    private static final Widening LIMITED = new Widening(100, 50, 1_000, 500);
    private static final String HASH = "ab".repeat(32);

    private static MatchRules rules(
            int playersMin, int warriorsMax, int perPlayer, int party, Optional<BotFill> bots) {
        return new MatchRules(
                playersMin,
                warriorsMax,
                perPlayer,
                party,
                Optional.empty(),
                0,
                Widening.UNLIMITED,
                Widening.UNLIMITED,
                MatchRules.Choice.OLDEST,
                false,
                bots);
    }

    @Test
    void howManyWarriorsOneMayEnterIsTheGames() {
        assertEquals(1, MatchRules.people(1, 8, 0).warriorsPerPlayerMax());
        assertEquals(3, BLITZ.warriorsPerPlayerMax());
        assertEquals(1, PRACTICE.warriorsPerPlayerMax());
    }

    @Test
    void oneIsLookedAtWheneverTimeAloneMayHelp() {
        WaitingTicket bots = Waiting.ticket("a", 1, true, 0);
        WaitingTicket people = Waiting.ticket("a", 1, false, 0);
        WaitingTicket placed = Waiting.placed("a", Map.of("eu-west-1", 300), 0);
        MatchRules rules = BLITZ;

        assertEquals(OptionalLong.of(5_000), rules.nextLookAfter(bots, 0));
        assertEquals(OptionalLong.of(10_000), rules.nextLookAfter(bots, 5_000));
        assertEquals(OptionalLong.empty(), rules.nextLookAfter(bots, 10_000));
        assertEquals(OptionalLong.of(10_000), rules.nextLookAfter(people, 0));
        assertEquals(OptionalLong.of(2_000), rules.nextLookAfter(placed, 0));
        assertEquals(OptionalLong.of(16_000), rules.nextLookAfter(placed, 14_000));
        assertEquals(OptionalLong.empty(), rules.nextLookAfter(placed, 16_000));
        assertEquals(OptionalLong.empty(), PRACTICE.nextLookAfter(bots, 0));
    }

    @Test
    void skillMattersToWhoMeetsWhomAndToTeamsAndElseToNobody() {
        MatchRules people = MatchRules.people(2, 4, 0);

        assertFalse(people.usesSkill());
        assertFalse(BLITZ.usesSkill());
        assertTrue(with(people, Optional.empty(), LIMITED, MatchRules.Choice.OLDEST).usesSkill());
        assertTrue(
                with(people, Optional.empty(), Widening.UNLIMITED, MatchRules.Choice.NEAREST)
                        .usesSkill());
        assertTrue(
                with(
                                people,
                                Optional.of(new TeamShape(2, 2)),
                                Widening.UNLIMITED,
                                MatchRules.Choice.OLDEST)
                        .usesSkill());
    }

    private static MatchRules with(
            MatchRules people,
            Optional<TeamShape> teams,
            Widening skill,
            MatchRules.Choice choice) {
        return new MatchRules(
                teams.map(TeamShape::players).orElse(people.playersMin()),
                people.warriorsMax(),
                1,
                1,
                teams,
                0,
                skill,
                Widening.UNLIMITED,
                choice,
                false,
                Optional.empty());
    }

    @Test
    void enoughIsLookedAtForAMatchAndNotTheWholeQueue() {
        assertEquals(8, PRACTICE.nearMax());
        assertEquals(40, BLITZ.nearMax());
        assertEquals(64, MatchRules.people(2, 50, 0).nearMax());
        assertEquals(100, Waiting.teams(10, 10).nearMax());
    }

    @Test
    void theFewestPlayersFitWhateverTheyBring() {
        // One alone and then a party of three with three warriors each.
        assertDoesNotThrow(() -> rules(2, 12, 3, 3, Optional.empty()));
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> rules(2, 11, 3, 3, Optional.empty()));
        assertTrue(String.valueOf(refused.getMessage()).contains("12-100"));
    }

    @Test
    void entriesAndRulesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Entrant("a", "A", "fox", 0, HASH));
        assertThrows(IllegalArgumentException.class, () -> new Entrant("a", "A", "fox", 4, HASH));
        for (String hash : new String[] {"", HASH.substring(1), HASH + "0", "AB".repeat(32)}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new Entrant("a", "A", "fox", 1, hash));
        }
        assertThrows(IllegalArgumentException.class, () -> MatchRules.people(0, 4, 1));
        assertThrows(IllegalArgumentException.class, () -> MatchRules.people(3, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> MatchRules.people(3, 101, 1));
        assertThrows(IllegalArgumentException.class, () -> MatchRules.people(3, 4, -1));
        assertThrows(IllegalArgumentException.class, () -> MatchRules.people(3, 4, 600_001));
        assertThrows(IllegalArgumentException.class, () -> rules(1, 20, 0, 1, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> rules(1, 20, 4, 1, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> rules(1, 20, 1, 0, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> rules(1, 20, 1, 11, Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> rules(1, 20, 3, 1, Optional.of(new BotFill(0, 3, 3))),
                "no bot has room beside one player");
        assertThrows(IllegalArgumentException.class, () -> new BotFill(-1, 4, 1));
        assertThrows(IllegalArgumentException.class, () -> new BotFill(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new BotFill(0, 25, 1));
        assertThrows(IllegalArgumentException.class, () -> new BotFill(0, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> new BotFill(0, 4, 4));
    }

    @Test
    void teamsAreFullAtOnceAndHaveNoBots() {
        TeamShape twoOfTwo = new TeamShape(2, 2);
        assertThrows(IllegalArgumentException.class, () -> new TeamShape(1, 2));
        assertThrows(IllegalArgumentException.class, () -> new TeamShape(11, 2));
        assertThrows(IllegalArgumentException.class, () -> new TeamShape(2, 0));
        assertThrows(IllegalArgumentException.class, () -> new TeamShape(2, 11));
        assertThrows(IllegalArgumentException.class, () -> teams(twoOfTwo, 3, 4, 2, 0, false));
        assertThrows(IllegalArgumentException.class, () -> teams(twoOfTwo, 4, 5, 2, 0, false));
        assertThrows(IllegalArgumentException.class, () -> teams(twoOfTwo, 4, 4, 3, 0, false));
        assertThrows(IllegalArgumentException.class, () -> teams(twoOfTwo, 4, 4, 2, 1, false));
        assertThrows(IllegalArgumentException.class, () -> teams(twoOfTwo, 4, 4, 2, 0, true));
        assertDoesNotThrow(() -> teams(twoOfTwo, 4, 4, 2, 0, false));
    }

    private static MatchRules teams(
            TeamShape shape, int playersMin, int warriorsMax, int party, long gather, boolean bot) {
        return new MatchRules(
                playersMin,
                warriorsMax,
                1,
                party,
                Optional.of(shape),
                gather,
                Widening.UNLIMITED,
                Widening.UNLIMITED,
                MatchRules.Choice.OLDEST,
                false,
                bot ? Optional.of(new BotFill(0, 4, 1)) : Optional.empty());
    }

    @Test
    void ticketsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Waiting.party("a", 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Waiting.party("a", 11, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Waiting.ticket("a", 0, false, 0));
        assertThrows(IllegalArgumentException.class, () -> Waiting.skilled("a", -10_001, 0));
        assertThrows(IllegalArgumentException.class, () -> Waiting.skilled("a", 20_001, 0));
        TreeMap<String, Integer> nine = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            nine.put("region-" + i, i);
        }
        assertThrows(IllegalArgumentException.class, () -> Waiting.placed("a", nine, 0));
        assertEquals(0, Waiting.skilled("a", 0, -7).waitedMs(Waiting.NOW), "clocks differ");
    }
}
