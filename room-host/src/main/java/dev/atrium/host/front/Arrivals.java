package dev.atrium.host.front;

import dev.atrium.ban.Ban;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.room.Posted;
import dev.atrium.host.room.RoomCall;
import dev.atrium.host.room.Session;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;

/** Brings visitors to the rooms that they ask for, and asks there for a session. Thread-safe. */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final long RETRY_MS = 1_000;

    /** Rooms looked for at once: each is a read or two of a store. Beyond it: {@code busy}. */
    private static final int AT_ONCE_MAX = 256;

    private final Conduct conduct;
    private final Executor blocking;
    private final Predicate<Connection> isHere;
    private final Semaphore slots = new Semaphore(AT_ONCE_MAX);

    /**
     * Arrivals of a host.
     *
     * @param conduct who is banned, and who has signed out
     * @param blocking for looking into stores
     * @param isHere whether a connection is still open
     */
    Arrivals(Conduct conduct, Executor blocking, Predicate<Connection> isHere) {
        this.conduct = conduct;
        this.blocking = blocking;
        this.isHere = isHere;
    }

    /**
     * Where somebody wants to go.
     *
     * @param roomId to which room
     * @param playerId who he says he is
     * @param issuedAtMs wall time at which the oldest thing that he shows for it was made
     */
    record Aim(String roomId, String playerId, long issuedAtMs) {}

    /** Looks for the room on a thread that may wait, and asks it for a session. */
    void arrive(
            Visitor visitor,
            ClientMessage message,
            Aim aim,
            Function<String, RoomFound> search,
            Function<Session, RoomCall> call) {
        Connection connection = visitor.connection();
        Optional<Session> session = visitor.arrive(aim);
        if (session.isEmpty()) {
            String most = "One connection may be in " + Visitor.ROOMS_MAX + " rooms.";
            ErrorBody refused = ErrorBody.refusal("too-many-rooms", most, message.action());
            Replies.tell(connection, message.id(), refused);
        } else if (!slots.tryAcquire()) {
            session.get().closed(Optional.empty());
            Replies.tell(connection, message.id(), Posted.busy(message.action()));
        } else {
            blocking.execute(() -> arrive(session.get(), message, aim, search, call));
        }
    }

    private void arrive(
            Session session,
            ClientMessage message,
            Aim aim,
            Function<String, RoomFound> search,
            Function<Session, RoomCall> call) {
        boolean asked = false;
        try {
            Optional<WireException> out = keptOut(aim);
            if (out.isPresent()) {
                ErrorBody refused = ErrorBody.of(out.get(), message.action());
                Replies.tell(session.connection(), message.id(), refused);
            } else {
                asked = ask(session, message, search.apply(aim.roomId()), call);
            }
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("room", aim.roomId())
                    .setCause(e)
                    .log("looking for it failed");
            Replies.refuse(session.connection(), message, ErrorCode.INTERNAL);
        } finally {
            slots.release();
            if (!asked) {
                session.closed(Optional.empty());
            }
        }
    }

    private Optional<WireException> keptOut(Aim aim) {
        Optional<Ban> ban = conduct.banOf(aim.playerId());
        if (ban.isPresent()) {
            return Optional.of(new WireException(ErrorCode.BANNED, ban.get().text()));
        }
        OptionalLong before = conduct.signedOutBefore(aim.playerId());
        return before.isPresent() && aim.issuedAtMs() <= before.getAsLong()
                ? Optional.of(new WireException(ErrorCode.SIGNED_OUT))
                : Optional.empty();
    }

    /** Whether the room was asked; if not, the sender has been told why. */
    private boolean ask(
            Session session,
            ClientMessage message,
            RoomFound found,
            Function<Session, RoomCall> call) {
        Connection connection = session.connection();
        switch (found) {
            case RoomFound.Here here -> {
                boolean asked = Replies.post(connection, message, here.room(), call.apply(session));
                if (!isHere.test(connection)) {
                    // It went meanwhile: its seat must not wait for it.
                    here.room().inform(new RoomCall.Disconnected(connection));
                }
                return asked;
            }
            case RoomFound.Elsewhere elsewhere ->
                    Replies.tell(
                            connection,
                            message.id(),
                            new RoomMessages.RoomMoved(
                                    elsewhere.host().directUrl(), elsewhere.epoch()));
            case RoomFound.NotOpen notOpen ->
                    Replies.refuse(connection, message, ErrorCode.NOT_ENTERED);
            case RoomFound.Unknown unknown ->
                    Replies.refuse(connection, message, ErrorCode.ROOM_NOT_FOUND);
            case RoomFound.Over over -> Replies.refuse(connection, message, ErrorCode.ROOM_OVER);
            case RoomFound.Unavailable unavailable ->
                    Replies.tell(
                            connection,
                            message.id(),
                            ErrorBody.of(ErrorCode.UNAVAILABLE, message.action())
                                    .retryAfter(RETRY_MS));
        }
        return false;
    }
}
