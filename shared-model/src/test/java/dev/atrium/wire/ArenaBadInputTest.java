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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every message of the arena with every field missing, of every wrong type and out of its range,
 * and as it should be but at the wrong time: before entering, after the own warriors fell, and
 * after the end. Each has its code, and leaves the room's hash as it was.
 */
class ArenaBadInputTest {
    private static final Set<String> SHAPE_CODES =
            Set.of("missing-field", "invalid-field", "out-of-range");

    /** Of no type that a field of the arena's has at once. */
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "7",
                    "-7",
                    "1.5",
                    "1e300",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0000\"",
                    "[]",
                    "[1]",
                    "{}",
                    "{\"x\":1}",
                    "99999999999999999999",
                    "\"n n\"",
                    "\"" + "9".repeat(17) + "\"");

    /** Values of a field that are what it may be, whatever they mean. */
    private static final Map<String, Set<String>> RIGHT =
            Map.of(
                    "warriorId", Set.of("\"x\"", "\"\\u0000\"", "\"n n\""),
                    "direction", Set.of(),
                    "at", Set.of("null"),
                    "x", Set.of("7", "-7"),
                    "y", Set.of("7", "-7"));

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
    void aFieldOfTheWrongTypeOrOutOfItsRangeIsRefusedForThat() throws Exception {
        int refused = 0;
        for (String field : List.of("warriorId", "direction", "at", "x", "y")) {
            for (String value : VALUES) {
                ObjectNode move = Json.object(MOVE);
                boolean inside = field.equals("x") || field.equals("y");
                ObjectNode in = inside ? (ObjectNode) move.get("at") : move;
                in.set(field, Json.mapper().readTree(value));
                if (RIGHT.get(field).contains(value)) {
                    assertTrue(read(move) != null);
                    continue;
                }
                WireException wrong =
                        assertThrows(WireException.class, () -> read(move), field + "=" + value);
                assertTrue(SHAPE_CODES.contains(wrong.code().code()), field + "=" + value);
                refused++;
            }
        }
        assertTrue(refused > 60, "refused: " + refused);
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
    void atTheWrongTimeOrForTheWrongWarriorItIsRefusedAndTheHashStays() throws Exception {
        for (Game game : List.of(new BlitzGame(), new SiegeGame())) {
            RoomMachine room = open(game);
            Set<String> codes = new TreeSet<>();
            refuseAll(room, 7, codes);
            assertEquals(Set.of("not-seated"), codes, "before he enters");

            codes.clear();
            for (String warrior : List.of("1-0", "9-9", "0-7", "x", "0", "-", "0-0-0")) {
                refuse(room, 0, warrior, codes);
            }
            assertEquals(Set.of("not-owner", "unknown-warrior"), codes);

            room.apply(new Input.Forfeited(0, "speed"), Emissions.NONE);
            codes.clear();
            refuseAll(room, 0, codes);
            assertEquals(Set.of("warrior-fallen"), codes, "after his warriors fell");

            room.apply(new Input.Forfeited(1, "speed"), Emissions.NONE);
            room.advanceTo(room.tick() + 1, Emissions.NONE);
            assertTrue(room.finished());
            for (int seat = 0; seat < 3; seat++) {
                codes.clear();
                refuseAll(room, seat, codes);
                assertEquals(Set.of("room-over"), codes, "after the end");
            }
        }
    }

    private static void refuseAll(RoomMachine room, int seat, Set<String> codes) {
        for (String warrior : List.of(seat + "-0", seat + "-1")) {
            refuse(room, seat, warrior, codes);
        }
    }

    private static void refuse(RoomMachine room, int seat, String warrior, Set<String> codes) {
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
        codes.add(assertInstanceOf(Verdict.Refused.class, verdict, warrior).code());
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
