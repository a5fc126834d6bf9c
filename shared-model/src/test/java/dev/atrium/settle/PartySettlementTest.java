package dev.atrium.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.QuestionMessages;
import dev.atrium.game.party.RoundPlayed;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.Outcome.OutcomePlace;
import dev.atrium.proof.Outcome.OutcomeSeat;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

class PartySettlementTest {
    private static final long START = 1_795_150_000_000L;
    private static final long END = 1_795_151_105_000L;
    private static final SortedMap<String, String> OPTIONS =
            new TreeMap<>(Map.of("roomCode", "K7QM", "gameMode", "8-round"));
    private static final List<OutcomeSeat> SEATS =
            List.of(
                    new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                    new OutcomeSeat(1, "p-b", "Ben", "owl", false),
                    new OutcomeSeat(2, "p-c", "Cat", "hare", false));

    private static RoundPlayed round(int round) {
        return new RoundPlayed(round, "q-" + round, Difficulty.EASY, 3, 3, 1, 3, 2, true, 3, 1, 1);
    }

    private static OutcomePlace place(int seat, int place, Map<String, Long> statistics) {
        return new OutcomePlace(seat, place, new TreeMap<>(statistics));
    }

    private static Map<String, Long> scored(long score) {
        return Map.of(
                "played",
                1L,
                "finalScore",
                score,
                "roundsWon",
                2L,
                "correctAnswers",
                3L,
                "robotsIdentified",
                4L,
                "timesFooled",
                5L,
                "rounds",
                8L);
    }

    private static Outcome outcome(List<OutcomeSeat> seats, OutcomePlace... places) {
        return new Outcome(
                "room",
                "party.robots",
                1,
                "random",
                "",
                Optional.empty(),
                seats,
                "completed",
                List.of(places),
                5400,
                "",
                "",
                START,
                END,
                "test");
    }

    private static PlayerGameStatsRow stats(String playerId, String name, long score, int place) {
        return new PlayerGameStatsRow(
                "room", playerId, name, score, place, 2, 3, 4, 5, END, "001795151105000#room");
    }

    @Test
    void aGameItsPlayersAndItsRoundsAreBooked() {
        PartySettlement settlement =
                PartySettlement.of(
                        outcome(
                                SEATS,
                                place(1, 1, scored(900)),
                                place(2, 1, scored(900)),
                                place(0, 3, scored(0))),
                        OPTIONS,
                        List.of(round(1), new QuestionMessages.QuestionsMissing(), round(2)));

        assertEquals(
                new GameRow(
                        "room",
                        "K7QM",
                        "8-round",
                        START,
                        END,
                        List.of("p-b", "p-c"),
                        "Ben & Cat",
                        2,
                        3,
                        "completed",
                        "2026-11-20",
                        "001795150000000#room"),
                settlement.game());
        assertEquals(
                List.of(
                        new PartyGain(stats("p-b", "Ben", 900, 1), true),
                        new PartyGain(stats("p-c", "Cat", 900, 1), true),
                        new PartyGain(stats("p-a", "Ann", 0, 3), false)),
                settlement.gains());
        assertEquals(List.of(round(1), round(2)), settlement.rounds());
        assertEquals("party#p-b", PartySettlement.step(settlement.gains().getFirst()));
        assertEquals("question#2", PartySettlement.step(round(2)));
    }

    @Test
    void whoSatInTheLobbyOnlyCountsForNothing() {
        PartySettlement settlement =
                PartySettlement.of(
                        outcome(
                                SEATS,
                                place(0, 1, scored(100)),
                                place(1, 2, scored(50)),
                                place(2, 3, Map.of("played", 0L, "finalScore", 0L))),
                        OPTIONS,
                        List.of(round(1)));

        assertEquals(2, settlement.game().players());
        assertEquals(
                List.of("p-a", "p-b"),
                settlement.gains().stream().map(PartyGain::playerId).toList());
    }

    @Test
    void whoChangedSeatsInTheLobbyCountsInTheSeatHePlayed() {
        List<OutcomeSeat> seats =
                List.of(
                        new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                        new OutcomeSeat(1, "p-b", "Ben", "owl", false),
                        new OutcomeSeat(2, "p-a", "Anna", "fox", false));
        PartySettlement settlement =
                PartySettlement.of(
                        outcome(
                                seats,
                                place(2, 1, scored(100)),
                                place(1, 2, scored(50)),
                                place(0, 3, Map.of())),
                        OPTIONS,
                        List.of(round(1)));

        assertEquals("Anna", settlement.gains().getFirst().stats().playerName());
        assertEquals(2, settlement.gains().size());
    }

    @Test
    void whereNoRoundWasScoredNobodyHasWonAndItIsNobodysGame() {
        PartySettlement settlement =
                PartySettlement.of(
                        outcome(SEATS, place(0, 1, scored(0)), place(1, 2, scored(0))),
                        OPTIONS,
                        List.of());

        assertEquals(List.of(), settlement.game().winnerIds());
        assertEquals("", settlement.game().winner());
        assertEquals(2, settlement.game().players());
        assertEquals(List.of(), settlement.gains());
    }

    @Test
    void aRoomThatNobodyWasToFindHasNoCode() {
        for (Map<String, String> options :
                List.of(Map.<String, String>of(), Map.of("roomCode", ""))) {
            GameRow game =
                    PartySettlement.of(
                                    outcome(SEATS, place(0, 1, scored(0))),
                                    new TreeMap<>(options),
                                    List.of(round(1)))
                            .game();

            assertNull(game.roomCode());
            assertEquals("8-round", game.gameMode());
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        List<OutcomeSeat> twice =
                List.of(
                        new OutcomeSeat(0, "p-a", "Ann", "fox", false),
                        new OutcomeSeat(1, "p-a", "Ann 2", "fox", false));
        refused(outcome(twice, place(0, 1, scored(1)), place(1, 2, scored(1))), List.of(round(1)));
        refused(outcome(SEATS, place(9, 1, scored(1))), List.of(round(1)));
        refused(outcome(SEATS, place(0, 1, scored(-1))), List.of(round(1)));
        refused(outcome(SEATS, place(0, 1, scored(1))), List.of(round(2), round(2)));
        refused(outcome(SEATS, place(0, 1, scored(1))), List.of(round(0)));
        refused(outcome(SEATS, place(0, 1, scored(1))), List.of(round(13)));
    }

    private static void refused(Outcome outcome, List<Message> history) {
        assertThrows(
                IllegalArgumentException.class,
                () -> PartySettlement.of(outcome, OPTIONS, history));
    }

    @Test
    void gainsAddUpInTheTotals() {
        PartyGain won = new PartyGain(stats("p-a", "Ann", 700, 1), true);
        PartyGain lost = new PartyGain(stats("p-a", "Ann", 50, 4), false);

        assertEquals(
                new PartyTotalsRow("p-a", 2, 1, 750, 4, 6, 8, 10, 2),
                lost.addedTo(won.addedTo(PartyTotalsRow.none("p-a"))));
    }
}
