package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Destination;
import dev.atrium.game.Effect;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who comes in and who does not, and how a game starts. */
class PartyLobbyTest {
    private static final PartyCommands.StartGame START =
            new PartyCommands.StartGame(Optional.empty());

    @Test
    void firstWhoJoinsIsHostAndEverybodyIsToldOfEach() {
        PartyRoom room = PartyRoom.empty(PartyMode.LONG, 1);
        assertEquals("12-round", room.view().gameMode());
        assertEquals(12, room.view().rounds());
        room.join(3);
        assertEquals(List.of("PlayerJoined", "PlayersUpdate"), room.toldNames());
        PartyEvents.PartyPlayer host =
                new PartyEvents.PartyPlayer(3, "p3", "Player 3", "fox", true, true, 0);
        assertEquals(host, room.last(PartyEvents.PlayerJoined.class).player());
        room.join(0);
        PartyEvents.PartyPlayer second =
                new PartyEvents.PartyPlayer(0, "p0", "Player 0", "fox", false, true, 0);
        assertEquals(List.of(second, host), room.last(PartyEvents.PlayersUpdate.class).players());
    }

    @Test
    void eightComeInAndTheNinthDoesNot() {
        PartyRoom room = PartyRoom.lobby(8);
        room.refuse("room-full", new Input.Joined(PartyFixture.person(8)));
        room.refuse("seat-taken", new Input.Joined(PartyRoom.person(7, "late", "Late")));
        room.leave(7);
        room.accept(new Input.Joined(PartyRoom.person(7, "late", "Late")));
        assertEquals("Late", room.view().players().getLast().name());
        assertEquals(8, room.view().players().size());
    }

    @Test
    void namesAndPlayersAreDistinct() {
        PartyRoom room = PartyRoom.lobby(2);
        room.refuse("name-taken", new Input.Joined(PartyRoom.person(2, "else", "Player 1")));
        room.refuse("already-joined", new Input.Joined(PartyRoom.person(2, "p1", "Else")));
        room.leave(1);
        room.accept(new Input.Joined(PartyRoom.person(2, "p1", "Player 1")));
    }

    @Test
    void lockedRoomLetsNobodyInUntilItIsOpenAgain() {
        PartyRoom room = PartyRoom.lobby(2);
        room.refuse("not-host", 1, new PartyCommands.LockRoom(Optional.empty(), true));
        room.command(0, new PartyCommands.LockRoom(Optional.empty(), true));
        assertEquals(new PartyEvents.RoomLocked(true), room.last(PartyEvents.RoomLocked.class));
        assertTrue(room.view().locked());
        room.refuse("room-locked", new Input.Joined(PartyFixture.person(2)));
        room.command(0, new PartyCommands.LockRoom(Optional.empty(), false));
        room.join(2);
        assertFalse(room.view().locked());
    }

    @Test
    void whoWasKickedDoesNotComeBack() {
        PartyRoom room = PartyRoom.lobby(3);
        room.forget();
        room.refuse("not-host", 1, new PartyCommands.KickPlayer(Optional.empty(), "p2"));
        room.refuse("player-not-found", 0, new PartyCommands.KickPlayer(Optional.empty(), "p7"));
        room.refuse("player-not-found", 0, new PartyCommands.KickPlayer(Optional.empty(), "p0"));
        room.kick(0, 2);
        assertEquals(List.of("PlayerKicked", "PlayerLeft", "PlayersUpdate"), room.toldNames());
        assertEquals(List.of(2), room.unseated);
        assertEquals(2, room.view().players().size());
        assertEquals(
                Verdict.refused("not-seated", "Nobody has that seat."),
                room.put(room.of(2, START)));
        room.refuse("kicked", new Input.Joined(PartyRoom.person(2, "p2", "Somebody Else")));
        room.accept(new Input.Joined(PartyRoom.person(2, "other", "Player 2")));
    }

    @Test
    void memoryOfWhoWasKickedIsBounded() {
        PartyRoom room = PartyRoom.lobby(1);
        for (int i = 0; i <= Door.KICKED_MAX; i++) {
            room.accept(new Input.Joined(PartyRoom.person(1, "guest-" + i, "Guest")));
            room.command(0, new PartyCommands.KickPlayer(Optional.empty(), "guest-" + i));
        }
        room.refuse("kicked", new Input.Joined(PartyRoom.person(1, "guest-1", "Guest")));
        room.accept(new Input.Joined(PartyRoom.person(1, "guest-0", "Guest")));
    }

    @Test
    void onlyTheHostStartsAndOnlyWithTwoConnected() {
        PartyRoom room = PartyRoom.lobby(1);
        room.refuse("too-few-players", 0, START);
        room.join(1);
        room.refuse("not-host", 1, START);
        room.gone(1);
        room.refuse("too-few-players", 0, START);
        room.back(1);
        room.start();
        assertEquals(
                List.of(
                        new Effect(
                                Destination.bridge("questions"),
                                1,
                                new QuestionMessages.QuestionsWanted(List.of("p0", "p1"), 8))),
                room.effects);
        room.refuse("already-starting", 0, START);
        room.refuse("already-starting", 1, PartyRoom.answering("now"));
        room.refuse("game-started", new Input.Joined(PartyFixture.person(2)));
        room.deal(Questions.texts(8));
        assertEquals(Phase.QUESTION, room.view().phase());
        room.refuse("wrong-phase", 0, START);
        room.refuse("game-started", new Input.Joined(PartyFixture.person(2)));
    }

    @Test
    void startWithoutQuestionsIsALobbyAgain() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        room.forget();
        room.fromPool(new QuestionMessages.QuestionsMissing());
        assertEquals(List.of("StartFailed"), room.toldNames());
        assertFalse(room.view().starting());
        room.start();
        room.deal(Questions.texts(8));
        assertEquals(Phase.QUESTION, room.view().phase());
    }

    @Test
    void questionsThatMakeNoGameAreNone() {
        List<List<Question>> bad =
                List.of(
                        Questions.texts(7),
                        Questions.texts(9),
                        List.of(),
                        withLast(Questions.text(0)),
                        withLast(Questions.of(7, "The Owl", "owl!")),
                        withLast(Questions.of(7, "\u200B", "owl")));
        for (List<Question> questions : bad) {
            PartyRoom room = PartyRoom.lobby(2);
            room.start();
            room.forget();
            room.deal(questions);
            assertEquals(List.of("StartFailed"), room.toldNames());
            assertEquals(Phase.LOBBY, room.view().phase());
            assertTrue(room.machine.tick() == 0 && room.history().isEmpty());
        }
    }

    private static List<Question> withLast(Question last) {
        List<Question> questions = new ArrayList<>(Questions.texts(7));
        questions.add(last);
        return questions;
    }

    @Test
    void answerThatDoesNotComeIsGivenUpAndIgnoredWhenItComesLate() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        room.forget();
        room.ticks(149);
        assertTrue(room.view().starting());
        room.ticks(1);
        assertEquals(List.of("StartFailed"), room.toldNames());
        room.start();
        // This one answers the first start; the second one's comes behind it.
        room.fromPool(new QuestionMessages.QuestionsMissing());
        assertTrue(room.view().starting());
        room.deal(Questions.texts(8));
        assertEquals(Phase.QUESTION, room.view().phase());
    }

    @Test
    void onlyThePoolIsBelieved() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        var dealt = new QuestionMessages.QuestionsDealt(Questions.texts(8));
        room.accept(new Input.RoomMessage("room-a", 1, dealt));
        assertEquals(Phase.LOBBY, room.view().phase());
        assertTrue(room.view().starting());
    }

    @Test
    void startThatNobodyIsLeftForIsALobbyAgain() {
        PartyRoom room = PartyRoom.lobby(2);
        room.start();
        room.leave(1);
        room.forget();
        room.deal(Questions.texts(8));
        assertEquals(List.of("PhaseTransition"), room.toldNames());
        assertEquals(Phase.LOBBY, room.last(PartyEvents.PhaseTransition.class).phase());
        assertFalse(room.view().starting());
        room.join(1);
        room.start();
        room.deal(Questions.texts(8));
        assertEquals(Phase.QUESTION, room.view().phase());
    }

    @Test
    void commandForAnotherRoomOrOfAnotherNameIsRefused() {
        PartyRoom room = PartyRoom.lobby(2);
        room.refuse("wrong-seat", 0, new PartyCommands.StartGame(Optional.of("WXYZ")));
        room.refuse("wrong-seat", 0, new PartyCommands.StartGame(Optional.of("abcd")));
        room.command(0, new PartyCommands.StartGame(Optional.of(PartyRoom.ROOM_CODE)));
        room.deal(Questions.texts(8));
        room.refuse(
                "wrong-seat",
                1,
                new PartyCommands.SubmitAnswer(Optional.empty(), Optional.of("Player 0"), "one"));
        room.command(
                1,
                new PartyCommands.SubmitAnswer(
                        Optional.of(PartyRoom.ROOM_CODE), Optional.of("Player 1"), "one"));
    }

    @Test
    void roomOpensWithTheOptionsOfThisGameOnly() {
        assertThrows(IllegalArgumentException.class, () -> open(Map.of("roomCode", "abcd")));
        assertThrows(IllegalArgumentException.class, () -> open(Map.of("roomCode", "ABCDE")));
        assertThrows(IllegalArgumentException.class, () -> open(Map.of("roomCode", "AB1I")));
        assertThrows(IllegalArgumentException.class, () -> open(Map.of("gameMode", "9-round")));
        open(Map.of());
        open(Map.of("roomCode", "Z9Y8", "gameMode", "8-round"));
    }

    private static void open(Map<String, String> options) {
        RoomMachine.open(
                new PartyGame(), PartyRoom.seed("options"), List.of(), new TreeMap<>(options));
    }

    @Test
    void noOperatorActIsKnown() {
        PartyRoom.lobby(2).refuse("unknown-act", new Input.OperatorAct("pause", ""));
    }
}
