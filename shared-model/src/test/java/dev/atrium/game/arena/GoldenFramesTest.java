package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.Game;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Frames of the past keep their meaning for good: they are read as what they said, and written as
 * they were. A format that differs is a new version of the subprotocol, beside this one.
 */
class GoldenFramesTest {
    private static final String FOLDER = "/dev/atrium/wire/atrium-v1/";

    /** What was in a file, by kind, so that no test passes for want of frames. */
    private final TreeMap<String, Integer> seen = new TreeMap<>();

    private final TreeMap<String, Integer> events = new TreeMap<>();

    @Test
    void blitzIsReadAsItWasShownAndWrittenAsItWas() throws IOException {
        readAndWriteAll("blitz-1.frames", new BlitzGame());
        assertTrue(seen.get("keyframe") >= 3, seen::toString);
        assertTrue(seen.get("delta") > 80 && seen.get("command") > 10, seen::toString);
        for (String type : List.of("warrior-eliminated", "power-up-spawned", "arena-shrinking")) {
            assertTrue(events.containsKey(type), type);
        }
    }

    @Test
    void siegeIsReadAsItWasShownAndWrittenAsItWas() throws IOException {
        readAndWriteAll("siege-1.frames", new SiegeGame());
        assertTrue(seen.get("keyframe") >= 4, seen::toString);
        assertTrue(seen.get("delta") > 50 && seen.get("command") > 10, seen::toString);
        assertTrue(events.containsKey("special-event"), events::toString);
    }

    @Test
    void practiceIsReadAsItWasShownAndWrittenAsItWas() throws IOException {
        readAndWriteAll("practice-1.frames", new PracticeGame());
        assertTrue(seen.get("keyframe") >= 3, seen::toString);
        assertTrue(seen.get("delta") > 60 && seen.get("command") > 10, seen::toString);
        assertTrue(events.containsKey("warrior-respawned"), events::toString);
    }

    @Test
    void whatIsRareIsReadAsItWasShownAndWrittenAsItWas() throws IOException {
        readAndWriteAll("edges-1.frames", new BlitzGame());
        assertEquals(2, seen.get("keyframe"));
        assertEquals(2, seen.get("delta"));
        assertEquals(11, seen.get("command"));
    }

    private void readAndWriteAll(String name, Game game) throws IOException {
        CompactFrames frames = new CompactFrames(game.compactForm().orElseThrow());
        List<String> lines = lines(name);
        assertEquals(game.info().id(), GoldenFrames.object(lines.getFirst()).get("game").asText());
        CompactView before = null;
        CompactView keyframe = null;
        for (String text : lines.subList(1, lines.size())) {
            ObjectNode line = GoldenFrames.object(text);
            if (line.has("client")) {
                command(frames, line);
                continue;
            }
            byte[] frame = HexFormat.of().parseHex(line.get("server").asText());
            boolean whole = CompactFrames.isKeyframe(frame);
            CompactView view =
                    whole
                            ? frames.readKeyframe(GoldenFrames.ROOM, frame)
                            : frames.readDelta(before, frame, GoldenFrames.MS_PER_TICK);
            keyframe = whole ? view : keyframe;
            assertEquals(
                    withSpecial(line.get("messages")).toString(),
                    GoldenFrames.messages(view, keyframe).toString());
            assertArrayEquals(
                    frame, whole ? frames.keyframe(view) : frames.delta(before, view), text);
            before = view;
            seen.merge(whole ? "keyframe" : "delta", 1, Integer::sum);
            for (JsonNode message : line.get("messages")) {
                events.merge(message.get("type").asText(), 1, Integer::sum);
            }
        }
    }

    /** What was recorded before special events were thought of tells of none. */
    private static JsonNode withSpecial(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.get("type").asText().equals("state")
                    && !message.get("data").has("special")) {
                ((ObjectNode) message.get("data")).putNull("special");
            }
        }
        return messages;
    }

    private void command(CompactFrames frames, ObjectNode line) {
        byte[] frame = HexFormat.of().parseHex(line.get("client").asText());
        CompactFrames.Command command = frames.readCommand(GoldenFrames.SEAT, frame);
        MoveWarrior move = (MoveWarrior) command.command();
        assertEquals(
                line.get("message").toString(),
                GoldenFrames.message(command.sequence(), move).toString());
        assertArrayEquals(frame, frames.command(command.sequence(), move));
        seen.merge("command", 1, Integer::sum);
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = GoldenFramesTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
