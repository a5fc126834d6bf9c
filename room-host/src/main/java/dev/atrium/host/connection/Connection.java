package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import java.util.Optional;
import java.util.concurrent.Executor;

/** A player's connection. All methods may be called on any thread and never block. */
public interface Connection {
    /** Unique on this host; tells nothing. */
    String id();

    /**
     * The signed-in player where the gateway vouches for him; a direct socket knows only tickets.
     */
    Optional<String> playerId();

    /** Sends a message at once; none is skipped, and order is kept. */
    void send(byte[] utf8);

    /** Queues a message behind what was queued before; it leaves with {@link #flush}. */
    void queue(byte[] utf8);

    /**
     * Queues a view; if one still waits to leave, this one replaces it.
     *
     * @param compact in which form
     */
    void queueView(Showing showing, boolean compact);

    /** Where {@link #flush} is to be called. */
    Executor executor();

    /** Lets what is queued leave. On {@link #executor}. */
    void flush();

    /** Whether it takes the binary subprotocol. */
    boolean takesCompact();

    /** Closes it, once what was sent before has left; a gateway connection stays open. */
    void close(CloseCode code);

    /** Whether it is still open as far as is known. */
    boolean isOpen();

    /** Notes that something was heard from it that it sent by itself. */
    void heard();

    /** Milliseconds since it last sent something by itself. */
    long silentMs();

    /** Milliseconds since there was any sign of life, answers to {@link #ping} included. */
    long lifelessMs();

    /**
     * Asks for a sign of life, which every client's WebSocket gives by itself; also keeps what
     * stands between from forgetting the connection. Nothing where the gateway does that.
     */
    void ping();
}
