package dev.atrium.localstack.gateway.socket;

import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.socket.SocketConnection.State;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The frames of one connection, on its event loop: whole messages go to the router, AWS's limits
 * end the connection.
 */
final class SocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketFrames.class);

    private final SocketConnection connection;
    private final GatewayLimits.SocketLimits limits;
    private final MessageRouter router;
    private final Executor workers;
    private final BiConsumer<SocketConnection, SocketConnection.Ending> onClosed;

    /** The message whose last frame has not come yet; at most {@code messageBytes}. */
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    /** Messages that no slot is free for; at most what one read of the socket had decoded. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private int integrating;
    private @Nullable Future<?> idleTimer;
    private @Nullable Future<?> ageTimer;

    SocketFrames(
            SocketConnection connection,
            GatewayLimits.SocketLimits limits,
            MessageRouter router,
            Executor workers,
            BiConsumer<SocketConnection, SocketConnection.Ending> onClosed) {
        this.connection = connection;
        this.limits = limits;
        this.router = router;
        this.workers = workers;
        this.onClosed = onClosed;
    }

    /** Starts the clocks of silence and age. */
    void opened(Channel channel) {
        watchSilence(channel, limits.idleTimeoutMs());
        ageTimer =
                channel.eventLoop()
                        .schedule(
                                () -> connection.close(1001, "Going away"),
                                limits.maximumAgeMs(),
                                TimeUnit.MILLISECONDS);
    }

    private void watchSilence(Channel channel, long delayMs) {
        idleTimer =
                channel.eventLoop()
                        .schedule(
                                () -> {
                                    long silentMs =
                                            TimeUnit.NANOSECONDS.toMillis(connection.silentNanos());
                                    long leftMs = limits.idleTimeoutMs() - silentMs;
                                    if (leftMs <= 0) {
                                        connection.close(1001, "Going away");
                                    } else {
                                        watchSilence(channel, leftMs);
                                    }
                                },
                                delayMs,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame)
            throws IOException {
        if (frame instanceof CloseWebSocketFrame close) {
            int status = close.statusCode() < 0 ? 1005 : close.statusCode();
            String reason =
                    status == 1005 ? "Client-side close frame status not set" : close.reasonText();
            connection.closedByClient(ctx.channel(), status, reason);
            return;
        }
        if (connection.state() != State.OPEN) {
            return;
        }
        connection.touch();
        switch (frame) {
            case PingWebSocketFrame ping -> {
                var pong = new PongWebSocketFrame(ping.content().retain());
                var _ = ctx.writeAndFlush(pong, ctx.voidPromise());
            }
            case PongWebSocketFrame _ -> {}
            case TextWebSocketFrame text -> append(ctx, text);
            case ContinuationWebSocketFrame more -> append(ctx, more);
            case BinaryWebSocketFrame _ -> connection.close(1003, "Binary frames not supported");
            default -> connection.close(1002, "Protocol error");
        }
    }

    private void append(ChannelHandlerContext ctx, WebSocketFrame frame) throws IOException {
        ByteBuf content = frame.content();
        if (partial.size() + content.readableBytes() > limits.messageBytes()) {
            partial.reset();
            connection.close(1009, "Message too big");
            return;
        }
        content.readBytes(partial, content.readableBytes());
        if (!frame.isFinalFragment()) {
            return;
        }
        byte[] whole = partial.toByteArray();
        partial.reset();
        try {
            // A decoder of its own, for the one of String replaces what is wrong.
            waiting.add(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole)).toString());
        } catch (CharacterCodingException notUtf8) {
            connection.close(1007, "Invalid UTF-8");
            return;
        }
        integrateNext(ctx.channel());
    }

    /**
     * Starts as many waiting messages as there are free slots. They run beside each other and keep
     * no order, as on AWS. While all slots are taken the socket is not read.
     */
    private void integrateNext(Channel channel) {
        while (integrating < limits.concurrentMessages() && !waiting.isEmpty()) {
            integrating++;
            String message = waiting.remove();
            workers.execute(
                    () -> {
                        try {
                            router.route(connection, message);
                        } finally {
                            channel.eventLoop().execute(() -> integrated(channel));
                        }
                    });
        }
        channel.config().setAutoRead(integrating < limits.concurrentMessages());
    }

    private void integrated(Channel channel) {
        integrating--;
        integrateNext(channel);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupt) {
            int status = corrupt.closeStatus().code();
            connection.close(status, status == 1009 ? "Message too big" : "Protocol error");
        } else {
            LOG.debug("connection {} failed: {}", connection.id(), cause.toString());
            var _ = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.clear();
        if (idleTimer != null) {
            idleTimer.cancel(false);
        }
        if (ageTimer != null) {
            ageTimer.cancel(false);
        }
        if (connection.state() == State.OPEN || connection.state() == State.CLOSING) {
            onClosed.accept(connection, connection.closed());
        }
    }
}
