package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Viewer;
import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a game goes from phase to phase, and what all are told on the way. */
class PartyPhasesTest {
    private static final PartyCommands.EliminationTimeExpired ELIMINATION_OVER =
            new PartyCommands.EliminationTimeExpired(Optional.of(PartyRoom.ROOM_CODE));
    private static final PartyCommands.FinalVotingTimeExpired VOTING_OVER =
            new PartyCommands.FinalVotingTimeExpired(Optional.empty());

    @Test
    void aRoundIsToldStepByStep() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        assertTrue(room.view().starting());
        room.forget();
        room.deal(Questions.texts(8));
        assertFalse(room.view().starting());
        long began = room.machine.tick();
        assertEquals(List.of("PhaseTransition", "RoundStarted"), room.toldNames());
        assertEquals(
                new PartyEvents.PhaseTransition(
                        Phase.QUESTION, 1, 60, Optional.of(new Deadline(began + 600)), false),
                room.last(PartyEvents.PhaseTransition.class));
        PartyEvents.RoundStarted started = room.last(PartyEvents.RoundStarted.class);
        assertEquals(8, started.rounds());
        assertEquals(room.question().text(), started.question().text());

        room.forget();
        room.answer("zero", "one");
        assertEquals(
                List.of(
                        "PlayerAnswered",
                        "PlayerAnswered",
                        "PhaseTransition",
                        "AllAnswersSubmitted"),
                room.toldNames());
        assertEquals(
                List.of(
                        new PartyEvents.PlayerAnswered("Player 0", "fox", 1, 2),
                        new PartyEvents.PlayerAnswered("Player 1", "fox", 2, 2)),
                room.told(PartyEvents.PlayerAnswered.class));
        assertEquals(
                List.of("Correct", "Robot", "one", "zero"),
                room.last(PartyEvents.AllAnswersSubmitted.class).answers().stream()
                        .map(answer -> answer.text().replaceAll(" \\d+", ""))
                        .sorted()
                        .toList());

        room.forget();
        room.eliminate("one", "zero");
        assertEquals(
                List.of(
                        "EliminationVoteCast",
                        "EliminationVoteCast",
                        "PhaseTransition",
                        "EliminationComplete"),
                room.toldNames());

        room.forget();
        room.vote("one", "zero");
        assertEquals(
                List.of(
                        "FinalVoteCast",
                        "FinalVoteCast",
                        "PhaseTransition",
                        "AllVotesSubmitted",
                        "FinalRoundScores"),
                room.toldNames());
        assertEquals(1, room.history().size());

        room.forget();
        room.timeOut();
        assertEquals(List.of("PhaseTransition", "RoundStarted"), room.toldNames());
        assertEquals(2, room.view().round());
    }

    @Test
    void phasesLastAsLongAsTheRulesSay() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        List<Question> questions = new ArrayList<>(Questions.texts(7));
        questions.add(Questions.picture(7));
        room.deal(questions);
        List<Integer> asked = new ArrayList<>();
        for (int round = 1; round <= 8; round++) {
            boolean picture = room.question().type() == QuestionType.PICTURE;
            int question = picture ? 75 : 60;
            assertEquals(question, room.view().timeLimit());
            assertPhaseEndsAfter(room, question, Phase.QUESTION, Phase.ELIMINATION);
            assertPhaseEndsAfter(room, 30, Phase.ELIMINATION, Phase.VOTING);
            assertPhaseEndsAfter(room, 30, Phase.VOTING, Phase.RESULTS);
            assertPhaseEndsAfter(room, 12, Phase.RESULTS, round < 8 ? Phase.QUESTION : Phase.FINAL);
            asked.add(question);
        }
        assertEquals(1, asked.stream().filter(seconds -> seconds == 75).count());
        assertEquals("completed", room.standings().reason());
        assertEquals(Optional.empty(), room.view().endsAt());
    }

    private static void assertPhaseEndsAfter(PartyRoom room, int seconds, Phase phase, Phase next) {
        assertEquals(phase, room.view().phase());
        assertEquals(
                room.machine.tick() + seconds * 10L, room.view().endsAt().orElseThrow().tick());
        room.ticks(seconds * 10 - 1);
        assertEquals(phase, room.view().phase());
        room.ticks(1);
        assertEquals(next, room.view().phase());
    }

    @Test
    void answerMayBeReplacedUntilTheLastOneIsInAndIsToldOnce() {
        PartyRoom room = PartyRoom.game(2);
        room.forget();
        room.command(0, PartyRoom.answering("first"));
        room.command(0, PartyRoom.answering("second"));
        assertEquals(1, room.told(PartyEvents.PlayerAnswered.class).size());
        assertEquals(
                Optional.of("second"), room.welcome(Viewer.seat(0)).you().orElseThrow().answer());
        room.command(1, PartyRoom.answering("one"));
        assertTrue(
                room.view().answers().stream().anyMatch(answer -> answer.text().equals("second")));
        assertFalse(
                room.view().answers().stream().anyMatch(answer -> answer.text().equals("first")));
        room.refuse("wrong-phase", 0, PartyRoom.answering("third"));
    }

    @Test
    void whoIsGoneIsNotWaitedFor() {
        PartyRoom room = PartyRoom.game(3);
        room.answer("zero", "one");
        assertEquals(Phase.QUESTION, room.view().phase());
        assertEquals(3, room.view().votesTotal());
        room.gone(2);
        assertEquals(Phase.ELIMINATION, room.view().phase());
        assertEquals(2, room.view().votesTotal());
        room.eliminate("one", "zero");
        room.command(0, PartyRoom.voting("one"));
        room.back(2);
        room.command(1, PartyRoom.voting("zero"));
        assertEquals(Phase.VOTING, room.view().phase());
        room.command(2, PartyRoom.voting("one"));
        assertEquals(Phase.RESULTS, room.view().phase());
    }

    @Test
    void whoHasNothingToVoteForIsNotWaitedForAndNobodySeesThat() {
        PartyRoom room = PartyRoom.game(3);
        room.command(0, PartyRoom.answering(room.correct()));
        room.command(1, PartyRoom.answering(room.correct()));
        room.timeOut();
        // Two answers are shown; the robot's is voted out, and the other one is seat 0's and 1's.
        room.eliminate(room.robot(), room.robot());
        room.timeOut();
        assertEquals(Phase.VOTING, room.view().phase());
        assertEquals(3, room.view().votesTotal());
        assertTrue(room.view().players().stream().noneMatch(State.PlayerState::done));
        room.refuse("own-answer", 0, PartyRoom.voting(room.correct()));
        room.command(2, PartyRoom.voting(room.correct()));
        assertEquals(Phase.RESULTS, room.view().phase());
        assertEquals(100, room.roundScore(2).total());
    }

    @Test
    void votingThatNobodyCanVoteInIsOverAtOnce() {
        PartyRoom room = PartyRoom.game(2);
        room.answer(room.correct(), room.correct());
        room.forget();
        room.eliminate(room.robot(), room.robot());
        assertEquals(Phase.RESULTS, room.view().phase());
        assertEquals(
                List.of(Phase.VOTING, Phase.RESULTS),
                room.told(PartyEvents.PhaseTransition.class).stream()
                        .map(PartyEvents.PhaseTransition::phase)
                        .toList());
        assertEquals(List.of(150, 150), List.of(room.score(0), room.score(1)));
    }

    @Test
    void hostsClockEndsAVoteWithinTwoSecondsOfTheDeadlineOnly() {
        PartyRoom room = PartyRoom.game(2);
        room.refuse("wrong-phase", 0, ELIMINATION_OVER);
        room.timeOut();
        room.refuse("not-host", 1, ELIMINATION_OVER);
        room.refuse("wrong-phase", 0, VOTING_OVER);
        room.ticks(279);
        room.refuse("too-early", 0, ELIMINATION_OVER);
        room.ticks(1);
        room.command(0, ELIMINATION_OVER);
        assertEquals(Phase.VOTING, room.view().phase());
        room.ticks(20);
        room.forget();
        State before = room.view();
        room.command(0, ELIMINATION_OVER);
        assertEquals(List.of(), room.toldNames(), "it is so already");
        assertEquals(before, room.view());
        room.ticks(1);
        room.refuse("wrong-phase", 0, ELIMINATION_OVER);
        room.ticks(258);
        room.refuse("too-early", 0, VOTING_OVER);
        room.ticks(20);
        room.command(0, VOTING_OVER);
        assertEquals(Phase.RESULTS, room.view().phase());
        assertEquals(room.machine.tick() + 120, room.view().endsAt().orElseThrow().tick());
    }

    @Test
    void hostGoesOnFromResultsWhenHeLikes() {
        PartyRoom room = PartyRoom.game(2);
        var next = new PartyCommands.RequestNextRound(Optional.empty());
        room.refuse("wrong-phase", 0, next);
        room.toResults();
        room.refuse("not-host", 1, next);
        room.command(0, next);
        assertEquals(Phase.QUESTION, room.view().phase());
        assertEquals(2, room.view().round());
    }

    @Test
    void everyQuestionIsAskedOnceInAnOrderOfTheRoomsDice() {
        List<String> first = asked(1);
        assertEquals(8, first.stream().distinct().count());
        assertEquals(first, asked(1));
        assertFalse(first.equals(asked(2)) && first.equals(asked(3)), "no dice were rolled");
    }

    private static List<String> asked(long seed) {
        PartyRoom room = PartyRoom.game(PartyMode.SHORT, seed, 2);
        List<String> asked = new ArrayList<>();
        while (!room.machine.finished()) {
            asked.add(room.question().id());
            room.toResults();
            room.nextRound();
        }
        return asked;
    }

    @Test
    void answersAreShownInEveryOrderAndStayInItForTheRound() {
        List<Integer> placesOfRobot = new ArrayList<>(List.of(0, 0, 0, 0));
        for (long seed = 0; seed < 200; seed++) {
            PartyRoom room = PartyRoom.game(PartyMode.SHORT, seed, 2);
            room.answer("zero", "one");
            List<String> shown = texts(room);
            int place = shown.indexOf(room.robot());
            placesOfRobot.set(place, placesOfRobot.get(place) + 1);
            room.timeOut();
            assertEquals(shown, texts(room));
        }
        assertTrue(placesOfRobot.stream().allMatch(times -> times > 25), placesOfRobot::toString);
    }

    private static List<String> texts(PartyRoom room) {
        return room.view().answers().stream().map(State.AnswerState::text).toList();
    }

    @Test
    void whoComesBackIsToldHisOwnThingsAndNobodyElses() {
        PartyRoom room = PartyRoom.game(2);
        room.answer("zero", "one");
        room.command(1, PartyRoom.eliminating("ZERO"));
        RoomJoined joined = room.welcome(Viewer.seat(1));
        assertEquals(
                Optional.of(
                        new RoomJoined.You(
                                1,
                                "p1",
                                "Player 1",
                                "fox",
                                Optional.of("one"),
                                Optional.of("zero"),
                                Optional.empty())),
                joined.you());
        assertFalse(joined.isHost());
        assertTrue(room.welcome(Viewer.seat(0)).isHost());
        assertEquals(Optional.empty(), room.welcome(Viewer.WATCHER).you());
        assertEquals(PartyRoom.ROOM_CODE, room.welcome(Viewer.WATCHER).roomCode());
    }
}
