package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.dice.Seed;
import dev.atrium.game.Audience;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.SiegeGame;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the arena's message must have in it, as it is read, and which of those that can be read the
 * rules refuse, with the room's hash as it was. All of it on its way through a host, binary frames
 * and wrong times among it, is in room-host's {@code ArenaRefusalsTest}.
 */
class ArenaBadInputTest {
    private static final String MOVE =
            "{\"warriorId\":\"0-0\",\"direction\":\"n\",\"at\":{\"x\":5,\"y\":6}}";

    @Test
    void everyWordOfTheArenaIsLookedAt() {
        for (Game game : List.of(new BlitzGame(), new SiegeGame())) {
            List<String> names =
                    game.vocabulary().words().stream().map(word -> word.shape().name()).toList();
            assertEquals(List.of("move-warrior"), names);
        }
    }

    @Test
    void aFieldThatIsMissingIsNamed() throws Exception {
        for (String field : List.of("warriorId", "direction")) {
            ObjectNode move = Json.object(MOVE);
            move.remove(field);
            WireException wrong = assertThrows(WireException.class, () -> read(move));
            assertEquals("missing-field", wrong.code().code());
            assertTrue(wrong.text().contains(field), wrong.text());
        }
        for (String field : List.of("x", "y")) {
            ObjectNode move = Json.object(MOVE);
            ((ObjectNode) move.get("at")).remove(field);
            assertTrue(assertThrows(WireException.class, () -> read(move)).text().contains(field));
        }
    }

    @Test
    void whatIsNotKnownIsIgnored() throws Exception {
        ObjectNode move = Json.object(MOVE).put("damage", 100).put("seat", 3);
        ((ObjectNode) move.get("at")).put("z", 1);
        assertEquals(read(Json.object(MOVE)), read(move));
    }

    @Test
    void positionsAreBounded() throws Exception {
        for (long far : new long[] {1_000_001, -1_000_001, Integer.MAX_VALUE, 1L << 40}) {
            for (String field : List.of("x", "y")) {
                ObjectNode move = Json.object(MOVE);
                ((ObjectNode) move.get("at")).put(field, far);
                assertEquals(
                        "out-of-range",
                        assertThrows(WireException.class, () -> read(move)).code().code());
            }
        }
    }

    @Test
    void whoIsNotSeatedOrNamesAWarriorThatIsNotHisIsRefusedAndTheHashStays() {
        for (Game game : List.of(new BlitzGame(), new SiegeGame())) {
            RoomMachine room = open(game);
            refuse("not-seated", room, 7, "7-0");
            refuse("not-seated", room, 7, "0-0");
            refuse("not-owner", room, 0, "1-0");
            for (String warrior : List.of("9-9", "0-7", "x", "0", "-", "0-0-0")) {
                refuse("unknown-warrior", room, 0, warrior);
            }
        }
    }

    private static void refuse(String code, RoomMachine room, int seat, String warrior) {
        ObjectNode move = Json.mapper().createObjectNode();
        move.put("warriorId", warrior).put("direction", "se");
        StateHash before = room.hash();
        PlayerCommand command = read(move, "move-warrior");
        long sequence = room.lastSequence(seat) + 1;
        List<Object> told = new ArrayList<>();
        Verdict verdict =
                room.apply(
                        new Input.Command(seat, sequence, command),
                        new Emissions() {
                            @Override
                            public void event(long tick, Audience audience, Message event) {
                                told.add(event);
                            }

                            @Override
                            public void effect(long tick, Effect effect) {
                                told.add(effect);
                            }
                        });
        assertEquals(code, assertInstanceOf(Verdict.Refused.class, verdict, warrior).code());
        assertEquals(before, room.hash(), warrior);
        assertEquals(List.of(), told);
    }

    private static PlayerCommand read(JsonNode move, String action) {
        try {
            Vocabulary.Word word = new BlitzGame().vocabulary().word(action);
            return (PlayerCommand) MessageJson.read(move, word.shape());
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private static Object read(ObjectNode move) throws WireException {
        return MessageJson.read(move, new BlitzGame().vocabulary().word("move-warrior").shape());
    }

    private static RoomMachine open(Game game) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TreeMap<String, String> options = new TreeMap<>();
            options.put("warriors", "2");
            seats.add(new Seat(i, "p" + i, "P" + i, "fox", false, options));
        }
        return RoomMachine.open(game, Seed.of(new byte[Seed.BYTES]), seats, new TreeMap<>());
    }
}
