package dev.atrium.host.connection;

import dev.atrium.wire.CloseCode;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A connection with nobody at its other end: takes everything at once, on the caller's thread, and
 * is never silent. For rooms that are played without players; what they are told is seen by
 * overriding.
 */
public class NullConnection implements Connection {
    private final String id;

    /**
     * A connection that is open for good.
     *
     * @param id what {@link #id} says
     */
    public NullConnection(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> playerId() {
        return Optional.empty();
    }

    @Override
    public void send(byte[] utf8) {}

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public void write(byte[] utf8) {}

    @Override
    public void writeView(Showing showing, boolean compact) {}

    @Override
    public void flush() {}

    @Override
    public boolean takesCompact() {
        return false;
    }

    @Override
    public void close(CloseCode code) {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void heard() {}

    @Override
    public long silentMs() {
        return 0;
    }

    @Override
    public long lifelessMs() {
        return 0;
    }

    @Override
    public void ping() {}
}
