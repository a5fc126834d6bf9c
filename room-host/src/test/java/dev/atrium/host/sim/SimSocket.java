package dev.atrium.host.sim;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.NullConnection;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.Session;
import dev.atrium.wire.CloseCode;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A client's connection to a host: in order both ways, until it breaks. */
final class SimSocket extends NullConnection implements Session {
    private final SimWorld world;
    private final SimHost host;
    private final SimClient client;
    private @Nullable Room room;
    private int seat;
    private boolean open = true;
    private boolean mute;
    private long toClientNanos;
    private long toHostNanos;

    SimSocket(SimWorld world, SimHost host, SimClient client, String id) {
        super(id);
        this.world = world;
        this.host = host;
        this.client = client;
    }

    SimHost host() {
        return host;
    }

    @Nullable Room room() {
        return room;
    }

    int seat() {
        return seat;
    }

    SimClient client() {
        return client;
    }

    /** Nothing comes through any more, and neither side is told. */
    void mute() {
        mute = true;
    }

    private void toClient(Runnable what) {
        long arrives = world.nowNanos() + world.random().nextLong(200_000, 5_000_000);
        toClientNanos = Math.max(arrives, toClientNanos + 1);
        world.after(
                toClientNanos - world.nowNanos(),
                () -> {
                    if (!mute) {
                        what.run();
                    }
                });
    }

    /** The client says something, which the host sees to on a thread of its own. */
    void toHost(Runnable what) {
        long arrives = world.nowNanos() + world.random().nextLong(200_000, 5_000_000);
        toHostNanos = Math.max(arrives, toHostNanos + 1);
        world.after(
                toHostNanos - world.nowNanos(),
                () -> {
                    if (!mute && !host.isDead()) {
                        world.start(host.process(), what);
                    }
                });
    }

    /** A command is not taken now. */
    void refuse(long sequence) {
        if (open) {
            toClient(() -> client.refused(sequence, true));
        }
    }

    /** The client has gone away, or its network; the host is told after a while. */
    void hangUp(long afterNanos) {
        world.after(
                afterNanos,
                () -> {
                    if (open && !host.isDead()) {
                        open = false;
                        world.start(host.process(), () -> host.disconnected(this));
                    }
                });
    }

    /** The host has gone. */
    void broken() {
        open = false;
        toClient(() -> client.closed(this));
    }

    @Override
    public void send(byte[] utf8) {
        write(utf8);
    }

    @Override
    public void write(byte[] utf8) {
        if (open) {
            toClient(() -> client.received(this, utf8));
        }
    }

    @Override
    public void writeView(Showing showing, boolean compact) {
        write(showing.text());
    }

    @Override
    public void close(CloseCode code) {
        if (open) {
            broken();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Connection connection() {
        return this;
    }

    @Override
    public void opened(Room entered, int seatIndex) {
        room = entered;
        seat = seatIndex;
    }

    @Override
    public boolean isCompact() {
        return false;
    }

    @Override
    public void closed(Optional<CloseCode> why) {
        room = null;
        close(why.orElse(CloseCode.ROOM_OVER));
    }
}
