package dev.atrium.host.room;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Protocol;
import dev.atrium.wire.RoomMessages.PlayerInfo;
import dev.atrium.wire.ServerMessage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/** The JSON of what a room says. Its thread's alone. */
final class RoomEncoding {
    private RoomGrant.Owned owned;
    private final GameInfo info;
    private final int speed;
    private LongUnaryOperator wallClock;

    /**
     * Of a room that has not begun.
     *
     * @param speed game seconds in a wall second
     * @param wallClock which wall time a tick falls on
     */
    RoomEncoding(RoomGrant.Owned owned, int speed, LongUnaryOperator wallClock) {
        this.owned = owned;
        this.info = owned.game().info();
        this.speed = speed;
        this.wallClock = wallClock;
    }

    /**
     * Somebody who has come in.
     *
     * @param viewer as whom
     * @param sequence the last number of his stream
     * @param nextCommand the number of his next command, where a room keeps their order
     */
    record Arrival(Viewer viewer, long sequence, OptionalLong nextCommand) {}

    RoomGrant.Owned owned() {
        return owned;
    }

    /** The room is owned under another epoch from now on. */
    void speakAs(RoomGrant.Owned now) {
        owned = now;
    }

    void keepTimeBy(LongUnaryOperator clock) {
        wallClock = clock;
    }

    LongUnaryOperator wallClock() {
        return wallClock;
    }

    ServerMessage.Position position(long sequence, long tick) {
        return new ServerMessage.Position(owned.roomId(), owned.epoch(), sequence, tick);
    }

    /** A message of a stream. */
    byte[] inStream(long sequence, long tick, ServerMessage.Fields more, Message message) {
        return ServerMessage.inStream(
                position(sequence, tick),
                out -> {
                    code(out);
                    more.write(out);
                },
                message,
                wallClock);
    }

    /** An answer outside the streams. */
    byte[] answer(Optional<String> id, Message message, long tick) {
        return ServerMessage.encode(
                MessageShape.of(message.getClass()).name(),
                out -> {
                    begin(out, id);
                    out.writeNumberField("epoch", owned.epoch());
                    out.writeNumberField("tick", tick);
                },
                out -> MessageJson.write(out, message, wallClock));
    }

    /** A refusal that tells nothing of the room, not even how far it is. */
    byte[] refusal(Optional<String> id, ErrorBody error) {
        return ServerMessage.encode(
                MessageShape.of(ErrorBody.class).name(),
                out -> begin(out, id),
                out -> MessageJson.write(out, error, wallClock));
    }

    /**
     * The answer to {@code enter}; with the first view, once there is one.
     *
     * @param arrival who came in
     */
    byte[] entered(
            Arrival arrival,
            Optional<String> id,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine) {
        long tick = machine.map(RoomMachine::tick).orElse(0L);
        return ServerMessage.encode(
                "entered",
                out -> {
                    begin(out, id);
                    out.writeNumberField("epoch", owned.epoch());
                    out.writeNumberField("seq", arrival.sequence());
                    out.writeNumberField("tick", tick);
                },
                out -> enteredData(out, arrival, players, machine, tick));
    }

    private void begin(JsonGenerator out, Optional<String> id) throws IOException {
        if (id.isPresent()) {
            out.writeStringField("id", id.get());
        }
        out.writeStringField("room", owned.roomId());
        code(out);
    }

    private void code(JsonGenerator out) throws IOException {
        Optional<String> code = owned.roomCode();
        if (code.isPresent()) {
            out.writeStringField("roomCode", code.get());
        }
    }

    private void enteredData(
            JsonGenerator out,
            Arrival arrival,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine,
            long tick)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("roomId", owned.roomId());
        switch (arrival.viewer()) {
            case Viewer.Seated seated -> out.writeNumberField("seat", seated.seat());
            case Viewer.Watcher watcher -> out.writeNullField("seat");
        }
        if (arrival.nextCommand().isPresent()) {
            out.writeNumberField("nextSeq", arrival.nextCommand().getAsLong());
        }
        out.writeStringField("game", info.id());
        out.writeNumberField("rulesVersion", info.rulesVersion());
        out.writeNumberField("protocol", Protocol.VERSION);
        out.writeNumberField("oldestProtocol", Protocol.OLDEST_ACCEPTED);
        out.writeNumberField("pingMs", info.heartbeat().pingMs());
        out.writeNumberField("tick", tick);
        out.writeNumberField("tickRate", info.tickRateHz());
        out.writeNumberField("viewRate", info.viewRateHz());
        out.writeNumberField("speed", speed);
        out.writeArrayFieldStart("players");
        for (PlayerInfo player : players) {
            MessageJson.write(out, player, wallClock);
        }
        out.writeEndArray();
        if (machine.isPresent()) {
            out.writeFieldName("state");
            MessageJson.write(out, machine.get().view(arrival.viewer()), wallClock);
        }
        out.writeEndObject();
    }
}
