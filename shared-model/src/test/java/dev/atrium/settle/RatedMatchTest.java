package dev.atrium.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.proof.Outcome;
import dev.atrium.proof.Outcome.OutcomePlace;
import dev.atrium.proof.Outcome.OutcomeSeat;
import dev.atrium.rating.Ladders;
import dev.atrium.rating.Placed;
import dev.atrium.rating.Rating;
import dev.atrium.schema.RatingRow;
import dev.atrium.settle.RatedMatch.RatedPlayer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

class RatedMatchTest {
    private static final long FINISHED_AT = 1_795_151_105_000L;
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private static OutcomeSeat seat(int seat, String playerId) {
        return new OutcomeSeat(seat, playerId, "Name", "fox", playerId.startsWith("bot"));
    }

    private static OutcomePlace place(int seat, int place, Map<String, Long> statistics) {
        return new OutcomePlace(seat, place, new TreeMap<>(statistics));
    }

    private static OutcomePlace place(int seat, int place) {
        return place(seat, place, Map.of());
    }

    private static Outcome outcome(
            String game, List<OutcomeSeat> seats, List<OutcomePlace> places) {
        return new Outcome(
                "room",
                game,
                1,
                "random",
                "",
                Optional.empty(),
                seats,
                "time",
                places,
                5400,
                "",
                "",
                1,
                FINISHED_AT,
                "test");
    }

    private static Optional<RatedMatch> blitz(List<OutcomeSeat> seats, OutcomePlace... places) {
        return RatedMatch.of(outcome("arena.blitz", seats, List.of(places)), Ladders.SHIPPED);
    }

    private static final List<OutcomeSeat> FOUR =
            List.of(seat(0, "p-a"), seat(1, "bot-1"), seat(2, "p-b"), seat(3, "p-c"));

    @Test
    void placesAreAmongPeopleAlone() {
        RatedMatch match =
                blitz(FOUR, place(1, 1), place(2, 2), place(0, 3), place(3, 3)).orElseThrow();

        assertEquals(Ladders.BLITZ, match.ladder());
        assertEquals(
                List.of(
                        new RatedPlayer("p-b", 1),
                        new RatedPlayer("p-a", 2),
                        new RatedPlayer("p-c", 2)),
                match.players());
        assertEquals(List.of("p-b", "p-a", "p-c"), match.playerIds());
    }

    @Test
    void whoForfeitedComesLastWhateverHisPlace() {
        RatedMatch match =
                blitz(
                                FOUR,
                                place(3, 1, Map.of("forfeited", 1L)),
                                place(1, 2),
                                place(2, 3, Map.of("forfeited", 0L)),
                                place(0, 4, Map.of("forfeited", 1L)))
                        .orElseThrow();

        assertEquals(
                List.of(
                        new RatedPlayer("p-b", 1),
                        new RatedPlayer("p-c", 2),
                        new RatedPlayer("p-a", 3)),
                match.players());
    }

    @Test
    void twoPeopleAndBotsAreADuel() {
        List<OutcomeSeat> seats = List.of(seat(0, "p-a"), seat(1, "bot-1"), seat(2, "p-b"));

        RatedMatch match = blitz(seats, place(2, 1), place(1, 2), place(0, 3)).orElseThrow();

        assertEquals(Ladders.BLITZ_DUEL, match.ladder());
        assertEquals(
                List.of(new RatedPlayer("p-b", 1), new RatedPlayer("p-a", 2)), match.players());
    }

    @Test
    void oneAmongBotsIsNotRated() {
        List<OutcomeSeat> seats = List.of(seat(0, "p-a"), seat(1, "bot-1"), seat(2, "bot-2"));

        assertEquals(Optional.empty(), blitz(seats, place(0, 1), place(1, 2), place(2, 3)));
    }

    @Test
    void aGameOnNoLadderIsNotRated() {
        for (String game : List.of("arena.practice", "arena.siege", "party.other")) {
            assertEquals(
                    Optional.empty(),
                    RatedMatch.of(
                            outcome(game, FOUR, List.of(place(0, 1), place(2, 2))),
                            Ladders.SHIPPED));
        }
    }

    @Test
    void ofAPartyThoseCountWhoHadPartEachOnce() {
        List<OutcomeSeat> seats =
                List.of(seat(0, "p-a"), seat(1, "p-b"), seat(2, "p-a"), seat(3, "p-c"));
        List<OutcomePlace> places =
                List.of(
                        place(2, 1, Map.of("played", 1L)),
                        place(1, 2, Map.of("played", 1L)),
                        place(0, 3, Map.of("played", 0L)),
                        place(3, 3, Map.of("played", 0L)));

        RatedMatch match =
                RatedMatch.of(outcome("party.robots", seats, places), Ladders.SHIPPED)
                        .orElseThrow();

        assertEquals(Ladders.PARTY, match.ladder());
        assertEquals(
                List.of(new RatedPlayer("p-a", 1), new RatedPlayer("p-b", 2)), match.players());
    }

    @Test
    void whereNobodyHasWonNobodyIsRated() {
        List<OutcomePlace> places =
                List.of(place(0, 2, Map.of("played", 1L)), place(2, 2, Map.of("played", 1L)));

        assertEquals(
                Optional.empty(),
                RatedMatch.of(outcome("party.robots", FOUR, places), Ladders.SHIPPED));
    }

    @Test
    void moreThanATransactionTakesAreNotRated() {
        List<OutcomeSeat> seats = new ArrayList<>();
        List<OutcomePlace> places = new ArrayList<>();
        for (int i = 0; i < RatedMatch.PLAYERS_MAX; i++) {
            seats.add(seat(i, "p-" + i));
            places.add(place(i, i + 1));
        }
        assertTrue(
                RatedMatch.of(outcome("arena.blitz", seats, places), Ladders.SHIPPED).isPresent());

        seats.add(seat(49, "p-49"));
        places.add(place(49, 50));

        assertEquals(
                Optional.empty(),
                RatedMatch.of(outcome("arena.blitz", seats, places), Ladders.SHIPPED));
    }

    @Test
    void aPlaceWithoutASeatIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> blitz(FOUR, place(0, 1), place(9, 2)));
    }

    @Test
    void newcomersAndOthersAreRatedAsOfTheEndOfTheMatch() {
        RatedMatch match = blitz(FOUR, place(0, 1), place(2, 2), place(3, 3)).orElseThrow();
        RatingRow known =
                new RatingRow(
                        "p-b",
                        "arena.blitz",
                        1_800_000_000_000L,
                        100_000_000_000L,
                        0,
                        12,
                        FINISHED_AT - 7 * DAY_MS,
                        12);

        List<RatingRow> after = match.rated(Map.of("p-b", known));

        Rating newcomer = new Rating(1_500, 500, 0);
        Rating absent = new Rating(1_800, Math.sqrt(100 * 100 + 7 * 25 * 25), 0);
        List<Rating> expected =
                Ladders.BLITZ
                        .system()
                        .rate(
                                List.of(
                                        new Placed(newcomer, 1),
                                        new Placed(absent, 2),
                                        new Placed(newcomer, 3)));
        for (int i = 0; i < 3; i++) {
            assertEquals(expected.get(i).mean(), after.get(i).rating().mean(), 1e-9);
            assertEquals(expected.get(i).uncertainty(), after.get(i).rating().uncertainty(), 1e-9);
            assertEquals(FINISHED_AT, after.get(i).lastPlayedAtMs());
            assertEquals("arena.blitz", after.get(i).ladder());
        }
        assertEquals(
                List.of("p-a 1 1", "p-b 13 13", "p-c 1 1"),
                after.stream()
                        .map(row -> row.playerId() + " " + row.games() + " " + row.version())
                        .toList());
    }

    @Test
    void aMatchThatIsSettledLateCountsNoAbsence() {
        RatedMatch match = blitz(FOUR, place(0, 1), place(2, 2), place(3, 3)).orElseThrow();
        RatingRow now =
                new RatingRow(
                        "p-b",
                        "arena.blitz",
                        1_800_000_000_000L,
                        100_000_000_000L,
                        0,
                        1,
                        FINISHED_AT,
                        1);
        RatingRow later =
                new RatingRow(
                        "p-b",
                        "arena.blitz",
                        1_800_000_000_000L,
                        100_000_000_000L,
                        0,
                        1,
                        FINISHED_AT + DAY_MS,
                        1);

        RatingRow ofNow = match.rated(Map.of("p-b", now)).get(1);
        RatingRow ofLater = match.rated(Map.of("p-b", later)).get(1);

        assertEquals(ofNow.rating(), ofLater.rating());
        assertEquals(FINISHED_AT + DAY_MS, ofLater.lastPlayedAtMs());
    }
}
