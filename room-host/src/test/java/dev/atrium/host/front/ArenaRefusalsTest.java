package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.Game;
import dev.atrium.game.arena.ArenaView;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.SiegeGame;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The arena's message as it should not be, in JSON and in binary, on its way through the front into
 * a room that plays: with every field missing, of every wrong type and out of its range, and at the
 * wrong time. Each has its one code; and the room, its journal too, is as its twin, whose players
 * do the same and say nothing wrong.
 */
class ArenaRefusalsTest {
    private static final String MOVE =
            "{\"action\":\"move-warrior\",\"warriorId\":\"0-0\",\"direction\":\"n\","
                    + "\"seq\":%d,\"at\":{\"x\":5,\"y\":6}}";

    private static final List<String> NO_TEXTS =
            List.of(
                    "true",
                    "7",
                    "-7",
                    "1.5",
                    "1e300",
                    "[]",
                    "[1]",
                    "{}",
                    "{\"x\":1}",
                    "9".repeat(20));
    private static final List<String> NO_NUMBERS =
            List.of(
                    "true",
                    "1.5",
                    "1e300",
                    "\"\"",
                    "\"x\"",
                    "\"7\"",
                    "[]",
                    "[1]",
                    "{}",
                    "{\"x\":1}");
    private static final List<String> NO_OBJECTS =
            List.of("true", "7", "1.5", "\"\"", "\"x\"", "[]", "[1]", "9".repeat(20));
    private static final String LONG = "\"" + "9".repeat(17) + "\"";

    /**
     * Values of one field that have one code.
     *
     * @param values as JSON; empty for a field that is not there
     */
    private record Row(String field, String code, List<String> values) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row("warriorId", "missing-field", List.of("", "null")),
                    new Row("warriorId", "invalid-field", NO_TEXTS),
                    new Row("warriorId", "out-of-range", List.of("\"\"", LONG)),
                    new Row(
                            "warriorId",
                            "unknown-warrior",
                            List.of("\"x\"", "\"\\u0000\"", "\"n n\"", "\"0-1\"", "\"9-0\"")),
                    new Row("warriorId", "not-owner", List.of("\"1-0\"", "\"2-0\"")),
                    new Row("direction", "missing-field", List.of("", "null")),
                    new Row("direction", "invalid-field", NO_TEXTS),
                    new Row(
                            "direction",
                            "out-of-range",
                            List.of("\"\"", "\"x\"", "\"N\"", "\"\\u0000\"", "\"n n\"", LONG)),
                    new Row("at", "invalid-field", NO_OBJECTS),
                    new Row("at", "missing-field", List.of("{}", "{\"x\":1}", "{\"y\":1}")),
                    new Row("x", "missing-field", List.of("", "null")),
                    new Row("x", "invalid-field", NO_NUMBERS),
                    new Row(
                            "x",
                            "out-of-range",
                            List.of("1000001", "-1000001", "4294967296", "9".repeat(20))),
                    new Row("y", "missing-field", List.of("", "null")),
                    new Row("y", "invalid-field", NO_NUMBERS),
                    new Row(
                            "y",
                            "out-of-range",
                            List.of("1000001", "-1000001", "4294967296", "9".repeat(20))),
                    new Row("seq", "missing-field", List.of("", "null")),
                    new Row("seq", "invalid-field", NO_NUMBERS),
                    new Row("seq", "out-of-range", List.of("0", "-7", "9".repeat(20))));

    /** Two stages on which the same happens, but for what is refused on the first. */
    private static final class Twins {
        final FrontStage stage;
        final FrontStage twin;
        private final boolean compact;
        private final FrontStage.Line[] lines = new FrontStage.Line[SEATS];
        private final FrontStage.Line[] twinLines = new FrontStage.Line[SEATS];
        private final CompactFrames frames;
        private long sequence;

        Twins(Game game, boolean compact) {
            this.stage = new FrontStage(game, 1, 2, 1);
            this.twin = new FrontStage(game, 1, 2, 1);
            this.frames = new CompactFrames(game.compactForm().orElseThrow());
            this.compact = compact;
        }

        Twins enter(int... seats) {
            for (int seat : seats) {
                lines[seat] = stage.enter(seat, compact);
                twinLines[seat] = twin.enter(seat, compact);
            }
            return this;
        }

        void pass(long ms) {
            stage.room.pass(ms);
            twin.room.pass(ms);
        }

        /** A seat moves its warrior on both. */
        void move(int seat, int warrior, Direction way) {
            sequence++;
            say(lines[seat], seat, warrior, way);
            say(twinLines[seat], seat, warrior, way);
        }

        private void say(FrontStage.Line line, int seat, int warrior, Direction way) {
            String id = seat + "-" + warrior;
            if (compact) {
                line.say(frames.command(sequence, new MoveWarrior(id, way, Optional.empty())));
            } else {
                String word = way.name().toLowerCase(Locale.ROOT);
                line.say(
                        MOVE.formatted(sequence)
                                .replace("0-0", id)
                                .replace("\"n\"", "\"" + word + "\""));
            }
        }

        /** A seat gives itself up on both. */
        void leave(int seat) {
            lines[seat].say("{\"action\":\"leave\"}");
            twinLines[seat].say("{\"action\":\"leave\"}");
        }

        /** What one says on the first stage is refused with that code, and changes nothing. */
        void refuses(String code, FrontStage.Line line, String said, Runnable say) {
            assertEquals(List.of(), line.refused(), said + ": nothing before it");
            say.run();
            pass(50);
            List<String> codes = line.refused().stream().map(e -> e.path("code").asText()).toList();
            assertEquals(List.of(code), codes, said);
            assertEquals(twin.room.applied(), stage.room.applied(), said);
            assertEquals(twin.room.hash(), stage.room.hash(), said);
        }

        /** The same of a move of a warrior of that seat, in the form that its line speaks. */
        void refusesMove(String code, FrontStage.Line line, int seat, int warrior) {
            sequence++;
            String said = code + ": " + seat + "-" + warrior + (compact ? ", binary" : "");
            refuses(code, line, said, () -> say(line, seat, warrior, Direction.SE));
        }
    }

    private static final int SEATS = 3;
    private static final List<Game> GAMES = List.of(new BlitzGame(), new SiegeGame());

    @Test
    void everyFieldThatIsWrongHasItsCodeAndTheRoomStaysAsItWas() throws Exception {
        Twins twins = new Twins(new BlitzGame(), false).enter(0, 1, 2);
        twins.pass(200);
        FrontStage.Line line = twins.lines[0];
        int refused = 0;
        for (Row row : ROWS) {
            for (String value : row.values()) {
                String said = said(row.field(), value, ++twins.sequence);
                twins.refuses(row.code(), line, said, () -> line.say(said));
                refused++;
            }
        }
        assertTrue(refused > 80, "refused: " + refused);
        twins.move(0, 0, Direction.E);
        twins.pass(100);
        assertEquals(List.of(), line.refused(), "the same with nothing wrong in it");
        assertEquals(1, twins.stage.room.applied().size());
    }

    private static String said(String field, String value, long sequence) throws Exception {
        ObjectNode move = Json.object(MOVE.formatted(sequence));
        boolean inside = field.equals("x") || field.equals("y");
        ObjectNode in = inside ? (ObjectNode) move.get("at") : move;
        in.remove(field);
        if (!value.isEmpty()) {
            JsonNode node = Json.mapper().readTree(value);
            in.set(field, node);
        }
        return move.toString();
    }

    @Test
    void whatIsWrongIsSaidByTheNameOfItsField() throws Exception {
        Twins twins = new Twins(new BlitzGame(), false).enter(0, 1, 2);
        twins.pass(200);
        FrontStage.Line line = twins.lines[0];
        for (String field : List.of("warriorId", "direction", "x", "y", "seq")) {
            line.say(said(field, "", 1));
            String message = line.refused().getFirst().path("message").asText();
            assertTrue(message.contains(field), message);
        }
    }

    @Test
    void binaryFramesThatCannotBeReadAreMalformedAndTheRoomStaysAsItWas() {
        byte[] good =
                new CompactFrames(new BlitzGame().compactForm().orElseThrow())
                        .command(1, new MoveWarrior("0-0", Direction.E, Optional.empty()));
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] shorter = Arrays.copyOf(good, good.length - 1);
        byte[] unknownKind = good.clone();
        unknownKind[0] = 9;
        byte[] keyframe = good.clone();
        keyframe[0] = 1;
        byte[] numberNought = good.clone();
        numberNought[1] = 0;
        for (byte[] frame :
                List.of(new byte[0], longer, shorter, unknownKind, keyframe, numberNought)) {
            Twins twins = new Twins(new BlitzGame(), true).enter(0, 1, 2);
            twins.pass(200);
            FrontStage.Line line = twins.lines[0];
            String said = Arrays.toString(frame);
            twins.refuses("malformed", line, said, () -> line.say(frame));
            assertEquals(List.of(), line.closed, said);
        }
    }

    @Test
    void beforeItsPlayerEntersASeatIsNotCommanded() {
        for (Game game : GAMES) {
            for (boolean compact : new boolean[] {false, true}) {
                Twins twins = new Twins(game, compact).enter(0, 2);
                twins.pass(11_000);
                assertEquals(4, twins.stage.view().warriors().size(), "it plays, he not there");
                FrontStage.Line line = twins.stage.line(compact);
                twins.refusesMove("not-entered", line, 1, 0);
                twins.refusesMove("not-entered", line, 1, 1);
            }
        }
    }

    @Test
    void afterTheLastFallAndAfterTheEndNothingIsTaken() {
        for (Game game : GAMES) {
            for (boolean compact : new boolean[] {false, true}) {
                Twins twins = new Twins(game, compact).enter(0, 1, 2);
                twins.pass(200);
                twins.refusesMove("unknown-warrior", twins.lines[0], 0, 1);
                fightUntilTheFirstHasFallen(twins);

                FrontStage.Line fallen = twins.lines[0];
                twins.refusesMove("warrior-fallen", fallen, 0, 0);
                twins.refusesMove("unknown-warrior", fallen, 0, 1);

                twins.leave(2);
                twins.pass(100);
                assertTrue(twins.stage.room.isFinished());
                for (int seat = 0; seat < 2; seat++) {
                    twins.refusesMove("room-over", twins.lines[seat], seat, 0);
                }
                for (FrontStage stage : List.of(twins.stage, twins.twin)) {
                    stage.room.ends.getFirst().done().accept(new RoomEnding.Result.Stored("00"));
                    stage.room.run();
                }
                for (int seat = 0; seat < 2; seat++) {
                    twins.refusesMove("room-over", twins.lines[seat], seat, 0);
                }
                twins.refusesMove("not-entered", twins.lines[2], 2, 0);
            }
        }
    }

    /** The two of the second seat meet the one of the first in the middle, and fell him. */
    private static void fightUntilTheFirstHasFallen(Twins twins) {
        for (int step = 0; step < 1_000; step++) {
            List<ArenaView.WarriorView> living = twins.stage.view().warriors();
            if (living.stream().noneMatch(warrior -> warrior.seat() == 0)) {
                assertEquals(
                        2, living.stream().map(ArenaView.WarriorView::seat).distinct().count());
                return;
            }
            int middle = twins.stage.view().arena().max() / 2;
            for (ArenaView.WarriorView warrior : living) {
                Direction way = towards(middle - warrior.x(), middle - warrior.y());
                if (warrior.seat() != 2 && way != warrior.direction()) {
                    int number = warrior.id().charAt(2) - '0';
                    twins.move(warrior.seat(), number, way);
                }
            }
            twins.pass(100);
        }
        throw new AssertionError("he lives: " + twins.stage.view());
    }

    private static Direction towards(int wayX, int wayY) {
        int x = Math.abs(wayX) < 200 ? 0 : Integer.signum(wayX);
        int y = Math.abs(wayY) < 200 ? 0 : Integer.signum(wayY);
        for (Direction direction : Direction.values()) {
            if (direction.stepX() == x && direction.stepY() == y) {
                return direction;
            }
        }
        throw new AssertionError();
    }
}
