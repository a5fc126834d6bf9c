package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.game.ScriptedGame.Ask;
import dev.atrium.game.ScriptedGame.Say;
import dev.atrium.message.Message;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class RoomMachineTest {
    private static final Seed SEED = ContractPlay.seed("room machine");
    private static final Emissions NONE = Emissions.NONE;

    private final ScriptedGame game = new ScriptedGame("scripted", 1);
    private final Transcript transcript = new Transcript();

    record Gibberish() implements Message {}

    @Test
    void roomOpensAtTickZeroWithItsSeatsByIndex() {
        RoomMachine room = open(3, 1);
        assertEquals(0, room.tick());
        assertEquals(List.of(1, 3), room.seats().keySet().stream().map(Seat::index).toList());
        assertEquals(List.of(Presence.HERE, Presence.HERE), List.copyOf(room.seats().values()));
        assertSame(game, room.game());
        assertEquals(new Say("Watcher[]"), room.view(Viewer.WATCHER));
        assertEquals(0, room.lastSequence(1));
        assertEquals(0, room.lastSequence(77));
    }

    @Test
    void roomDoesNotOpenWithWrongSeatsOrOptions() {
        assertEquals("seats=0 (allowed: 1-4)", refusedOpening());
        assertEquals("seats=5 (allowed: 1-4)", refusedOpening(0, 1, 2, 3, 0));
        assertEquals("seat 2 is there twice", refusedOpening(2, 0, 2));
        assertEquals("seat=4 (allowed: 0-3)", refusedOpening(0, 4));
        TreeMap<String, String> bad = new TreeMap<>(Map.of("bad", ""));
        assertThrows(
                IllegalArgumentException.class, () -> RoomMachine.open(game, SEED, seats(0), bad));
    }

    private String refusedOpening(int... indexes) {
        return assertThrows(IllegalArgumentException.class, () -> open(indexes)).getMessage();
    }

    @Test
    void commandIsAppliedOnceAndOnlyInRisingOrder() {
        RoomMachine room = open(0, 1);
        assertEquals(Verdict.ACCEPTED, room.apply(say(0, 5), NONE));
        StateHash hash = room.hash();
        assertEquals(Verdict.REPEATED, room.apply(say(0, 5), NONE));
        assertEquals(Verdict.REPEATED, room.apply(say(0, 4), NONE));
        assertEquals(Verdict.REPEATED, room.apply(say(0, 0), NONE));
        assertEquals(hash, room.hash());
        assertEquals(Verdict.ACCEPTED, room.apply(say(1, 1), NONE));
        assertEquals(Verdict.ACCEPTED, room.apply(say(0, 9), NONE));
        assertEquals(9, room.lastSequence(0));
        assertEquals(3, game.asked.size());
    }

    @Test
    void refusedCommandMayComeAgainWithTheSameNumber() {
        RoomMachine room = open(0);
        game.script = (input, out) -> Verdict.refused("not-yet", "Wait.");
        assertEquals(Verdict.refused("not-yet", "Wait."), room.apply(say(0, 1), NONE));
        assertEquals(0, room.lastSequence(0));
        game.script = (input, out) -> Verdict.ACCEPTED;
        assertEquals(Verdict.ACCEPTED, room.apply(say(0, 1), NONE));
    }

    @Test
    void gameIsNotAskedAboutSeatsThatNobodyHas() {
        RoomMachine room = open(0);
        for (Input input :
                List.of(
                        say(1, 1),
                        new Input.Left(1),
                        new Input.PresenceChanged(1, Presence.GONE),
                        new Input.Forfeited(1, "speed"),
                        new Input.Forfeited(-1, "speed"))) {
            assertEquals("not-seated", code(room.apply(input, NONE)));
        }
        assertEquals(
                new Answer.Declined("not-seated", "Nobody has that seat."),
                room.query(1, new Ask()));
        assertEquals(List.of(), game.asked);
    }

    @Test
    void gameIsNotAskedAboutMessagesItDoesNotKnow() {
        RoomMachine room = open(0);
        assertEquals(
                "not-understood", code(room.apply(new Input.Command(0, 1, new Gibberish()), NONE)));
        assertEquals(
                "not-understood",
                code(room.apply(new Input.RoomMessage("a", 1, new Gibberish()), NONE)));
        assertEquals("unknown-query", ((Answer.Declined) room.query(0, new Gibberish())).code());
        assertEquals(List.of(), game.asked);
        // A game that answers no questions declines those it has a word for.
        assertEquals("unknown-query", ((Answer.Declined) room.query(0, new Ask())).code());
    }

    @Test
    void seatsAreTakenGivenUpAndTakenAgain() {
        RoomMachine room = open(0);
        assertEquals("seat-taken", code(room.apply(new Input.Joined(seat(0)), NONE)));
        assertEquals("room-full", code(room.apply(new Input.Joined(seat(4)), NONE)));
        assertEquals(Verdict.ACCEPTED, room.apply(new Input.Joined(seat(3)), NONE));
        assertEquals(Verdict.ACCEPTED, room.apply(say(3, 8), NONE));
        assertEquals(Verdict.ACCEPTED, room.apply(new Input.Left(3), NONE));
        assertEquals(Presence.LEFT, room.seats().get(seat(3)));
        assertEquals("not-seated", code(room.apply(new Input.Left(3), NONE)));
        assertEquals("not-seated", code(room.apply(say(3, 9), NONE)));
        assertEquals(8, room.lastSequence(3), "what he did stays");
        assertEquals(Verdict.ACCEPTED, room.apply(new Input.Joined(seat(3)), NONE));
        assertEquals(Presence.HERE, room.seats().get(seat(3)));
        assertEquals(0, room.lastSequence(3), "the next one counts from 1");
        assertEquals(2, room.seats().size());
    }

    @Test
    void gameMayRefuseJoinsAndLeavesAndNothingChanges() {
        RoomMachine room = open(0);
        game.script = (input, out) -> Verdict.refused("no", "No.");
        StateHash hash = room.hash();
        for (Input input :
                List.of(
                        new Input.Joined(seat(1)),
                        new Input.Left(0),
                        new Input.PresenceChanged(0, Presence.GONE),
                        new Input.Forfeited(0, "speed"),
                        new Input.OperatorAct("act", ""),
                        new Input.RoomMessage("a", 1, new Say("")))) {
            assertEquals("no", code(room.apply(input, NONE)));
        }
        assertEquals(hash, room.hash());
        assertEquals(6, game.asked.size());
    }

    @Test
    void presenceThatIsSoAlreadyIsNoChange() {
        RoomMachine room = open(0);
        assertEquals(
                Verdict.REPEATED, room.apply(new Input.PresenceChanged(0, Presence.HERE), NONE));
        assertEquals(
                Verdict.ACCEPTED, room.apply(new Input.PresenceChanged(0, Presence.GONE), NONE));
        assertEquals(
                Verdict.REPEATED, room.apply(new Input.PresenceChanged(0, Presence.GONE), NONE));
        assertEquals(Presence.GONE, room.seats().get(seat(0)));
        assertEquals(Verdict.ACCEPTED, room.apply(say(0, 1), NONE), "his bot or a late packet");
    }

    @Test
    void roomMessagesApplyInOrderWithoutGapsEachSenderByItself() {
        RoomMachine room = open(0);
        assertEquals("gap", code(room.apply(message("a", 2), NONE)));
        assertEquals(Verdict.ACCEPTED, room.apply(message("a", 1), NONE));
        assertEquals(Verdict.REPEATED, room.apply(message("a", 1), NONE));
        assertEquals(Verdict.REPEATED, room.apply(message("a", 0), NONE));
        assertEquals("gap", code(room.apply(message("b", 2), NONE)));
        assertEquals(Verdict.ACCEPTED, room.apply(message("b", 1), NONE));
        assertEquals("gap", code(room.apply(message("a", 3), NONE)));
        RoomMachine restored = RoomMachine.restore(game, SEED, room.snapshot());
        assertEquals(Verdict.REPEATED, restored.apply(message("a", 1), NONE));
        assertEquals(Verdict.ACCEPTED, restored.apply(message("a", 2), NONE));
        assertEquals(3, game.asked.size());
    }

    @Test
    void effectsWaitForTheirOwnDestination() {
        RoomMachine room = open(0);
        game.script =
                (input, out) -> {
                    out.effect(Destination.room("b"), new Say("1"));
                    out.effect(Destination.HISTORY, new Say("2"));
                    out.effect(Destination.room("b"), new Say("3"));
                    return Verdict.ACCEPTED;
                };
        room.apply(say(0, 1), transcript);
        Destination b = Destination.room("b");
        Effect first = new Effect(b, 1, new Say("1"));
        Effect second = new Effect(b, 2, new Say("3"));
        Effect history = new Effect(Destination.HISTORY, 1, new Say("2"));
        assertEquals(List.of(history, first, second), room.pendingEffects());
        assertEquals(3, transcript.size());

        assertEquals("never-sent", code(acknowledge(room, Destination.bridge("x"), 1)));
        assertEquals("never-sent", code(acknowledge(room, b, 3)));
        assertEquals(Verdict.REPEATED, acknowledge(room, b, 0));
        assertEquals(Verdict.ACCEPTED, acknowledge(room, b, 1));
        assertEquals(Verdict.REPEATED, acknowledge(room, b, 1));
        RoomMachine restored = RoomMachine.restore(game, SEED, room.snapshot());
        assertEquals(List.of(history, second), restored.pendingEffects());
        assertEquals(Verdict.ACCEPTED, acknowledge(restored, b, 2));
        assertEquals(Verdict.REPEATED, acknowledge(restored, b, 2));
        assertEquals(Verdict.ACCEPTED, acknowledge(restored, Destination.HISTORY, 1));
        assertEquals(List.of(), restored.pendingEffects());
        restored.apply(say(0, 2), NONE);
        assertEquals(3, restored.pendingEffects().get(1).sequence(), "numbers go on");
    }

    private static Verdict acknowledge(RoomMachine room, Destination to, long sequence) {
        return room.apply(new Input.EffectsAcknowledged(to, sequence), NONE);
    }

    @Test
    void destinationThatIsDeafForTooLongFailsTheRoom() {
        RoomMachine room = open(0);
        game.script =
                (input, out) -> {
                    for (int i = 0; i < Mail.PENDING_MAX; i++) {
                        out.effect(Destination.HISTORY, new Ask());
                    }
                    return Verdict.ACCEPTED;
                };
        room.apply(say(0, 1), NONE);
        assertThrows(IllegalStateException.class, () -> room.apply(say(0, 2), NONE));
    }

    @Test
    void refusalThatToldSomethingIsABug() {
        RoomMachine room = open(0);
        for (Verdict verdict : List.of(Verdict.refused("no", "No."), Verdict.REPEATED)) {
            game.script =
                    (input, out) -> {
                        out.event(Audience.ALL, new Say("oops"));
                        return verdict;
                    };
            assertThrows(IllegalStateException.class, () -> room.apply(say(0, 1), transcript));
            game.script =
                    (input, out) -> {
                        out.effect(Destination.HISTORY, new Say("oops"));
                        return verdict;
                    };
            assertThrows(IllegalStateException.class, () -> room.apply(say(0, 1), transcript));
        }
        assertEquals(0, transcript.size());
        assertEquals(List.of(), room.pendingEffects());
    }

    @Test
    void timePassesStepByStepAndOnlyForward() {
        RoomMachine room = open(0);
        game.nextStep = tick -> (tick / 5 + 1) * 5;
        assertEquals(5, room.nextWake());
        room.advanceTo(4, transcript);
        assertEquals(List.of(), game.stepped);
        room.advanceTo(17, transcript);
        assertEquals(List.of(5L, 10L, 15L), game.stepped);
        assertEquals(17, room.tick());
        room.advanceTo(17, transcript);
        assertEquals(3, transcript.size());
        assertThrows(IllegalArgumentException.class, () -> room.advanceTo(16, NONE));
        assertEquals(17, room.tick());
    }

    @Test
    void nextStepThatIsOverIsABug() {
        RoomMachine room = open(0);
        room.advanceTo(10, NONE);
        for (long over : new long[] {10, 9, 0, -1, Long.MIN_VALUE}) {
            game.nextStep = tick -> over;
            assertThrows(IllegalStateException.class, () -> room.advanceTo(11, NONE));
            assertEquals(10, room.tick());
        }
    }

    @Test
    void roomThatIsOverTakesAcknowledgementsAndNothingElse() {
        RoomMachine room = open(0);
        game.script =
                (input, out) -> {
                    out.effect(Destination.HISTORY, new Say("end"));
                    game.over = true;
                    return Verdict.ACCEPTED;
                };
        game.nextStep = tick -> tick + 1;
        assertEquals(Optional.empty(), room.standings());
        room.apply(say(0, 1), NONE);
        assertTrue(room.finished());
        assertEquals("script", room.standings().orElseThrow().reason());
        assertEquals(Simulation.NEVER, room.nextWake());
        room.advanceTo(100, NONE);
        assertEquals(0, room.tick());
        for (Input input :
                List.of(
                        say(0, 2),
                        say(0, 1),
                        new Input.Joined(seat(1)),
                        new Input.Left(0),
                        new Input.OperatorAct("a", ""),
                        message("a", 1))) {
            assertEquals("room-over", code(room.apply(input, NONE)));
        }
        assertEquals(Verdict.ACCEPTED, acknowledge(room, Destination.HISTORY, 1));
        assertEquals(List.of(), room.pendingEffects());
    }

    @Test
    void stepThatEndsThePlayStopsTheClock() {
        RoomMachine room = open(0);
        game.nextStep =
                tick -> {
                    game.over = tick == 3;
                    return tick + 1;
                };
        room.advanceTo(3, NONE);
        assertEquals(3, room.tick());
        game.over = true;
        room.advanceTo(50, NONE);
        assertEquals(3, room.tick());
    }

    @Test
    void snapshotHoldsEverythingButTheSeed() {
        RoomMachine room = open(0, 2);
        room.apply(say(0, 4), NONE);
        room.apply(new Input.PresenceChanged(2, Presence.GONE), NONE);
        room.advanceTo(9, NONE);
        RoomMachine restored = RoomMachine.restore(game, SEED, room.snapshot());
        assertArrayEquals(room.snapshot(), restored.snapshot());
        assertEquals(room.hash(), restored.hash());
        assertEquals(StateHash.of(room.snapshot()), room.hash());
        assertEquals(room.seats(), restored.seats());
        assertEquals(4, restored.lastSequence(0));
        assertEquals(9, restored.tick());
        RoomMachine otherSeed =
                RoomMachine.open(game, ContractPlay.seed("other"), seats(0), new TreeMap<>());
        assertArrayEquals(open(0).snapshot(), otherSeed.snapshot());
        assertNotEquals(open(0).hash(), open(1).hash());
    }

    private RoomMachine open(int... indexes) {
        return RoomMachine.open(game, SEED, seats(indexes), new TreeMap<>());
    }

    private static List<Seat> seats(int... indexes) {
        List<Seat> seats = new ArrayList<>();
        for (int index : indexes) {
            seats.add(seat(index));
        }
        return seats;
    }

    private static Seat seat(int index) {
        return new Seat(index, "p" + index, "P" + index, "crow", false, new TreeMap<>());
    }

    private static Input say(int seat, long sequence) {
        return new Input.Command(seat, sequence, new Say("hello"));
    }

    private static Input message(String from, long sequence) {
        return new Input.RoomMessage(from, sequence, new Say("hello"));
    }

    private static String code(Verdict verdict) {
        return assertInstanceOf(Verdict.Refused.class, verdict).code();
    }
}
