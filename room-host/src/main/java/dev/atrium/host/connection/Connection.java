package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import java.util.Optional;
import java.util.OptionalLong;
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

    /** Notes that something was heard from it. */
    void heard();

    /** Milliseconds since something was last heard. */
    long silentMs();

    /** Where what happens on it is measured. */
    default ConnectionMeter meter() {
        return ConnectionMeter.NONE;
    }

    /** How long the network takes to the client and back, if that is known. */
    default OptionalLong roundTripNanos() {
        return OptionalLong.empty();
    }
}
