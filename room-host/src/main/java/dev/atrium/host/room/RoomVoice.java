package dev.atrium.host.room;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.game.Audience;
import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.journal.JournalWriter;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Protocol;
import dev.atrium.wire.RoomMessages.PlayerInfo;
import dev.atrium.wire.ServerMessage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * How a room speaks: numbers the messages of its streams, encodes once what is the same for all,
 * and per seat what differs. Its thread's alone.
 */
final class RoomVoice {
    private final RoomGrant grant;
    private final GameInfo info;
    private final RoomSeats seats;
    private final int speed;
    private LongUnaryOperator wallClock;
    private final boolean shared;
    private long sharedSequence;

    RoomVoice(RoomGrant grant, RoomSeats seats, int speed, LongUnaryOperator wallClock) {
        this.grant = grant;
        this.info = grant.game().info();
        this.seats = seats;
        this.speed = speed;
        this.wallClock = wallClock;
        this.shared = info.viewScope() == GameInfo.ViewScope.SHARED;
    }

    /** Which wall time a tick falls on, once there is a play; until then no message names one. */
    void keepTimeBy(LongUnaryOperator clock) {
        wallClock = clock;
    }

    /** Tells an event to those of its audience who are connected. */
    void event(long tick, Audience audience, Message event) {
        if (shared && audience.equals(Audience.ALL)) {
            byte[] bytes = inStream(++sharedSequence, tick, ServerMessage.Fields.NONE, event);
            for (RoomSeats.Place place : seats.all()) {
                Connection connection = place.connection();
                if (connection != null) {
                    connection.send(bytes);
                }
            }
            return;
        }
        for (RoomSeats.Place place : seats.all()) {
            Connection connection = place.connection();
            if (audience.includes(Viewer.seat(place.index())) && connection != null) {
                connection.send(inStream(next(place), tick, ServerMessage.Fields.NONE, event));
            }
        }
    }

    /** Sends everybody the newest view. */
    void views(RoomMachine machine, JournalWriter journal) {
        byte[] same = null;
        for (RoomSeats.Place place : seats.all()) {
            Connection connection = place.connection();
            if (connection == null) {
                continue;
            }
            if (!shared) {
                connection.sendView(view(machine, journal, place, next(place)));
            } else {
                if (same == null) {
                    same = view(machine, journal, place, ++sharedSequence);
                }
                connection.sendView(same);
            }
        }
    }

    private byte[] view(
            RoomMachine machine, JournalWriter journal, RoomSeats.Place place, long sequence) {
        Message view = machine.view(Viewer.seat(place.index()));
        return inStream(
                sequence, machine.tick(), out -> acknowledged(out, machine, journal, place), view);
    }

    private void acknowledged(
            JsonGenerator out, RoomMachine machine, JournalWriter journal, RoomSeats.Place viewer)
            throws IOException {
        out.writeObjectFieldStart("applied");
        for (RoomSeats.Place place : seats.all()) {
            if (told(place, viewer)) {
                out.writeNumberField(
                        Integer.toString(place.index()), machine.lastSequence(place.index()));
            }
        }
        out.writeEndObject();
        out.writeObjectFieldStart("durable");
        for (RoomSeats.Place place : seats.all()) {
            if (told(place, viewer)) {
                out.writeNumberField(
                        Integer.toString(place.index()), journal.durableSequence(place.index()));
            }
        }
        out.writeEndObject();
    }

    private boolean told(RoomSeats.Place place, RoomSeats.Place viewer) {
        return !place.plan().bot() && (shared || place == viewer);
    }

    /** The answer to {@code enter}; with the first view, once there is one. */
    void entered(
            RoomSeats.Place place,
            Optional<String> id,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine) {
        Connection connection = place.connection();
        if (connection == null) {
            return;
        }
        long tick = machine.map(RoomMachine::tick).orElse(0L);
        connection.send(
                ServerMessage.encode(
                        "entered",
                        out -> envelope(out, id, shared ? sharedSequence : place.sequence(), tick),
                        out -> enteredData(out, place, players, machine, tick)));
    }

    private void enteredData(
            JsonGenerator out,
            RoomSeats.Place place,
            List<PlayerInfo> players,
            Optional<RoomMachine> machine,
            long tick)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("roomId", grant.roomId());
        out.writeNumberField("seat", place.index());
        out.writeStringField("game", info.id());
        out.writeNumberField("rulesVersion", info.rulesVersion());
        out.writeNumberField("protocol", Protocol.VERSION);
        out.writeNumberField("oldestProtocol", Protocol.OLDEST_ACCEPTED);
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
            Message view = machine.get().view(Viewer.seat(place.index()));
            MessageJson.write(out, view, wallClock);
        }
        out.writeEndObject();
    }

    /** An answer to one connection, outside the streams. */
    void answer(Connection connection, Optional<String> id, Message message, long tick) {
        connection.send(
                ServerMessage.encode(
                        MessageShape.of(message.getClass()).name(),
                        out -> {
                            if (id.isPresent()) {
                                out.writeStringField("id", id.get());
                            }
                            out.writeStringField("room", grant.roomId());
                            out.writeNumberField("epoch", grant.epoch());
                            out.writeNumberField("tick", tick);
                        },
                        out -> MessageJson.write(out, message, wallClock)));
    }

    private void envelope(JsonGenerator out, Optional<String> id, long sequence, long tick)
            throws IOException {
        if (id.isPresent()) {
            out.writeStringField("id", id.get());
        }
        out.writeStringField("room", grant.roomId());
        out.writeNumberField("epoch", grant.epoch());
        out.writeNumberField("seq", sequence);
        out.writeNumberField("tick", tick);
    }

    private byte[] inStream(long sequence, long tick, ServerMessage.Fields more, Message message) {
        return ServerMessage.inStream(
                new ServerMessage.Position(grant.roomId(), grant.epoch(), sequence, tick),
                more,
                message,
                wallClock);
    }

    private long next(RoomSeats.Place place) {
        return shared ? ++sharedSequence : place.nextSequence();
    }
}
