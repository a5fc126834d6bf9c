package dev.atrium.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.RoundPlayed;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a room adds to the figures of its day. */
class RoomFiguresTest {
    /** Somebody at a seat; who keeps no {@code played} has a negative one. */
    private record Did(String playerId, boolean bot, long played) {}

    private static Outcome outcome(String game, Did... did) {
        List<Outcome.OutcomeSeat> seats = new ArrayList<>();
        List<Outcome.OutcomePlace> places = new ArrayList<>();
        for (int i = 0; i < did.length; i++) {
            Did each = did[i];
            seats.add(new Outcome.OutcomeSeat(i, each.playerId(), "Name", "fox", each.bot()));
            SortedMap<String, Long> statistics =
                    each.played() < 0
                            ? new TreeMap<>()
                            : new TreeMap<>(Map.of("played", each.played()));
            places.add(new Outcome.OutcomePlace(i, i + 1, statistics));
        }
        return new Outcome(
                "0a".repeat(16),
                game,
                1,
                "random",
                "00".repeat(32),
                Optional.empty(),
                seats,
                "completed",
                places,
                10,
                "00".repeat(32),
                "00".repeat(32),
                1,
                2,
                "test");
    }

    private static RoundPlayed round(int number, Difficulty difficulty, int answered, int correct) {
        return new RoundPlayed(
                number, "q-1", difficulty, 4, answered, correct, 3, 1, true, 3, 2, 1);
    }

    private static SortedMap<String, Long> finished(
            Outcome outcome, Map<String, String> options, List<Message> history) {
        return RoomFigures.finished(outcome, new TreeMap<>(options), history);
    }

    @Test
    void anArenaIsCountedWithItsPeopleAndNotItsBots() {
        Outcome outcome =
                outcome(
                        "arena.blitz",
                        new Did("p-ann", false, -1),
                        new Did("bot-1", true, -1),
                        new Did("p-ben", false, -1));
        assertEquals(new TreeSet<>(List.of("p-ann", "p-ben")), RoomFigures.people(outcome));
        assertEquals(
                Map.of("rooms-finished", 1L, "players-per-room#2", 1L, "mode#arena.blitz", 1L),
                finished(outcome, Map.of(), List.of()));
    }

    @Test
    void whoHadNoPartInAPartyHasNotPlayedUnlessAtAnotherSeat() {
        Outcome outcome =
                outcome(
                        "party.robots",
                        new Did("p-ann", false, 0),
                        new Did("p-ben", false, 1),
                        new Did("p-cat", false, 0),
                        new Did("p-ann", false, 1));
        assertEquals(new TreeSet<>(List.of("p-ann", "p-ben")), RoomFigures.people(outcome));
        assertEquals(1, finished(outcome, Map.of(), List.of()).get("players-per-room#2"));
    }

    @Test
    void choicesAreCountedAndWhatNamesARoomOrLooksLikeNoChoiceIsNot() {
        Outcome outcome = outcome("party.robots", new Did("p-ann", false, 1));
        SortedMap<String, Long> counted =
                finished(
                        outcome,
                        Map.of(
                                "gameMode", "8-round",
                                "warriors", "<b>Many</b>",
                                "mode", "x".repeat(25),
                                "roomCode", "k7qm"),
                        List.of());
        assertEquals(
                Map.of(
                        "rooms-finished", 1L,
                        "players-per-room#1", 1L,
                        "mode#party.robots", 1L,
                        "mode#party.robots#gameMode=8-round", 1L),
                counted);
    }

    @Test
    void answersAreAddedUpByDifficulty() {
        Outcome outcome = outcome("party.robots", new Did("p-ann", false, 1));
        SortedMap<String, Long> counted =
                finished(
                        outcome,
                        Map.of(),
                        List.of(
                                round(1, Difficulty.EASY, 4, 3),
                                round(2, Difficulty.HARD, 2, 0),
                                round(3, Difficulty.EASY, 1, 1)));
        assertEquals(2, counted.get("questions#easy#asked"));
        assertEquals(5, counted.get("questions#easy#answered"));
        assertEquals(4, counted.get("questions#easy#correct"));
        assertEquals(1, counted.get("questions#hard#asked"));
        assertEquals(2, counted.get("questions#hard#answered"));
        assertEquals(0, counted.get("questions#hard#correct"));
        assertEquals(9, counted.size());
    }

    @Test
    void aVoidRoomIsCountedWithItsGame() {
        assertEquals(
                Map.of("rooms-void", 1L, "rooms-void#arena.siege", 1L),
                RoomFigures.madeVoid("arena.siege"));
    }
}
