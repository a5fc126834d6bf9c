package dev.atrium.host.socket;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.MessageParts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A direct WebSocket. What is queued leaves in one flush on the channel's event loop, as frames
 * that are written whole past the pipeline. A reader that is slow gets the newest view; messages
 * wait for it up to a bound, and beyond it the socket is closed.
 */
final class DirectConnection implements Connection {
    /** Messages that may wait for the event loop. They cannot be skipped: beyond it, closed. */
    static final int QUEUED_MAX = 512;

    /** Bytes that may wait in the channel beyond what it takes at ease; beyond it, closed. */
    static final long PENDING_BYTES_MAX = 256 * 1024;

    private static final long CLOSE_WAIT_MS = 2_000;
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final byte[] NOTHING = new byte[0];

    private final Channel channel;
    private final boolean compact;
    private final MpscUnboundedArrayQueue<Object> queued = new MpscUnboundedArrayQueue<>(16);
    private final AtomicInteger queuedCount = new AtomicInteger();
    private volatile boolean open = true;
    private volatile long heardNanos = System.nanoTime();
    private volatile long pongNanos = heardNanos;

    // The event loop's alone.
    private boolean closing;
    private @Nullable Showing lastCompact;
    private @Nullable View missed;

    private record View(Showing showing, boolean compact) {}

    private record Close(CloseWebSocketFrame frame) {}

    /**
     * A connection over a channel.
     *
     * @param compact whether the client speaks the binary subprotocol
     */
    DirectConnection(Channel channel, boolean compact) {
        this.channel = channel;
        this.compact = compact;
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
        return channel.eventLoop();
    }

    @Override
    public void send(byte[] utf8) {
        queue(utf8);
        flushSoon();
    }

    @Override
    public void queue(byte[] utf8) {
        put(utf8);
    }

    @Override
    public void queueView(Showing showing, boolean asCompact) {
        put(new View(showing, asCompact));
    }

    @Override
    public void close(CloseCode code) {
        open = false;
        queued.offer(new Close(new CloseWebSocketFrame(code.code(), code.reason())));
        flushSoon();
    }

    /** Closes with a status of the WebSocket protocol itself. */
    void refuse(WebSocketCloseStatus status) {
        open = false;
        queued.offer(new Close(new CloseWebSocketFrame(status)));
        flushSoon();
    }

    private void put(Object item) {
        if (!open) {
            return;
        }
        if (queuedCount.incrementAndGet() > QUEUED_MAX) {
            // Its event loop has not come to it for so long that it would be a leak.
            close(CloseCode.TOO_SLOW);
            return;
        }
        queued.offer(item);
    }

    private void flushSoon() {
        if (channel.eventLoop().inEventLoop()) {
            flush();
        } else {
            channel.eventLoop().execute(this::flush);
        }
    }

    @Override
    public void flush() {
        boolean wrote = false;
        for (Object item = queued.poll(); item != null; item = queued.poll()) {
            if (item instanceof Close close) {
                closeWith(close.frame());
                continue;
            }
            queuedCount.decrementAndGet();
            if (closing) {
                continue;
            }
            if (item instanceof View view) {
                wrote |= show(view);
            } else {
                writeText((byte[]) item);
                wrote = true;
            }
        }
        if (wrote) {
            flushChannel();
            closeIfTooSlow();
        }
    }

    /** Whether it was written; a view that was not is shown once the channel takes it. */
    private boolean show(View view) {
        Showing showing = view.showing();
        boolean skippable = !(view.compact() && showing.withEvents());
        if (skippable && !channel.isWritable()) {
            missed = view;
            return false;
        }
        missed = null;
        if (view.compact()) {
            write(BINARY, showing.compactAfter(lastCompact));
            lastCompact = showing;
        } else {
            writeText(showing.text());
        }
        return true;
    }

    /** The channel takes more again. On the event loop. */
    void writable() {
        View view = missed;
        if (view != null && channel.isWritable() && !closing && show(view)) {
            flushChannel();
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

    /** In parts, if it is too long for one message. */
    private void writeText(byte[] utf8) {
        if (utf8.length <= MessageParts.BYTES_MAX) {
            write(TEXT, utf8);
        } else {
            MessageParts.of(utf8).forEach(part -> write(TEXT, part));
        }
    }

    /** Goes to the transport at once, past the handlers of frames; none once it is closed. */
    private void write(int opcode, byte[] payload) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            var _ = first.write(frame(first.alloc(), opcode, payload), first.voidPromise());
        }
    }

    private void flushChannel() {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first != null) {
            first.flush();
        }
    }

    /** A frame of a server (RFC 6455, 5.2): whole and unmasked. */
    private static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
        ByteBuf frame = allocator.ioBuffer(payload.length + 10);
        frame.writeByte(opcode);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length <= 0xffff) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
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
    public void heard() {
        heardNanos = System.nanoTime();
    }

    @Override
    public long silentMs() {
        return (System.nanoTime() - heardNanos) / 1_000_000;
    }

    /** A pong came. */
    void ponged() {
        pongNanos = System.nanoTime();
    }

    @Override
    public long lifelessMs() {
        long last = Math.max(heardNanos - pongNanos, 0) + pongNanos;
        return (System.nanoTime() - last) / 1_000_000;
    }

    @Override
    public void ping() {
        channel.eventLoop()
                .execute(
                        () -> {
                            if (!closing && channel.isWritable()) {
                                write(PING, NOTHING);
                                flushChannel();
                            }
                        });
    }
}
