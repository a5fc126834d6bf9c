package dev.atrium.host.front;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.input.InputPolicy;
import dev.atrium.host.input.Passage;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.identity.Ticket;
import dev.atrium.signout.Eviction;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.Protocol;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Handles what connections send. Each bad input is answered with its code and changes nothing;
 * floods are refused before anything is read. Which rooms a connection is in is the rooms' word:
 * commands go only where a room has opened a session.
 */
public final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private final ConcurrentHashMap<Connection, Visitor> visitors = new ConcurrentHashMap<>();
    private final RoomOpener opener;
    private final Credentials credentials;
    private final Conduct conduct;
    private final InstantSource wallClock;
    private final InputPolicy policy;
    private final Departures departures = new Departures(HostClock.SYSTEM);
    private final Arrivals arrivals;
    private final Turnstile turnstile = new Turnstile(this::close);
    private final Commands commands = new Commands(turnstile);

    /**
     * A front.
     *
     * @param blocking for opening rooms
     * @param policy what clients may send
     */
    public Front(
            RoomOpener opener,
            Credentials credentials,
            Conduct conduct,
            Executor blocking,
            InstantSource wallClock,
            InputPolicy policy) {
        this.opener = opener;
        this.credentials = credentials;
        this.conduct = conduct;
        this.arrivals = new Arrivals(conduct, blocking, visitors::containsKey);
        this.wallClock = wallClock;
        this.policy = policy;
    }

    /** A connection is there. */
    public void opened(Connection connection) {
        visitors.put(connection, new Visitor(connection, wallClock.millis(), policy));
    }

    /** A connection is gone; its seats are told. */
    public void closed(Connection connection) {
        Visitor visitor = visitors.remove(connection);
        if (visitor != null) {
            visitor.rooms().forEach(room -> room.inform(new RoomCall.Disconnected(connection)));
            departures.noted();
        }
    }

    /** Closes all, and waits until their close frames are out, at most that long. */
    public void closeAll(CloseCode code, long timeoutMs) throws InterruptedException {
        visitors.keySet().forEach(connection -> connection.close(code));
        departures.await(visitors::isEmpty, timeoutMs);
    }

    /** Closes those that are in such a room: its loop stands still and will not tell them. */
    public void closeThoseIn(Predicate<Room> rooms) {
        for (Visitor visitor : visitors.values()) {
            if (visitor.rooms().stream().anyMatch(rooms)) {
                close(visitor.connection(), CloseCode.HOST_LEAVING);
            }
        }
    }

    /** How many there are. */
    public int connections() {
        return visitors.size();
    }

    /**
     * How long connections are borne with.
     *
     * @param withoutRoomMs in no room: closed
     * @param silenceMs silent: its seats count as gone until it is heard; sooner where a room's
     *     game says so
     * @param deadMs without a sign of life, pongs included: closed
     * @param heartbeatMs pinged this often, 0 for never
     */
    public record Patience(long withoutRoomMs, long silenceMs, long deadMs, long heartbeatMs) {}

    /** Looks after connections, about once a second. */
    public void sweep(Patience patience) {
        for (Visitor visitor : visitors.values()) {
            Connection connection = visitor.connection();
            long silentMs = connection.silentMs();
            if (visitor.withoutRoomMs() > patience.withoutRoomMs()) {
                close(connection, CloseCode.UNAUTHORIZED);
                continue;
            }
            if (connection.lifelessMs() > patience.deadMs()) {
                close(connection, CloseCode.SILENT);
                continue;
            }
            if (visitor.pingDue(patience.heartbeatMs())) {
                connection.ping();
            }
            visitor.fallsSilent(silentMs, patience.silenceMs())
                    .forEach(room -> room.inform(new RoomCall.Silence(connection, true)));
        }
    }

    /**
     * Closes those by which somebody is in a room, or on his way, who was put out since he was
     * given what he came by.
     *
     * @param evictions by player
     */
    public void evict(Map<String, Eviction> evictions) {
        if (evictions.isEmpty()) {
            return;
        }
        for (Visitor visitor : visitors.values()) {
            visitor.evictedBy(evictions).ifPresent(code -> close(visitor.connection(), code));
        }
    }

    /** Asks of every connection how long the network takes to it and back. */
    public void measureRoundTrips() {
        for (Connection connection : visitors.keySet()) {
            connection.roundTripNanos().ifPresent(connection.meter()::roundTrip);
        }
    }

    private void close(Connection connection, CloseCode code) {
        Visitor visitor = visitors.get(connection);
        if (visitor != null && code.isAbuse()) {
            visitor.playerId().ifPresent(conduct::closedForAbuse);
        }
        connection.close(code);
        closed(connection);
    }

    /**
     * A message came. Those of one connection come one after the other.
     *
     * @return whether it may be read: floods are refused before anything is
     */
    public boolean admits(Connection connection) {
        Visitor visitor = visitors.get(connection);
        if (visitor == null) {
            return false;
        }
        connection.heard();
        return turnstile.admits(visitor);
    }

    /** Reads and handles a message that was admitted. */
    public void message(Connection connection, byte[] utf8) {
        Visitor visitor = visitors.get(connection);
        if (visitor == null) {
            return;
        }
        heardAgain(visitor);
        long start = System.nanoTime();
        String action = read(visitor, utf8);
        connection.meter().handled(action, System.nanoTime() - start);
    }

    /** Reads and handles a binary message that was admitted: a command of the compact seat. */
    public void compactMessage(Connection connection, byte[] frame) {
        Visitor visitor = visitors.get(connection);
        if (visitor == null) {
            return;
        }
        heardAgain(visitor);
        long start = System.nanoTime();
        String action = readCompact(visitor, frame);
        connection.meter().handled(action, System.nanoTime() - start);
    }

    /** The action, empty if there was none to be read. */
    private String readCompact(Visitor visitor, byte[] frame) {
        Connection connection = visitor.connection();
        Optional<Visitor.Seated> seat = visitor.compactSeat();
        if (seat.isEmpty()) {
            Replies.tell(connection, Optional.empty(), ErrorBody.of(ErrorCode.NOT_ENTERED, ""));
            return "";
        }
        try {
            return commands.takeCompact(visitor, seat.get(), frame);
        } catch (CompactFormatException e) {
            malformed(visitor, ErrorBody.of(ErrorCode.MALFORMED, ""));
            return "";
        }
    }

    private static void heardAgain(Visitor visitor) {
        for (Room room : visitor.isHeard()) {
            room.inform(new RoomCall.Silence(visitor.connection(), false));
        }
    }

    private void malformed(Visitor visitor, ErrorBody error) {
        Connection connection = visitor.connection();
        Replies.tell(connection, Optional.empty(), error);
        for (Room room : visitor.rooms()) {
            // One that a full mailbox does not take is not counted: floods have limits of their
            // own.
            var _ = room.post(new RoomCall.Malformed(connection));
        }
        if (visitor.malformed()) {
            close(connection, CloseCode.MALFORMED);
        }
    }

    /** The action, empty if there was none to be read. */
    private String read(Visitor visitor, byte[] utf8) {
        Connection connection = visitor.connection();
        ClientMessage message;
        try {
            message = ClientMessage.parse(utf8);
        } catch (WireException e) {
            malformed(visitor, ErrorBody.of(e, ""));
            return "";
        }
        visitor.wellFormed();
        try {
            handle(visitor, message, utf8.length);
        } catch (WireException e) {
            Replies.tell(connection, message.id(), ErrorBody.of(e, message.action()));
        } catch (RuntimeException e) {
            LOG.error("handling {} failed", message.action(), e);
            Replies.tell(
                    connection, message.id(), ErrorBody.of(ErrorCode.INTERNAL, message.action()));
        }
        return message.action();
    }

    private void handle(Visitor visitor, ClientMessage message, int bytes) throws WireException {
        if (!mayAsk(visitor, message, bytes)) {
            return;
        }
        switch (message.action()) {
            case "ping" -> ping(visitor.connection(), message);
            case "enter" -> enter(visitor, message);
            case "resume" -> resume(visitor, message);
            case "leave" ->
                    Replies.post(
                            visitor.connection(),
                            message,
                            entered(visitor, message),
                            new RoomCall.Leave(visitor.connection(), message.id()));
            default -> commands.take(visitor, message, bytes);
        }
    }

    /** Whether he may ask that of every room now; what he wants of a game is another matter. */
    private boolean mayAsk(Visitor visitor, ClientMessage message, int bytes) {
        int index = InputPolicy.indexOf(message.action());
        if (index == InputPolicy.ANYTHING) {
            return true;
        }
        Passage passage = visitor.buckets().take(index, bytes, System.nanoTime());
        if (passage != Passage.TAKEN) {
            turnstile.refuse(
                    visitor,
                    passage,
                    visitor.buckets(),
                    index,
                    new Turnstile.Refused(message.id(), message.action(), Optional.empty()));
        }
        return passage == Passage.TAKEN;
    }

    private void ping(Connection connection, ClientMessage message) throws WireException {
        RoomMessages.Ping ping = message.as(RoomMessages.Ping.class);
        Replies.tell(connection, message.id(), new RoomMessages.Pong(ping.t(), wallClock.millis()));
    }

    private void enter(Visitor visitor, ClientMessage message) throws WireException {
        RoomMessages.Enter enter = message.as(RoomMessages.Enter.class);
        Connection connection = visitor.connection();
        if (enter.protocol().orElse((long) Protocol.VERSION) < Protocol.OLDEST_ACCEPTED) {
            close(connection, CloseCode.UPGRADE_REQUIRED);
            return;
        }
        switch (credentials.ticket(enter.ticket())) {
            case Credentials.Admission.Denied denied ->
                    Replies.tell(
                            connection,
                            message.id(),
                            ErrorBody.of(denied.code(), message.action()));
            case Credentials.Admission.Admitted admitted -> {
                Ticket ticket = admitted.ticket();
                Optional<Credentials.SignedIn> signedIn = signedIn(visitor, enter.token());
                boolean anothers =
                        signedIn.isPresent()
                                && !signedIn.get().playerId().equals(ticket.playerId());
                if (anothers) {
                    throw new WireException(ErrorCode.TICKET_INVALID);
                }
                // When the gateway let him in is not known here; it closes his sockets itself.
                long issuedAtMs =
                        connection.playerId().isPresent() || signedIn.isEmpty()
                                ? admitted.issuedAtMs()
                                : Math.min(admitted.issuedAtMs(), signedIn.get().issuedAtMs());
                arrivals.arrive(
                        visitor,
                        message,
                        new Arrivals.Aim(ticket.roomId(), ticket.playerId(), issuedAtMs),
                        opener::open,
                        session ->
                                new RoomCall.Enter(
                                        session,
                                        message.id(),
                                        ticket,
                                        enter.nonce().orElse(""),
                                        signedIn.isPresent()));
            }
        }
    }

    private void resume(Visitor visitor, ClientMessage message) throws WireException {
        RoomMessages.Resume resume = message.as(RoomMessages.Resume.class);
        Credentials.SignedIn player =
                signedIn(visitor, resume.token())
                        .orElseThrow(() -> new WireException(ErrorCode.UNAUTHORIZED));
        arrivals.arrive(
                visitor,
                message,
                new Arrivals.Aim(resume.roomId(), player.playerId(), player.issuedAtMs()),
                opener::locate,
                session ->
                        new RoomCall.Resume(
                                session,
                                message.id(),
                                player.playerId(),
                                resume.lastEpoch(),
                                resume.lastSeq()));
    }

    /** Who it is, beside what a ticket says. */
    private Optional<Credentials.SignedIn> signedIn(Visitor visitor, Optional<String> token) {
        return visitor.connection()
                .playerId()
                .map(player -> new Credentials.SignedIn(player, visitor.openedAtMs()))
                .or(() -> token.flatMap(credentials::signedIn));
    }

    private static Room entered(Visitor visitor, ClientMessage message) throws WireException {
        return visitor.seated(message.room())
                .map(Visitor.Seated::room)
                .orElseThrow(() -> new WireException(ErrorCode.NOT_ENTERED));
    }
}
