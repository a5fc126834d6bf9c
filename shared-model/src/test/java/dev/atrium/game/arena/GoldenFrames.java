package dev.atrium.game.arena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.Game;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames of {@code atrium.v1} as text, and what they say as JSON: one JSON object a line, which the
 * tests of every codec read.
 *
 * <pre>
 * {"about": …, "game": …, "room": …, "seat": …, "tickRate": …, "speed": …}   the first line
 * {"server": HEX, "messages": […]}   a frame to the client, and the JSON messages it stands for
 * {"client": HEX, "message": {…}}    a frame of that seat, and the JSON message it stands for
 * </pre>
 *
 * Server frames are of one socket, in order: a delta leads from the line before it. Their messages
 * are the events, at the frame's tick and without {@code seq}, then the view.
 */
final class GoldenFrames {
    /** Of games at the wall clock's speed. */
    static final double MS_PER_TICK = 1000 / 60.0;

    /** The room that all of them are in, and the seat that commands come from. */
    static final String ROOM = "golden-room";

    static final int SEAT = 0;
    private static final HexFormat HEX = HexFormat.of();

    private final CompactFrames frames;
    private final List<String> lines = new ArrayList<>();
    private @Nullable CompactView before;
    private @Nullable CompactView keyframe;

    GoldenFrames(Game game, String about) {
        this.frames = new CompactFrames(game.compactForm().orElseThrow());
        ObjectNode head = Json.mapper().createObjectNode();
        head.put("about", about).put("game", game.info().id()).put("room", ROOM).put("seat", SEAT);
        lines.add(head.put("tickRate", game.info().tickRateHz()).put("speed", 1).toString());
    }

    /** The client is shown that; by a delta, if one leads there. */
    void show(CompactView view) {
        CompactView last = before;
        boolean delta = last != null && CompactFrames.follows(last, view);
        byte[] frame = delta ? frames.delta(last, view) : frames.keyframe(view);
        if (!delta) {
            keyframe = view;
        }
        before = view;
        ObjectNode line = Json.mapper().createObjectNode().put("server", HEX.formatHex(frame));
        lines.add(line.set("messages", messages(view, keyframe)).toString());
    }

    /** The client missed something, so the next one is a keyframe. */
    void miss() {
        before = null;
    }

    /** The client sends that. */
    void send(long sequence, MoveWarrior move) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("client", HEX.formatHex(frames.command(sequence, move)));
        lines.add(line.set("message", message(sequence, move)).toString());
    }

    List<String> lines() {
        return lines;
    }

    /** A command in JSON. */
    static ObjectNode message(long sequence, MoveWarrior move) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("action", "move-warrior").put("room", ROOM);
        ObjectNode fields = object(MessageJson.text(move));
        // As clients send it: what is not there is left out.
        if (fields.get("at").isNull()) {
            fields.remove("at");
        }
        message.setAll(fields);
        return message.put("seq", sequence);
    }

    /**
     * What a frame says in JSON.
     *
     * @param keyframe the last one, whose wall time all deadlines count from
     */
    static ArrayNode messages(CompactView view, CompactView keyframe) {
        ServerMessage.Position position = view.position();
        ArrayNode messages = Json.mapper().createArrayNode();
        for (String text : view.events()) {
            ObjectNode told = object(text);
            ObjectNode event = messages.addObject().put("type", told.path("type").asText());
            event.put("room", position.room()).put("epoch", position.epoch());
            event.put("tick", position.tick()).set("data", told.get("data"));
        }
        byte[] state =
                ServerMessage.inStream(
                        position,
                        out -> {
                            out.writeObjectFieldStart("applied");
                            for (int i = 0; i < view.acknowledged().size(); i++) {
                                String seat = Integer.toString(view.acknowledged().seat(i));
                                out.writeNumberField(seat, view.acknowledged().applied(i));
                            }
                            out.writeEndObject();
                            out.writeObjectFieldStart("durable");
                            for (int i = 0; i < view.acknowledged().size(); i++) {
                                String seat = Integer.toString(view.acknowledged().seat(i));
                                out.writeNumberField(seat, view.acknowledged().durable(i));
                            }
                            out.writeEndObject();
                        },
                        view.view(),
                        tick -> wallMs(tick, keyframe));
        return messages.add(object(new String(state, StandardCharsets.UTF_8)));
    }

    private static long wallMs(long tick, CompactView keyframe) {
        return keyframe.timeMs() + Math.round((tick - keyframe.position().tick()) * MS_PER_TICK);
    }

    static ObjectNode object(String json) {
        try {
            return Json.object(json);
        } catch (WireException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
