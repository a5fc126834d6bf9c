package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.server.GatewayRequest;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a WebSocket API, from before its {@code $connect} to after its {@code
 * $disconnect}. Readable from any thread; changed on its event loop alone.
 */
final class SocketConnection {

    /** How long the other side has to answer a close frame before the socket is cut. */
    private static final long CLOSE_MS = 2_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The life of a connection. */
    enum State {
        /** Its {@code $connect} has not returned: nobody can post to it. */
        CONNECTING,
        /** Upgraded. */
        OPEN,
        /** A close frame was sent: what still comes in is ignored, posts find it gone. */
        CLOSING,
        /** The socket is no more. */
        CLOSED
    }

    /** What became of a post. */
    enum Posted {
        /** Handed to the socket. */
        SENT,
        /** There is no such connection, or not yet. */
        GONE,
        /** The client takes its messages too slowly. */
        BUFFER_FULL
    }

    /** Why a connection ended, as {@code $disconnect} is told it. */
    record Ending(int statusCode, String reason) {}

    private final String id;
    private final long connectedAtMs;
    private final String sourceIp;
    private final String userAgent;
    private final String domainName;
    private final int frameBytes;

    /** Completed when {@code $disconnect} has been told; then nothing refers to it any more. */
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private volatile @Nullable ObjectNode authorizer;
    private volatile @Nullable Channel channel;
    private volatile State state = State.CONNECTING;
    private volatile long lastActiveAtMs;
    private volatile long lastActiveNanos;
    private volatile @Nullable Ending ending;

    SocketConnection(GatewayRequest request, int frameBytes) {
        // AWS's ids look the same: 11 bytes, so that they end in an equals sign, which clients of
        // the @connections API must escape.
        byte[] random = new byte[11];
        RANDOM.nextBytes(random);
        this.id = Base64.getUrlEncoder().encodeToString(random);
        this.connectedAtMs = request.receivedAtMs();
        this.sourceIp = request.sourceIp();
        String agent = request.header("user-agent");
        this.userAgent = agent == null ? "" : agent;
        this.domainName = request.domainName();
        this.frameBytes = frameBytes;
        touch();
    }

    String id() {
        return id;
    }

    long connectedAtMs() {
        return connectedAtMs;
    }

    String sourceIp() {
        return sourceIp;
    }

    String userAgent() {
        return userAgent;
    }

    String domainName() {
        return domainName;
    }

    State state() {
        return state;
    }

    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    /** {@code principalId} and context of the authorizer; null where none was asked. */
    @Nullable ObjectNode authorizer() {
        return authorizer;
    }

    void authorizedWith(ObjectNode context) {
        this.authorizer = context;
    }

    long lastActiveAtMs() {
        return lastActiveAtMs;
    }

    /** Nanoseconds since the last frame in either direction. */
    long silentNanos() {
        return System.nanoTime() - lastActiveNanos;
    }

    /** Notes that a frame came or went. */
    void touch() {
        lastActiveAtMs = System.currentTimeMillis();
        lastActiveNanos = System.nanoTime();
    }

    void open(Channel upgraded) {
        channel = upgraded;
        state = State.OPEN;
        touch();
    }

    /** Sends a text message, split into frames. Returns at once; may be called by any thread. */
    CompletableFuture<Posted> post(byte[] message) {
        Channel target = channel;
        if (target == null || state != State.OPEN) {
            return CompletableFuture.completedFuture(Posted.GONE);
        }
        CompletableFuture<Posted> posted = new CompletableFuture<>();
        try {
            // One task for all frames of a message: none of another may come between them.
            target.eventLoop().execute(() -> posted.complete(write(target, message)));
        } catch (RejectedExecutionException stopped) {
            posted.complete(Posted.GONE);
        }
        return posted;
    }

    private Posted write(Channel target, byte[] message) {
        if (state != State.OPEN || !target.isActive()) {
            return Posted.GONE;
        }
        if (!target.isWritable()) {
            return Posted.BUFFER_FULL;
        }
        int from = 0;
        do {
            int to = Math.min(message.length, from + frameBytes);
            boolean last = to == message.length;
            var part = Unpooled.wrappedBuffer(message, from, to - from);
            WebSocketFrame frame =
                    from == 0
                            ? new TextWebSocketFrame(last, 0, part)
                            : new ContinuationWebSocketFrame(last, 0, part);
            var _ = target.write(frame, target.voidPromise());
            from = to;
        } while (from < message.length);
        target.flush();
        touch();
        return Posted.SENT;
    }

    /** Says goodbye, and cuts the socket if nobody answers. May be called by any thread. */
    void close(int statusCode, String reason) {
        Channel target = channel;
        if (target != null) {
            try {
                target.eventLoop().execute(() -> sayGoodbye(target, statusCode, reason));
            } catch (RejectedExecutionException stopped) {
                // The loops are down, and every socket with them.
                state = State.CLOSED;
            }
        }
    }

    private void sayGoodbye(Channel target, int statusCode, String reason) {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        ending = new Ending(statusCode, reason);
        // Not closed yet: with bytes of the client unread, that could reset the connection before
        // the client has read why.
        target.writeAndFlush(new CloseWebSocketFrame(statusCode, reason))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        Runnable cut =
                () -> {
                    var _ = target.close();
                };
        var _ = target.eventLoop().schedule(cut, CLOSE_MS, TimeUnit.MILLISECONDS);
    }

    /** The client closed: answer in kind, then end. On the event loop. */
    void closedByClient(Channel from, int statusCode, String reason) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            ending = new Ending(statusCode, reason);
            CloseWebSocketFrame echo =
                    statusCode == 1005
                            ? new CloseWebSocketFrame()
                            : new CloseWebSocketFrame(statusCode, reason);
            from.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = from.close();
        }
    }

    /** The socket is no more. Returns why. On the event loop. */
    Ending closed() {
        state = State.CLOSED;
        Ending known = ending;
        return known == null ? new Ending(1006, "Connection Closed Abnormally") : known;
    }
}
