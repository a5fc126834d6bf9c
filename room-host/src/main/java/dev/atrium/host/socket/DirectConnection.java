package dev.atrium.host.socket;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.connection.Showing;
import dev.atrium.host.connection.SignsOfLife;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.MessageParts;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A direct WebSocket. Frames are written whole past the pipeline, and a round that is one frame
 * goes to the kernel at once. A reader that is slow gets the newest view; messages wait for it up
 * to a bound, and beyond it the socket is closed.
 */
final class DirectConnection implements Connection {
    /** Bytes that may wait in the channel beyond what it takes at ease; beyond it, closed. */
    static final long PENDING_BYTES_MAX = 256 * 1024;

    private static final long CLOSE_WAIT_MS = 2_000;
    private static final byte[] NOTHING = new byte[0];

    private final Channel channel;
    private final Executor loop;
    private final @Nullable Socket socket;
    private final boolean compact;
    private final ConnectionMeter meter;
    private final SignsOfLife life = new SignsOfLife();
    private final AtomicLong outOfStep = new AtomicLong();
    private volatile boolean open = true;

    // The event loop's alone.
    private boolean closing;
    private @Nullable Showing lastCompact;
    private @Nullable Showing missed;
    private boolean missedCompact;

    /** The first frame of a round: if it stays the only one, it need not go through the channel. */
    private byte @Nullable [] held;

    private int heldOpcode;
    private boolean unflushed;

    /**
     * A connection over a channel.
     *
     * @param compact whether the client speaks the binary subprotocol
     * @param meter of all connections
     */
    DirectConnection(Channel channel, boolean compact, ConnectionMeter meter) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.compact = compact;
        this.meter = meter;
        this.socket =
                channel instanceof UnixChannel unix && unix.fd() instanceof Socket kernels
                        ? kernels
                        : null;
    }

    @Override
    public String id() {
        return channel.id().asShortText();
    }

    @Override
    public Optional<String> playerId() {
        return Optional.empty();
    }

    @Override
    public boolean takesCompact() {
        return compact;
    }

    @Override
    public Executor executor() {
        return loop;
    }

    @Override
    public void send(byte[] utf8) {
        onLoop(
                () -> {
                    write(utf8);
                    flush();
                });
    }

    @Override
    public void close(CloseCode code) {
        open = false;
        onLoop(() -> closeWith(new CloseWebSocketFrame(code.code(), code.reason())));
    }

    /** Closes with a status of the WebSocket protocol itself. */
    void refuse(WebSocketCloseStatus status) {
        open = false;
        onLoop(() -> closeWith(new CloseWebSocketFrame(status)));
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    // -- on the event loop ----------------------------------------------------------------------

    @Override
    public void write(byte[] utf8) {
        if (utf8.length <= MessageParts.BYTES_MAX) {
            frame(Frames.TEXT, utf8);
        } else {
            MessageParts.of(utf8).forEach(part -> frame(Frames.TEXT, part));
        }
    }

    /** A view that is not written is shown once the channel takes it, if none came after it. */
    @Override
    public void writeView(Showing showing, boolean asCompact) {
        boolean skippable = !(asCompact && showing.withEvents());
        if (skippable && !channel.isWritable()) {
            meter.skipped();
            fellOutOfStep();
            missed = showing;
            missedCompact = asCompact;
            return;
        }
        missed = null;
        if (asCompact) {
            if (lastCompact != null && showing.isWholeAfter(lastCompact)) {
                fellOutOfStep();
            }
            frame(Frames.BINARY, showing.compactAfter(lastCompact));
            lastCompact = showing;
        } else {
            write(showing.text());
        }
    }

    /** Only this thread writes, so a write need not wait for the readers' sake. */
    private void fellOutOfStep() {
        outOfStep.lazySet(outOfStep.getPlain() + 1);
    }

    private void frame(int opcode, byte[] payload) {
        if (closing) {
            return;
        }
        meter.sent(payload.length);
        if (held == null && !unflushed && payload.length <= FrameScratch.PAYLOAD_MAX) {
            held = payload;
            heldOpcode = opcode;
        } else {
            release();
            toChannel(opcode, payload);
        }
    }

    @Override
    public void flush() {
        byte[] only = held;
        if (only != null && !unflushed && sent(heldOpcode, only)) {
            held = null;
            return;
        }
        release();
        if (unflushed) {
            unflushed = false;
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first != null) {
                first.flush();
            }
            closeIfTooSlow();
        }
    }

    /** Whether the kernel took a frame before which nothing waits; its rest follows by itself. */
    private boolean sent(int opcode, byte[] payload) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (socket == null || waiting == null || !waiting.isEmpty()) {
            return false;
        }
        FrameScratch scratch = FrameScratch.ofThisLoop().put(opcode, payload);
        try {
            int taken = scratch.send(socket);
            if (taken < scratch.length()) {
                write(scratch.rest(taken));
                held = null;
                flush();
            }
            return true;
        } catch (IOException e) {
            // The channel will find the same and close.
            return false;
        }
    }

    /** What was held back to be the only frame is not. */
    private void release() {
        byte[] first = held;
        if (first != null) {
            held = null;
            toChannel(heldOpcode, first);
        }
    }

    private void toChannel(int opcode, byte[] payload) {
        ByteBuf frame = channel.alloc().ioBuffer(payload.length + Frames.HEADER_MAX);
        Frames.write(frame, opcode, payload);
        write(frame);
    }

    /** Goes to the transport at once, past the handlers of frames; nowhere once it is closed. */
    private void write(ByteBuf bytes) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            bytes.release();
        } else {
            var _ = first.write(bytes, first.voidPromise());
            unflushed = true;
        }
    }

    /** The channel takes more again. */
    void writable() {
        Showing view = missed;
        if (view != null && channel.isWritable() && !closing) {
            writeView(view, missedCompact);
            flush();
        }
    }

    private void closeIfTooSlow() {
        if (!closing && channel.bytesBeforeWritable() > PENDING_BYTES_MAX) {
            open = false;
            closeWith(
                    new CloseWebSocketFrame(
                            CloseCode.TOO_SLOW.code(), CloseCode.TOO_SLOW.reason()));
        }
    }

    /**
     * The client answers a close frame by closing. Closing at once instead, with input of his still
     * unread, would reset the connection and take the frame with its reason from him.
     */
    private void closeWith(CloseWebSocketFrame frame) {
        if (closing) {
            frame.release();
            return;
        }
        flush();
        closing = true;
        var _ = channel.writeAndFlush(frame);
        var _ = channel.eventLoop().schedule(this::closeNow, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private void closeNow() {
        var _ = channel.close();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** The channel is gone. */
    void closed() {
        open = false;
    }

    @Override
    public ConnectionMeter meter() {
        return meter;
    }

    /** As the kernel knows it from the acknowledgements of what was sent. */
    @Override
    public OptionalLong roundTripNanos() {
        if (!open || !(channel instanceof EpollSocketChannel epoll)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(TimeUnit.MICROSECONDS.toNanos(epoll.tcpInfo().rtt()));
        } catch (ChannelException e) {
            // It was closed meanwhile.
            return OptionalLong.empty();
        }
    }

    @Override
    public long timesOutOfStep() {
        return outOfStep.get();
    }

    @Override
    public void heard() {
        life.heard();
    }

    @Override
    public long silentMs() {
        return life.silentMs();
    }

    /** A pong came. */
    void ponged() {
        life.ponged();
    }

    @Override
    public long lifelessMs() {
        return life.lifelessMs();
    }

    @Override
    public void ping() {
        onLoop(
                () -> {
                    if (channel.isWritable()) {
                        frame(Frames.PING, NOTHING);
                        flush();
                    }
                });
    }
}
