package dev.atrium.settle;

import static dev.atrium.game.GameInfo.Ranking.RANKED;
import static dev.atrium.game.GameInfo.Ranking.UNRANKED;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.proof.Outcome;
import dev.atrium.proof.Outcome.OutcomePlace;
import dev.atrium.proof.Outcome.OutcomeSeat;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PlayerRow;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class SettlementTest {
    private static final List<OutcomeSeat> SEATS =
            List.of(
                    new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                    new OutcomeSeat(1, "bot-1", "Basil", "owl", true),
                    new OutcomeSeat(2, "p-b", "Ben", "hare", false));

    private static OutcomePlace place(int seat, int place, Map<String, Long> statistics) {
        return new OutcomePlace(seat, place, new TreeMap<>(statistics));
    }

    private static Outcome outcome(List<OutcomeSeat> seats, OutcomePlace... places) {
        return new Outcome(
                "room",
                "arena.blitz",
                1,
                "random",
                "",
                Optional.empty(),
                seats,
                "time",
                List.of(places),
                5400,
                "",
                "",
                1,
                1_795_151_105_000L,
                "test");
    }

    @Test
    void playersGainWhatTheyDidAndBotsNothing() {
        Settlement settlement =
                Settlement.of(
                        outcome(
                                SEATS,
                                place(2, 1, Map.of("eliminations", 4L, "damageDealt", 310L)),
                                place(1, 2, Map.of("eliminations", 9L)),
                                place(0, 3, Map.of())),
                        RANKED);

        assertEquals(3, settlement.players());
        assertEquals(
                List.of(new Gain("p-b", 1, 1, 4, 310), new Gain("p-a", 3, 0, 0, 0)),
                settlement.gains());
        assertTrue(settlement.ranked());
        assertEquals("statistics#p-b", settlement.step(settlement.gains().getFirst()));
    }

    @Test
    void whoSharesTheFirstPlaceHasWon() {
        Settlement settlement =
                Settlement.of(outcome(SEATS, place(0, 1, Map.of()), place(2, 1, Map.of())), RANKED);

        assertEquals(List.of(1L, 1L), settlement.gains().stream().map(Gain::wins).toList());
    }

    @Test
    void aGainIsAddedAndRaisesTheVersionByOne() {
        PlayerRow before = new PlayerRow("p-b", "Ben", "hare", "guest", 7, 10, 3, 20, 1_000, 10);

        assertEquals(
                new PlayerRow("p-b", "Ben", "hare", "guest", 7, 11, 4, 24, 1_310, 11),
                new Gain("p-b", 1, 1, 4, 310).addedTo(before));
    }

    @Test
    void theHistorySortsByTime() {
        Settlement settlement = Settlement.of(outcome(SEATS, place(0, 2, Map.of())), RANKED);

        assertEquals(
                new MatchRow(
                        "p-a",
                        "001795151105000#room",
                        "room",
                        "arena.blitz",
                        2,
                        3,
                        0,
                        1_795_151_105_000L),
                settlement.gains().getFirst().match(settlement));
    }

    @Test
    void whatIsNotRankedIsAStepOfItsOwnKind() {
        Settlement settlement = Settlement.of(outcome(SEATS, place(0, 1, Map.of())), UNRANKED);

        assertFalse(settlement.ranked());
        assertEquals("history#p-a", settlement.step(settlement.gains().getFirst()));
    }

    @Test
    void whoSatTwiceInWhatIsNotRankedHasTheBetterPlace() {
        List<OutcomeSeat> twice =
                List.of(
                        new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                        new OutcomeSeat(1, "p-a", "Ann", "fox", false));

        Settlement settlement =
                Settlement.of(
                        outcome(
                                twice,
                                place(1, 1, Map.of("eliminations", 4L)),
                                place(0, 2, Map.of())),
                        UNRANKED);

        assertEquals(List.of(new Gain("p-a", 1, 1, 4, 0)), settlement.gains());
        assertEquals(2, settlement.players());
    }

    @Test
    void anOutcomeThatCountsSomebodyTwiceOrNobodyIsNotSettled() {
        List<OutcomeSeat> twice =
                List.of(
                        new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                        new OutcomeSeat(1, "p-a", "Ann", "fox", false));

        assertThrows(
                IllegalArgumentException.class,
                () ->
                        Settlement.of(
                                outcome(twice, place(0, 1, Map.of()), place(1, 2, Map.of())),
                                RANKED));
        assertThrows(
                IllegalArgumentException.class,
                () -> Settlement.of(outcome(SEATS, place(9, 1, Map.of())), RANKED));
        assertThrows(IllegalArgumentException.class, () -> new Gain("p", 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Gain("p", 1, 0, -1, 0));
    }
}
