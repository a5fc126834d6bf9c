package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Every command in every phase by everybody: what is not allowed is refused with its code and
 * leaves the hash as it was, and the game goes on.
 */
class PartyFuzzTest {
    private static final int HOST = 0;
    private static final int PLAYER = 1;
    private static final int FORFEITED = 3;
    private static final int LEFT = 4;
    private static final int NOBODY = 6;

    /** Texts that are no answers, or odd ones. */
    private static final List<String> TEXTS =
            List.of(
                    "no such answer",
                    "<img src=x onerror=alert(1)>",
                    "' OR 1=1 --",
                    "{\"a\":[1]}",
                    "../../etc/passwd",
                    "x".repeat(100),
                    "😀".repeat(100),
                    "\u202Etfel\u202C",
                    "H\u030D\u030E\u0304\u0305\u033F");

    /** A room of each phase; seat 3 has forfeited and seat 4 has left where a game runs. */
    private static Map<String, PartyRoom> rooms() {
        TreeMap<String, PartyRoom> rooms = new TreeMap<>();
        rooms.put("lobby", PartyRoom.lobby(3));
        PartyRoom starting = PartyRoom.lobby(3);
        starting.start();
        rooms.put("starting", starting);
        rooms.put("question", game());
        PartyRoom elimination = game();
        elimination.answer("zero", "one", "two");
        rooms.put("elimination", elimination);
        PartyRoom voting = game();
        voting.answer("zero", "one", "two");
        voting.eliminate("two", "two", "one");
        rooms.put("voting", voting);
        PartyRoom results = game();
        results.toResults();
        rooms.put("results", results);
        PartyRoom over = game();
        while (!over.machine.finished()) {
            over.timeOut();
        }
        rooms.put("final", over);
        return rooms;
    }

    private static PartyRoom game() {
        PartyRoom room = PartyRoom.game(5);
        room.accept(new Input.Forfeited(FORFEITED, "speed"));
        room.leave(LEFT);
        return room;
    }

    /** One of each kind, none of which the phase that it is for would take now. */
    private static List<PartyCommands.Command> commands() {
        List<PartyCommands.Command> commands = new ArrayList<>();
        Optional<String> none = Optional.empty();
        commands.add(new PartyCommands.StartGame(none));
        commands.add(new PartyCommands.EliminationTimeExpired(none));
        commands.add(new PartyCommands.FinalVotingTimeExpired(none));
        commands.add(new PartyCommands.RequestNextRound(none));
        commands.add(new PartyCommands.KickPlayer(none, "nobody"));
        commands.add(new PartyCommands.LockRoom(none, true));
        for (String text : TEXTS) {
            commands.add(new PartyCommands.SubmitAnswer(none, none, text));
            commands.add(new PartyCommands.SubmitEliminationVote(none, none, text));
            commands.add(new PartyCommands.SubmitFinalVote(none, none, text));
        }
        return commands;
    }

    /** The code that it must be refused with, written down without a look at the rules' code. */
    private static Optional<String> code(String phase, int seat, PartyCommands.Command command) {
        boolean game = !List.of("lobby", "starting").contains(phase);
        if (phase.equals("final")) {
            return Optional.of("room-over");
        }
        if (seat == NOBODY || seat == LEFT || (!game && seat == FORFEITED)) {
            return Optional.of("not-seated");
        }
        if (seat == FORFEITED) {
            return Optional.of("not-playing");
        }
        if (phase.equals("starting")) {
            return Optional.of("already-starting");
        }
        if (command instanceof PartyCommands.HostCommand && seat != HOST) {
            return Optional.of("not-host");
        }
        String mine =
                switch (command) {
                    case PartyCommands.StartGame start -> "lobby";
                    case PartyCommands.SubmitAnswer answer -> "question";
                    case PartyCommands.SubmitEliminationVote vote -> "elimination";
                    case PartyCommands.EliminationTimeExpired expired -> "elimination";
                    case PartyCommands.SubmitFinalVote vote -> "voting";
                    case PartyCommands.FinalVotingTimeExpired expired -> "voting";
                    case PartyCommands.RequestNextRound next -> "results";
                    case PartyCommands.KickPlayer kick -> phase;
                    case PartyCommands.LockRoom lock -> phase;
                };
        boolean past =
                (command instanceof PartyCommands.EliminationTimeExpired && phase.equals("voting"))
                        || (command instanceof PartyCommands.FinalVotingTimeExpired
                                && phase.equals("results"));
        if (past) {
            // The phase of before has only just ended: it is so already.
            return Optional.empty();
        }
        if (!mine.equals(phase)) {
            return Optional.of("wrong-phase");
        }
        return switch (command) {
            case PartyCommands.SubmitEliminationVote vote -> Optional.of("unknown-answer");
            case PartyCommands.SubmitFinalVote vote -> Optional.of("unknown-answer");
            case PartyCommands.EliminationTimeExpired expired -> Optional.of("too-early");
            case PartyCommands.FinalVotingTimeExpired expired -> Optional.of("too-early");
            case PartyCommands.KickPlayer kick -> Optional.of("player-not-found");
            case PartyCommands.StartGame start -> Optional.empty();
            case PartyCommands.SubmitAnswer answer -> Optional.empty();
            case PartyCommands.RequestNextRound next -> Optional.empty();
            case PartyCommands.LockRoom lock -> Optional.empty();
        };
    }

    @Test
    void everyCommandInEveryPhaseByEverybodyIsRefusedWithItsCodeOrTaken() {
        int refused = 0;
        for (String phase : rooms().keySet()) {
            PartyRoom room = rooms().get(phase);
            for (PartyCommands.Command command : commands()) {
                for (int seat : new int[] {HOST, PLAYER, FORFEITED, LEFT, NOBODY}) {
                    Optional<String> code = code(phase, seat, command);
                    if (code.isPresent()) {
                        room.refuse(code.get(), seat, command);
                        refused++;
                    }
                    boolean meant = seat == HOST || seat == PLAYER;
                    if (meant && !phase.equals("final")) {
                        room.refuse("wrong-seat", seat, inRoom(Optional.of("ZZZZ"), command));
                    }
                }
            }
            assertGoesOn(room);
        }
        assertTrue(refused > 800, refused + " refusals");
    }

    private static PartyCommands.Command inRoom(
            Optional<String> code, PartyCommands.Command command) {
        return switch (command) {
            case PartyCommands.StartGame start -> new PartyCommands.StartGame(code);
            case PartyCommands.SubmitAnswer answer ->
                    new PartyCommands.SubmitAnswer(code, answer.playerName(), answer.answer());
            case PartyCommands.SubmitEliminationVote vote ->
                    new PartyCommands.SubmitEliminationVote(code, vote.playerName(), vote.vote());
            case PartyCommands.SubmitFinalVote vote ->
                    new PartyCommands.SubmitFinalVote(code, vote.playerName(), vote.vote());
            case PartyCommands.EliminationTimeExpired expired ->
                    new PartyCommands.EliminationTimeExpired(code);
            case PartyCommands.FinalVotingTimeExpired expired ->
                    new PartyCommands.FinalVotingTimeExpired(code);
            case PartyCommands.RequestNextRound next -> new PartyCommands.RequestNextRound(code);
            case PartyCommands.KickPlayer kick ->
                    new PartyCommands.KickPlayer(code, kick.playerId());
            case PartyCommands.LockRoom lock -> new PartyCommands.LockRoom(code, lock.locked());
        };
    }

    /** From where it is, the game comes to its end. */
    private static void assertGoesOn(PartyRoom room) {
        if (room.view().phase() == Phase.LOBBY) {
            if (!room.view().starting()) {
                room.start();
            }
            room.deal(Questions.texts(8));
        }
        while (!room.machine.finished()) {
            room.timeOut();
        }
        assertEquals("completed", room.standings().reason());
        assertEquals(8, room.history().size());
    }

    @Test
    void playersTheirClientsAndTheNetworkMayDoAnythingAndTheGameGoesOn() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PartyRoom room = PartyRoom.game(PartyMode.SHORT, seed, 4);
            for (int i = 0; i < 400 && !room.machine.finished(); i++) {
                List<PartyCommands.Command> commands = commands();
                PartyCommands.Command command = commands.get(random.nextInt(commands.size()));
                room.put(room.of(random.nextInt(6), command));
                if (random.nextInt(5) == 0) {
                    room.ticks(1 + random.nextInt(40));
                }
            }
            while (!room.machine.finished()) {
                room.timeOut();
            }
            assertEquals("completed", room.standings().reason(), "seed " + seed);
        }
    }

    @Test
    void badTextsAreNoCommandsAtAll() {
        List<String> bad =
                List.of(
                        "",
                        " ",
                        "\t\r\n",
                        "\u200B\u200D\uFE0F",
                        "\u202E\u202D\u2066",
                        "\u0301\u0302\u0303",
                        "\uD83D",
                        "\u0000\u0001",
                        "x".repeat(101),
                        "😀".repeat(101),
                        "a ".repeat(60));
        for (String text : bad) {
            List<Supplier<PartyCommands.Command>> makers =
                    List.of(
                            () -> PartyRoom.answering(text),
                            () -> PartyRoom.eliminating(text),
                            () -> PartyRoom.voting(text));
            makers.forEach(maker -> assertThrows(IllegalArgumentException.class, maker::get));
        }
    }
}
