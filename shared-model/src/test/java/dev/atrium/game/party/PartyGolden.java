package dev.atrium.game.party;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A party as text, one thing a line, words parted by blanks; a line that starts with {@code #} says
 * nothing. In this order:
 *
 * <pre>
 * seed HEX                          32 bytes
 * party VERSION CODE MODE           opens it
 * joined TICK SEAT                  who joins is PartyFixture's person of that seat
 * left|gone|here TICK SEAT
 * command TICK SEAT SEQUENCE NAME JSON
 * pool TICK SEQUENCE NAME JSON      an answer of the pool of questions
 * hash TICK HEX                     the room's hash at that tick, before that tick's inputs
 * </pre>
 *
 * Inputs were applied at their tick, in the order of the lines. The last line is the hash at the
 * end of the game.
 */
final class PartyGolden {
    private PartyGolden() {}

    /** Plays a text and says the first line that does not hold, if there is one. */
    static Optional<String> firstDivergence(List<String> lines, Emissions told) {
        RoomMachine room = null;
        Seed seed = null;
        for (String line : lines) {
            String[] words = line.split(" ", 6);
            switch (words[0]) {
                case "#" -> {}
                case "seed" -> seed = Seed.ofHex(words[1]);
                case "party" -> room = open(seed, words);
                default -> {
                    room.advanceTo(Long.parseLong(words[1]), told);
                    if (!holds(room, words, told)) {
                        return Optional.of(line);
                    }
                }
            }
        }
        return room != null && room.finished()
                ? Optional.empty()
                : Optional.of("the game is not over");
    }

    private static RoomMachine open(Seed seed, String[] words) {
        PartyGame game = new PartyGame();
        if (game.info().rulesVersion() != Integer.parseInt(words[1])) {
            throw new IllegalArgumentException("no rules of version " + words[1]);
        }
        Map<String, String> options =
                Map.of(PartyGame.ROOM_CODE_OPTION, words[2], PartyGame.MODE_OPTION, words[3]);
        return RoomMachine.open(game, seed, List.of(), new TreeMap<>(options));
    }

    private static boolean holds(RoomMachine room, String[] words, Emissions told) {
        if (words[0].equals("hash")) {
            return room.hash().equals(new StateHash(words[2]));
        }
        return room.apply(input(room, words), told) instanceof Verdict.Accepted;
    }

    private static Input input(RoomMachine room, String[] words) {
        int seat = Integer.parseInt(words[2]);
        return switch (words[0]) {
            case "joined" -> new Input.Joined(PartyFixture.person(seat));
            case "left" -> new Input.Left(seat);
            case "gone" -> new Input.PresenceChanged(seat, Presence.GONE);
            case "here" -> new Input.PresenceChanged(seat, Presence.HERE);
            case "command" ->
                    new Input.Command(
                            seat,
                            Long.parseLong(words[3]),
                            (PlayerCommand) message(room, words[4], words[5]));
            case "pool" ->
                    new Input.RoomMessage(
                            QuestionMessages.POOL.address(),
                            Long.parseLong(words[2]),
                            // The JSON of these begins a word earlier.
                            message(room, words[3], joined(words)));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String joined(String[] words) {
        return words.length == 5 ? words[4] : words[4] + " " + words[5];
    }

    private static Message message(RoomMachine room, String name, String json) {
        MessageShape shape = room.game().vocabulary().shape(name).orElseThrow();
        try {
            return (Message) MessageJson.read(Json.mapper().readTree(json), shape);
        } catch (JsonProcessingException | WireException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The line of an input. */
    static String line(PartyRoom.Entry entry) {
        long tick = entry.tick();
        return switch (entry.input()) {
            case Input.Joined joined -> "joined %d %d".formatted(tick, joined.seat().index());
            case Input.Left left -> "left %d %d".formatted(tick, left.seat());
            case Input.PresenceChanged changed ->
                    (changed.presence() == Presence.HERE ? "here" : "gone")
                            + " %d %d".formatted(tick, changed.seat());
            case Input.Command command ->
                    "command %d %d %d %s"
                            .formatted(
                                    tick,
                                    command.seat(),
                                    command.sequence(),
                                    words(command.command()));
            case Input.RoomMessage message ->
                    "pool %d %d %s".formatted(tick, message.sequence(), words(message.message()));
            default -> throw new IllegalArgumentException(entry.toString());
        };
    }

    private static String words(Message message) {
        return MessageShape.of(message.getClass()).name() + " " + MessageJson.text(message);
    }
}
