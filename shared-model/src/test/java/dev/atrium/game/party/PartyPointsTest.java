package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a round brings, each rule with an example that was worked out by hand. */
class PartyPointsTest {
    /** correct, robot identified, votes received, penalty, total. */
    private static void assertPoints(PartyRoom room, int seat, int... points) {
        PartyEvents.RoundScore score = room.roundScore(seat);
        assertEquals(
                List.of(points[0], points[1], points[2], points[3], points[4]),
                List.of(
                        score.correctAnswerPoints(),
                        score.robotIdentifiedPoints(),
                        score.votesReceivedPoints(),
                        score.fooledPenalty(),
                        score.total()),
                () -> "seat " + seat);
    }

    @Test
    void everyKindOfPointsInOneRound() {
        PartyRoom room = PartyRoom.game(4);
        room.answer("zero", "one", "two", "three");
        // Robot 2 votes, "zero" 2: a tie, nobody is out; two named the robot all the same.
        room.eliminate(room.robot(), room.robot(), "zero", "zero");
        room.vote(room.correct(), "zero", "zero", room.robot());
        assertPoints(room, 0, 100, 50, 100, 0, 250);
        assertPoints(room, 1, 0, 50, 0, 0, 50);
        assertPoints(room, 2, 0, 0, 0, 0, 0);
        assertPoints(room, 3, 0, 0, 0, -25, -25);
        // Nobody falls below 0.
        assertEquals(
                List.of(250, 50, 0, 0),
                List.of(room.score(0), room.score(1), room.score(2), room.score(3)));
    }

    @Test
    void robotIsIdentifiedWhetherItIsOutOrNot() {
        PartyRoom room = PartyRoom.game(3);
        room.answer("zero", "one", "two");
        room.eliminate(room.robot(), room.robot(), "one");
        assertEquals(
                Optional.of(room.robot()),
                room.last(PartyEvents.EliminationComplete.class).eliminatedAnswer());
        room.timeOut();
        assertPoints(room, 0, 0, 50, 0, 0, 50);
        assertPoints(room, 1, 0, 50, 0, 0, 50);
        assertPoints(room, 2, 0, 0, 0, 0, 0);
    }

    @Test
    void correctAnswerThatSomebodyWroteCountsOnceAndIsShownOnce() {
        PartyRoom room = PartyRoom.game(3);
        String written = "the " + room.correct().toUpperCase(Locale.ROOT) + "!";
        room.answer(written, "one", "two");
        List<String> shown = room.view().answers().stream().map(State.AnswerState::text).toList();
        assertEquals(4, shown.size());
        // In its author's words: replaced by others, they would tell him that he is right.
        assertEquals(1, shown.stream().filter(written::equals).count());
        assertEquals(0, shown.stream().filter(room.correct()::equals).count());
        room.timeOut();
        room.refuse("own-answer", 0, PartyRoom.voting(room.correct()));
        room.vote("one", room.correct(), room.correct());
        // The 100 for having written it; votes for it are nobody's; not twice for those who named.
        assertPoints(room, 0, 100, 0, 0, 0, 100);
        assertPoints(room, 1, 100, 0, 50, 0, 150);
        assertPoints(room, 2, 100, 0, 0, 0, 100);
    }

    @Test
    void whoWroteTheCorrectAnswerCanStillBeFooled() {
        PartyRoom room = PartyRoom.game(2);
        room.answer(room.correct(), "one");
        room.timeOut();
        room.vote(room.robot(), room.correct());
        assertPoints(room, 0, 100, 0, 0, -25, 75);
    }

    @Test
    void whoWroteWhatTheRobotSaysEarnsItsVotesAndCannotVoteForIt() {
        PartyRoom room = PartyRoom.game(4);
        room.answer("robot " + room.question().id().substring(2), "one", "two", "three");
        assertEquals(5, room.view().answers().size());
        room.refuse("own-answer", 0, PartyRoom.eliminating(room.robot()));
        room.timeOut();
        room.refuse("own-answer", 0, PartyRoom.voting(room.robot()));
        room.vote("one", room.robot(), room.robot(), room.correct());
        assertPoints(room, 0, 0, 0, 100, 0, 100);
        assertPoints(room, 1, 0, 0, 50, -25, 25);
        assertPoints(room, 2, 0, 0, 0, -25, -25);
    }

    @Test
    void sameAnswerOfTwoIsShownInTheLeastWordsWhoeverWroteThemAndBothEarn() {
        PartyRoom room = PartyRoom.game(4);
        // Neither the first to write nor the first seat: C comes before t.
        room.command(0, PartyRoom.answering("the café."));
        room.command(2, PartyRoom.answering("Cafe"));
        room.command(1, PartyRoom.answering("one"));
        room.command(3, PartyRoom.answering("three"));
        List<String> shown = room.view().answers().stream().map(State.AnswerState::text).toList();
        assertEquals(5, shown.size());
        assertEquals(1, shown.stream().filter("Cafe"::equals).count());
        room.refuse("own-answer", 2, PartyRoom.eliminating("CAFÉ"));
        room.timeOut();
        room.vote(room.correct(), "a cafe", room.correct(), "cafe");
        assertPoints(room, 0, 100, 0, 100, 0, 200);
        assertPoints(room, 2, 100, 0, 100, 0, 200);
        PartyEvents.AllVotesSubmitted told = room.last(PartyEvents.AllVotesSubmitted.class);
        assertEquals(Map.of("Cafe", 2, room.correct(), 2), told.voteCounts());
        PartyEvents.RevealedAnswer merged =
                told.answers().stream().filter(a -> a.text().equals("Cafe")).findFirst().get();
        assertEquals(
                new PartyEvents.RevealedAnswer(
                        "Cafe", AnswerType.PLAYER, List.of("Player 0", "Player 2")),
                merged);
    }

    @Test
    void uniqueTopIsOutAndATieIsNot() {
        PartyRoom room = PartyRoom.game(3);
        room.answer("zero", "one", "two");
        room.eliminate("one", "two", "one");
        PartyEvents.EliminationComplete complete = room.last(PartyEvents.EliminationComplete.class);
        assertEquals(Optional.of("one"), complete.eliminatedAnswer());
        assertEquals(false, complete.tieOccurred());
        assertEquals(Map.of("one", 2, "two", 1), complete.voteCounts());
        room.refuse("answer-eliminated", 0, PartyRoom.voting("one"));
        room.toResults();
        room.nextRound();
        room.answer("zero", "one", "two");
        room.eliminate("one", "two", "zero");
        complete = room.last(PartyEvents.EliminationComplete.class);
        assertEquals(Optional.empty(), complete.eliminatedAnswer());
        assertEquals(true, complete.tieOccurred());
        room.toResults();
        room.nextRound();
        room.answer("zero", "one", "two");
        room.timeOut();
        complete = room.last(PartyEvents.EliminationComplete.class);
        assertEquals(
                new PartyEvents.EliminationComplete(
                        Optional.empty(), false, new TreeMap<>(), 30, room.view().endsAt()),
                complete);
    }

    @Test
    void votesMayBeChangedUntilTheLastOne() {
        PartyRoom room = PartyRoom.game(3);
        room.answer("zero", "one", "two");
        room.command(0, PartyRoom.eliminating("one"));
        room.command(0, PartyRoom.eliminating("two"));
        room.command(0, PartyRoom.eliminating(room.robot()));
        room.eliminate(room.robot(), "two", "one");
        assertEquals(
                Map.of(room.robot(), 1, "one", 1, "two", 1),
                room.last(PartyEvents.EliminationComplete.class).voteCounts());
        assertEquals(3, room.told(PartyEvents.EliminationVoteCast.class).size());
        room.command(1, PartyRoom.voting("zero"));
        room.command(1, PartyRoom.voting(room.robot()));
        room.vote(room.correct(), room.correct(), "zero");
        assertPoints(room, 0, 100, 50, 50, 0, 200);
        assertPoints(room, 1, 100, 0, 0, 0, 100);
    }

    @Test
    void lastFourOfTwelveRoundsCountDoubleAndPenaltiesToo() {
        PartyRoom room = PartyRoom.game(PartyMode.LONG, 3, 2);
        for (int round = 1; round <= 12; round++) {
            assertEquals(round, room.view().round());
            room.answer("zero", "one");
            room.eliminate("one", room.robot());
            // "one" or the robot's would be out if one more voted for it; it is a tie.
            room.vote(room.correct(), room.robot());
            int factor = round >= 9 ? 2 : 1;
            assertPoints(room, 0, 100 * factor, 0, 0, 0, 100 * factor);
            assertPoints(room, 1, 0, 50 * factor, 0, -25 * factor, 25 * factor);
            room.nextRound();
        }
        assertEquals(8 * 100 + 4 * 200, room.place(0).statistic("finalScore"));
        assertEquals(8 * 25 + 4 * 50, room.place(1).statistic("finalScore"));
        assertEquals("completed", room.standings().reason());
    }

    @Test
    void eightRoundsNeverCountDouble() {
        PartyRoom room = PartyRoom.game(2);
        for (int round = 1; round <= 8; round++) {
            room.toResults();
            assertEquals(0, room.roundScore(0).total());
            room.nextRound();
        }
        assertEquals(Phase.FINAL, room.view().phase());
        assertEquals(
                List.of(1, 1), room.standings().places().stream().map(p -> p.place()).toList());
        assertEquals(0, room.place(0).statistic("roundsWon"));
    }

    @Test
    void statisticsCountRoundsWonCorrectIdentifiedAndFooled() {
        PartyRoom room = PartyRoom.game(3);
        // Round 1: seats 0 and 1 tie with 100; seat 2 is fooled.
        room.answer("zero", "one", "two");
        room.timeOut();
        room.vote(room.correct(), room.correct(), room.robot());
        room.nextRound();
        // Round 2: seat 2 alone names the robot's.
        room.answer("zero", "one", "two");
        room.command(2, PartyRoom.eliminating(room.robot()));
        room.toResults();
        for (int round = 3; round <= 9; round++) {
            room.nextRound();
            if (room.view().phase() != Phase.FINAL) {
                room.toResults();
            }
        }
        assertEquals(
                Map.of(
                        "finalScore", 100L,
                        "rounds", 8L,
                        "roundsWon", 1L,
                        "correctAnswers", 1L,
                        "robotsIdentified", 0L,
                        "timesFooled", 0L,
                        "played", 1L),
                room.place(0).statistics());
        assertEquals(room.place(0).statistics(), room.place(1).statistics());
        assertEquals(
                Map.of(
                        "finalScore", 50L,
                        "rounds", 8L,
                        "roundsWon", 1L,
                        "correctAnswers", 0L,
                        "robotsIdentified", 1L,
                        "timesFooled", 1L,
                        "played", 1L),
                room.place(2).statistics());
        assertEquals(
                List.of("0:1", "1:1", "2:3"),
                room.standings().places().stream().map(p -> p.seat() + ":" + p.place()).toList());
    }

    @Test
    void roundIsKeptForGoodInNumbers() {
        PartyRoom room = PartyRoom.game(4);
        room.answer(room.correct(), "one", room.robot());
        room.timeOut();
        room.command(1, PartyRoom.eliminating(room.robot()));
        room.command(3, PartyRoom.eliminating(room.robot()));
        room.command(0, PartyRoom.eliminating("one"));
        room.timeOut();
        room.command(1, PartyRoom.voting(room.correct()));
        room.command(3, PartyRoom.voting("one"));
        String id = room.question().id();
        Difficulty difficulty = room.question().difficulty();
        room.timeOut();
        assertEquals(
                List.of(new RoundPlayed(1, id, difficulty, 4, 3, 1, 3, 2, true, 2, 1, 0)),
                room.history());
    }
}
