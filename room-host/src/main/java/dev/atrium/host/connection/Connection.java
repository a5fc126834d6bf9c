package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * A player's connection. Methods may be called on any thread unless they say otherwise, and never
 * block.
 */
public interface Connection {
    /** Unique on this host; tells nothing. */
    String id();

    /**
     * The signed-in player where the gateway vouches for him; a direct socket knows only tickets.
     */
    Optional<String> playerId();

    /** Sends a message at once, outside any {@link FlushRound}. */
    void send(byte[] utf8);

    /** Where the steps of a {@link FlushRound} are made, one after the other. */
    Executor executor();

    /** The next message of a round; none is skipped. On {@link #executor}. */
    void write(byte[] utf8);

    /**
     * The next view of a round; a reader that is behind is shown the newest only. On {@link
     * #executor}.
     *
     * @param compact in which form
     */
    void writeView(Showing showing, boolean compact);

    /** What was written leaves. On {@link #executor}. */
    void flush();

    /** Whether it takes the binary subprotocol. */
    boolean takesCompact();

    /**
     * Closes it, once what was sent or written before has left; a gateway connection stays open.
     */
    void close(CloseCode code);

    /** Whether it is still open as far as is known. */
    boolean isOpen();

    /** Notes that something was heard from it that it sent by itself. */
    void heard();

    /** Milliseconds since it last sent something by itself. */
    long silentMs();

    /** Where what happens on it is measured. */
    default ConnectionMeter meter() {
        return ConnectionMeter.NONE;
    }

    /**
     * How often what its client shows became old by itself: a view was left out, or had to be shown
     * whole again. The first view is none. Rises; what is read may be a moment old.
     */
    default long timesOutOfStep() {
        return 0;
    }

    /** How long the network takes to the client and back, if that is known. */
    default OptionalLong roundTripNanos() {
        return OptionalLong.empty();
    }

    /** Milliseconds since there was any sign of life, answers to {@link #ping} included. */
    long lifelessMs();

    /**
     * Asks for a sign of life, which every client's WebSocket gives by itself; also keeps what
     * stands between from forgetting the connection. Nothing where the gateway does that.
     */
    void ping();
}
