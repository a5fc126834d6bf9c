package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Deadline;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Who is host, who is gone, who left, and when a game that nobody plays is over. */
class PartyPresenceTest {
    private static int host(PartyRoom room) {
        List<Integer> hosts =
                room.view().players().stream()
                        .filter(State.PlayerState::isHost)
                        .map(State.PlayerState::seat)
                        .toList();
        assertTrue(hosts.size() <= 1);
        return hosts.isEmpty() ? -1 : hosts.getFirst();
    }

    @Test
    void hostWhoIsGoneForFifteenSecondsIsReplacedByWhoCameFirst() {
        PartyRoom room = PartyRoom.empty(PartyMode.SHORT, 1);
        room.join(5);
        room.join(4);
        room.join(1);
        room.gone(5);
        room.ticks(149);
        assertEquals(5, host(room));
        room.forget();
        room.ticks(1);
        assertEquals(4, host(room));
        assertEquals(List.of("PlayersUpdate"), room.toldNames());
        room.back(5);
        assertEquals(4, host(room), "it is not given back");
        room.leave(4);
        assertEquals(5, host(room), "he came before seat 1");
    }

    @Test
    void hostWhoIsBackInTimeStaysHost() {
        PartyRoom room = PartyRoom.game(2);
        room.gone(0);
        room.ticks(100);
        room.back(0);
        room.ticks(100);
        assertEquals(0, host(room));
    }

    @Test
    void hostWhoLeavesIsReplacedAtOnce() {
        PartyRoom room = PartyRoom.lobby(3);
        room.gone(1);
        room.leave(0);
        assertEquals(2, host(room));
        assertFalse(room.welcome(Viewer.seat(1)).isHost());
        assertTrue(room.welcome(Viewer.seat(2)).isHost());
    }

    @Test
    void whileNobodyIsConnectedItStaysAsItIs() {
        PartyRoom room = PartyRoom.lobby(3);
        room.gone(1);
        room.gone(2);
        room.gone(0);
        room.seconds(60);
        assertEquals(0, host(room));
        room.back(2);
        assertEquals(2, host(room), "seat 0 was gone for too long");
        room.gone(2);
        room.leave(2);
        assertEquals(-1, host(room));
        room.back(1);
        assertEquals(1, host(room));
    }

    @Test
    void clockStandsWhileFewerThanTwoAreConnected() {
        PartyRoom room = PartyRoom.game(3);
        room.ticks(200);
        room.gone(1);
        room.forget();
        room.gone(2);
        assertEquals(List.of("PlayersUpdate", "PhaseTransition"), room.toldNames());
        assertEquals(
                new PartyEvents.PhaseTransition(Phase.QUESTION, 1, 60, Optional.empty(), true),
                room.last(PartyEvents.PhaseTransition.class));
        assertTrue(room.view().paused());
        assertEquals(Optional.empty(), room.view().endsAt());
        room.ticks(599);
        assertFalse(room.machine.finished());
        // Who is alone may answer; the phase waits all the same.
        room.command(0, PartyRoom.answering("zero"));
        assertEquals(Phase.QUESTION, room.view().phase());
        room.forget();
        room.back(1);
        assertEquals(
                new PartyEvents.PhaseTransition(
                        Phase.QUESTION,
                        1,
                        60,
                        Optional.of(new Deadline(room.machine.tick() + 400)),
                        false),
                room.last(PartyEvents.PhaseTransition.class));
        room.ticks(399);
        assertEquals(Phase.QUESTION, room.view().phase());
        room.ticks(1);
        assertEquals(Phase.ELIMINATION, room.view().phase());
    }

    @Test
    void phaseInWhichAllHaveAnsweredMeanwhileEndsWhenTheSecondIsBack() {
        PartyRoom room = PartyRoom.game(2);
        room.command(1, PartyRoom.answering("one"));
        room.gone(1);
        room.command(0, PartyRoom.answering("zero"));
        room.back(1);
        assertEquals(Phase.ELIMINATION, room.view().phase());
        assertFalse(room.view().paused());
    }

    @Test
    void gameOfFewerThanTwoIsOverAfterAMinuteWithWhatWasScored() {
        PartyRoom room = PartyRoom.game(2);
        room.answer("zero", "one");
        room.eliminate("one", "zero");
        room.vote(room.correct(), "zero");
        room.nextRound();
        room.answer("zero", "one");
        room.command(0, PartyRoom.eliminating(room.robot()));
        room.gone(1);
        room.ticks(599);
        assertFalse(room.machine.finished());
        room.ticks(1);
        assertEquals("too-few-players", room.standings().reason());
        assertEquals(150, room.place(0).statistic("finalScore"));
        assertEquals(1, room.place(0).statistic("rounds"), "the second one was not scored");
        assertEquals(1, room.place(0).place());
        assertEquals(2, room.place(1).place());
        assertEquals(Phase.FINAL, room.view().phase());
        assertEquals(Optional.empty(), room.view().results());
        assertEquals(1, room.history().size());
    }

    @Test
    void clockStandsInResultsTooAndTheHostCannotGoOnAlone() {
        PartyRoom room = PartyRoom.game(2);
        room.toResults();
        room.ticks(50);
        room.gone(1);
        room.refuse("too-few-players", 0, new PartyCommands.RequestNextRound(Optional.empty()));
        room.seconds(30);
        room.back(1);
        assertEquals(room.machine.tick() + 70, room.view().endsAt().orElseThrow().tick());
    }

    @Test
    void alonePlayersClockIsNeverNearItsEnd() {
        PartyRoom room = PartyRoom.game(2);
        room.timeOut();
        room.ticks(290);
        room.gone(1);
        room.refuse("too-early", 0, new PartyCommands.EliminationTimeExpired(Optional.empty()));
        room.back(1);
        room.command(0, new PartyCommands.EliminationTimeExpired(Optional.empty()));
    }

    @Test
    void whoLeavesTheGameIsVoidInThisRoundAndKeepsWhatHeHad() {
        PartyRoom room = PartyRoom.game(4);
        room.answer("zero", "one", "two", "three");
        room.timeOut();
        room.vote(room.correct(), room.correct(), room.correct(), "zero");
        assertEquals(100, room.score(2));
        room.nextRound();
        room.answer("zero", "one", "two", "three");
        room.command(2, PartyRoom.eliminating("one"));
        room.command(0, PartyRoom.eliminating("two"));
        room.forget();
        room.leave(2);
        assertEquals(List.of("PlayerLeft", "PlayersUpdate"), room.toldNames());
        assertEquals(1, room.view().votesCast(), "his vote is void");
        assertTrue(
                room.view().answers().stream().anyMatch(answer -> answer.text().equals("two")),
                "what he wrote stays: else all would know whose it was");
        room.timeOut();
        assertEquals(Optional.of("two"), room.view().elimination().get().eliminatedAnswer());
        room.timeOut();
        PartyEvents.AllVotesSubmitted told = room.last(PartyEvents.AllVotesSubmitted.class);
        assertTrue(
                told.answers()
                        .contains(
                                new PartyEvents.RevealedAnswer(
                                        "two", AnswerType.PLAYER, List.of())));
        State.PlayerState left = room.view().players().get(2);
        assertEquals(100, left.score());
        assertFalse(left.isConnected());
        assertEquals(3, room.last(PartyEvents.FinalRoundScores.class).scores().size());
        while (!room.machine.finished()) {
            room.timeOut();
        }
        assertEquals(
                List.of("0:1", "1:2", "3:3", "2:4"),
                room.standings().places().stream().map(p -> p.seat() + ":" + p.place()).toList());
        assertEquals(1, room.place(2).statistic("rounds"));
        assertEquals(100, room.place(2).statistic("finalScore"));
        assertEquals(8, room.place(3).statistic("rounds"));
    }

    @Test
    void leavingBeforeAnswersAreShownTakesTheAnswerAlongAndMayEndThePhase() {
        PartyRoom room = PartyRoom.game(3);
        room.command(2, PartyRoom.answering("two"));
        room.command(0, PartyRoom.answering("zero"));
        room.leave(2);
        assertEquals(Phase.QUESTION, room.view().phase());
        room.command(1, PartyRoom.answering("one"));
        assertEquals(Phase.ELIMINATION, room.view().phase());
        assertEquals(4, room.view().answers().size());
        room.command(0, PartyRoom.eliminating("one"));
        room.kick(0, 1);
        assertTrue(room.view().paused());
    }

    @Test
    void whoIsKickedInAGameIsUnseatedAndOutOfIt() {
        PartyRoom room = PartyRoom.game(3);
        room.answer("zero", "one");
        room.forget();
        room.kick(0, 2);
        assertEquals(
                List.of(
                        "PlayerKicked",
                        "PlayerLeft",
                        "PlayersUpdate",
                        "PhaseTransition",
                        "AllAnswersSubmitted"),
                room.toldNames());
        assertEquals(List.of(2), room.unseated);
    }

    @Test
    void whoForfeitsMayLookOnAndHasNoPart() {
        PartyRoom room = PartyRoom.game(3);
        room.accept(new Input.Forfeited(2, "speed"));
        assertEquals(Verdict.REPEATED, room.put(new Input.Forfeited(2, "speed")));
        room.refuse("not-playing", 2, PartyRoom.answering("two"));
        room.gone(2);
        room.back(2);
        room.leave(2);
        assertEquals(1, room.told(PartyEvents.PlayerLeft.class).size());
        PartyRoom lobby = PartyRoom.lobby(2);
        lobby.accept(new Input.Forfeited(1, "speed"));
        assertEquals(List.of(1), lobby.unseated);
        lobby.join(1);
    }

    @Test
    void lobbyThatEverybodyLeftIsOverAfterAMinute() {
        PartyRoom room = PartyRoom.empty(PartyMode.SHORT, 1);
        room.seconds(120);
        assertFalse(room.machine.finished(), "nobody has come yet");
        room.join(0);
        room.leave(0);
        room.ticks(599);
        room.join(1);
        room.ticks(10);
        assertFalse(room.machine.finished());
        room.leave(1);
        room.ticks(600);
        assertEquals("everybody-left", room.standings().reason());
        assertEquals(
                List.of("0:2:0", "1:2:0"),
                room.standings().places().stream()
                        .map(p -> p.seat() + ":" + p.place() + ":" + p.statistic("played"))
                        .toList());
    }

    @Test
    void lobbyWhosePlayersAreAllGoneIsOverAfterTwentyMinutes() {
        PartyRoom room = PartyRoom.lobby(3);
        room.gone(0);
        room.ticks(11_000);
        room.gone(1);
        room.ticks(11_000);
        room.leave(2);
        room.ticks(11_999);
        assertFalse(room.machine.finished(), "one was there until 20 minutes ago");
        room.back(1);
        room.ticks(12_000);
        assertFalse(room.machine.finished());
        room.gone(1);
        room.ticks(12_000);
        assertEquals("everybody-left", room.standings().reason());
    }

    @Test
    void lobbyThatNobodyJoinedIsOverAfterAnHour() {
        PartyRoom room = PartyRoom.empty(PartyMode.SHORT, 1);
        room.ticks(35_999);
        assertFalse(room.machine.finished());
        room.ticks(1);
        assertEquals("nobody-joined", room.standings().reason());
        assertEquals(List.of(), room.standings().places());
    }

    @Test
    void roomIsOverAfterFourHoursWhateverItDoes() {
        PartyRoom room = PartyRoom.lobby(3);
        room.gone(2);
        room.leave(2);
        room.ticks(143_700);
        room.start();
        room.deal(Questions.texts(8));
        room.ticks(300);
        assertEquals("expired", room.standings().reason());
        assertEquals(
                List.of("0:2:1", "1:2:1", "2:4:0"),
                room.standings().places().stream()
                        .map(p -> p.seat() + ":" + p.place() + ":" + p.statistic("played"))
                        .toList());
    }
}
