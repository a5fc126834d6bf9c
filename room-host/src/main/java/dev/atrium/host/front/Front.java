package dev.atrium.host.front;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Handles what connections send. Each bad input is answered with its code and changes nothing;
 * floods are refused before anything is read.
 */
public final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final long RETRY_MS = 1_000;

    private final ConcurrentHashMap<Connection, Visitor> visitors = new ConcurrentHashMap<>();
    private final RoomOpener opener;
    private final Credentials credentials;
    private final Executor blocking;
    private final InstantSource wallClock;
    private final int speed;

    /**
     * A front.
     *
     * @param blocking for opening rooms
     * @param speed game seconds in a wall second; limits on input count game time
     */
    public Front(
            RoomOpener opener,
            Credentials credentials,
            Executor blocking,
            InstantSource wallClock,
            int speed) {
        this.opener = opener;
        this.credentials = credentials;
        this.blocking = blocking;
        this.wallClock = wallClock;
        this.speed = speed;
    }

    /** A connection is there. */
    public void opened(Connection connection) {
        visitors.put(connection, new Visitor(connection, speed));
    }

    /** A connection is gone; its seats are told. */
    public void closed(Connection connection) {
        Visitor visitor = visitors.remove(connection);
        if (visitor != null) {
            visitor.rooms().forEach(room -> room.post(new RoomCall.Disconnected(connection)));
        }
    }

    /** How many there are. */
    public int connections() {
        return visitors.size();
    }

    /**
     * Looks after connections, about once a second: closes those that never enter, and tells rooms
     * of those that are silent.
     *
     * @param enterWithinMs how long a connection may be open without entering
     * @param silentMs after how long it counts as gone
     */
    public void sweep(long enterWithinMs, long silentMs) {
        for (Visitor visitor : visitors.values()) {
            Connection connection = visitor.connection();
            if (visitor.idleMs() > enterWithinMs) {
                connection.close(CloseCode.UNAUTHORIZED);
                closed(connection);
            } else if (connection.silentMs() > silentMs) {
                visitor.rooms().forEach(room -> room.post(new RoomCall.Disconnected(connection)));
            }
        }
    }

    /** A message came. In order for each connection. */
    public void message(Connection connection, byte[] utf8) {
        Visitor visitor = visitors.get(connection);
        if (visitor == null) {
            return;
        }
        connection.heard();
        switch (visitor.limit().take(System.nanoTime())) {
            case TAKEN -> read(visitor, utf8);
            case REFUSED -> {
                long wait = visitor.limit().retryAfterMs();
                tell(
                        connection,
                        Optional.empty(),
                        ErrorBody.of(ErrorCode.RATE_LIMITED, "").retryAfter(wait));
            }
            case REFUSED_IN_SILENCE -> {}
            case ABUSE -> {
                connection.close(CloseCode.RATE_LIMITED);
                closed(connection);
            }
        }
    }

    private void read(Visitor visitor, byte[] utf8) {
        Connection connection = visitor.connection();
        ClientMessage message;
        try {
            message = ClientMessage.parse(utf8);
        } catch (WireException e) {
            tell(connection, Optional.empty(), ErrorBody.of(e, ""));
            if (visitor.malformed()) {
                connection.close(CloseCode.MALFORMED);
                closed(connection);
            }
            return;
        }
        visitor.wellFormed();
        try {
            handle(visitor, message);
        } catch (WireException e) {
            tell(connection, message.id(), ErrorBody.of(e, message.action()));
        } catch (RuntimeException e) {
            LOG.error("handling {} failed", message.action(), e);
            tell(connection, message.id(), ErrorBody.of(ErrorCode.INTERNAL, message.action()));
        }
    }

    private void handle(Visitor visitor, ClientMessage message) throws WireException {
        switch (message.action()) {
            case "ping" -> ping(visitor.connection(), message);
            case "enter" -> enter(visitor, message);
            case "resume" -> resume(visitor, message);
            case "leave" ->
                    post(
                            visitor,
                            message,
                            entered(visitor, message),
                            new RoomCall.Leave(visitor.connection(), message.id()));
            default -> play(visitor, message);
        }
    }

    private void ping(Connection connection, ClientMessage message) throws WireException {
        RoomMessages.Ping ping = message.as(RoomMessages.Ping.class);
        tell(connection, message.id(), new RoomMessages.Pong(ping.t(), wallClock.millis()));
    }

    private void enter(Visitor visitor, ClientMessage message) throws WireException {
        RoomMessages.Enter enter = message.as(RoomMessages.Enter.class);
        Connection connection = visitor.connection();
        switch (credentials.ticket(enter.ticket())) {
            case Credentials.Admission.Denied denied ->
                    tell(connection, message.id(), ErrorBody.of(denied.code(), message.action()));
            case Credentials.Admission.Admitted admitted -> {
                Optional<String> signedIn = signedIn(connection, enter.token());
                if (signedIn.isPresent() && !signedIn.get().equals(admitted.playerId())) {
                    throw new WireException(ErrorCode.TICKET_INVALID);
                }
                RoomCall call =
                        new RoomCall.Enter(
                                connection,
                                message.id(),
                                admitted.playerId(),
                                admitted.seat(),
                                enter.nonce(),
                                signedIn.isPresent());
                into(visitor, message, admitted.roomId(), call);
            }
        }
    }

    private void resume(Visitor visitor, ClientMessage message) throws WireException {
        RoomMessages.Resume resume = message.as(RoomMessages.Resume.class);
        Optional<String> player = signedIn(visitor.connection(), resume.token());
        if (player.isEmpty()) {
            throw new WireException(ErrorCode.UNAUTHORIZED);
        }
        RoomCall call = new RoomCall.Resume(visitor.connection(), message.id(), player.get());
        into(visitor, message, resume.roomId(), call);
    }

    /** Who it is, beside what a ticket says. */
    private Optional<String> signedIn(Connection connection, Optional<String> token) {
        return connection.playerId().or(() -> token.flatMap(credentials::playerOf));
    }

    private void into(Visitor visitor, ClientMessage message, String roomId, RoomCall call) {
        if (!visitor.mayEnterMore(roomId)) {
            tell(
                    visitor.connection(),
                    message.id(),
                    ErrorBody.refusal(
                            "too-many-rooms",
                            "One connection may be in " + Visitor.ROOMS_MAX + " rooms.",
                            message.action()));
            return;
        }
        blocking.execute(
                () -> {
                    try {
                        arrive(visitor, message, opener.find(roomId), call);
                    } catch (RuntimeException e) {
                        LOG.error("opening room {} failed", roomId, e);
                        tell(
                                visitor.connection(),
                                message.id(),
                                ErrorBody.of(ErrorCode.INTERNAL, message.action()));
                    }
                });
    }

    private void arrive(
            Visitor visitor, ClientMessage message, RoomOpener.Found found, RoomCall call) {
        Connection connection = visitor.connection();
        switch (found) {
            case RoomOpener.Found.Here here -> {
                visitor.entered(here.room());
                post(visitor, message, here.room(), call);
                if (!visitors.containsKey(connection)) {
                    // It went while the room was opened: its seat must not wait for it.
                    here.room().post(new RoomCall.Disconnected(connection));
                }
            }
            case RoomOpener.Found.Elsewhere elsewhere ->
                    tell(
                            connection,
                            message.id(),
                            new RoomMessages.RoomMoved(
                                    elsewhere.host().directUrl(), elsewhere.epoch()));
            case RoomOpener.Found.Unknown unknown ->
                    refuse(connection, message, ErrorCode.ROOM_NOT_FOUND);
            case RoomOpener.Found.Over over -> refuse(connection, message, ErrorCode.ROOM_OVER);
            case RoomOpener.Found.Unavailable unavailable ->
                    tell(
                            connection,
                            message.id(),
                            ErrorBody.of(ErrorCode.UNAVAILABLE, message.action())
                                    .retryAfter(RETRY_MS));
        }
    }

    private void play(Visitor visitor, ClientMessage message) throws WireException {
        Optional<Room> room = visitor.room(message.room());
        if (room.isEmpty()) {
            // Without a room no action of a game can be known, so the room is what is wrong.
            throw new WireException(
                    visitor.rooms().isEmpty() ? ErrorCode.NOT_ENTERED : ErrorCode.ROOM_NOT_FOUND);
        }
        Optional<MessageShape> shape =
                room.get().grant().game().vocabulary().shape(message.action());
        if (shape.isEmpty()) {
            throw new WireException(ErrorCode.UNKNOWN_ACTION);
        }
        Message body = (Message) MessageJson.read(message.body(), shape.get());
        Connection connection = visitor.connection();
        RoomCall call =
                switch (body) {
                    case PlayerCommand command ->
                            new RoomCall.Act(
                                    connection,
                                    message.id(),
                                    message.action(),
                                    sequence(message),
                                    command);
                    case PlayerQuery query ->
                            new RoomCall.Ask(connection, message.id(), message.action(), query);
                    default -> throw new WireException(ErrorCode.UNKNOWN_ACTION);
                };
        post(visitor, message, room.get(), call);
    }

    private static long sequence(ClientMessage message) throws WireException {
        JsonNode node = message.body().get("seq");
        if (node == null || node.isNull()) {
            throw new WireException(ErrorCode.MISSING_FIELD, "The field seq is missing.");
        }
        if (!node.isIntegralNumber()) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "The field seq must be a whole number.");
        }
        if (!node.canConvertToLong() || node.longValue() < 1) {
            throw new WireException(ErrorCode.OUT_OF_RANGE, "The field seq is 1 or more.");
        }
        return node.longValue();
    }

    private static Room entered(Visitor visitor, ClientMessage message) throws WireException {
        return visitor.room(message.room())
                .orElseThrow(() -> new WireException(ErrorCode.NOT_ENTERED));
    }

    private void post(Visitor visitor, ClientMessage message, Room room, RoomCall call) {
        if (!room.post(call)) {
            tell(visitor.connection(), message.id(), Room.busy(message.action()));
        }
    }

    private void refuse(Connection connection, ClientMessage message, ErrorCode code) {
        tell(connection, message.id(), ErrorBody.of(code, message.action()));
    }

    private static void tell(Connection connection, Optional<String> id, Message message) {
        connection.send(ServerMessage.answer(id, message));
    }
}
