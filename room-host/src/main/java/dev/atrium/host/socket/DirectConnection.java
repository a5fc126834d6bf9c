package dev.atrium.host.socket;

import dev.atrium.host.connection.PacedConnection;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CloseCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A direct WebSocket: text frames, written one after the other to its channel. */
final class DirectConnection extends PacedConnection {
    private static final long CLOSE_WAIT_MS = 2_000;

    private final Channel channel;

    /** The fragments of a message so far; touched by the channel's event loop only. */
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

    private boolean refused;

    DirectConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public String id() {
        return channel.id().asShortText();
    }

    /**
     * Takes a frame; closes the socket if it is not text, or its message grows too large. On the
     * channel's event loop.
     *
     * @return the message, once its last fragment is there
     */
    Optional<byte[]> received(WebSocketFrame frame) {
        if (refused) {
            return Optional.empty();
        }
        boolean text = frame instanceof TextWebSocketFrame;
        if (!text && !(frame instanceof ContinuationWebSocketFrame)) {
            refuse(WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            return Optional.empty();
        }
        ByteBuf content = frame.content();
        if (fragments.size() + content.readableBytes() > ClientMessage.BYTES_MAX) {
            refuse(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            return Optional.empty();
        }
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        if (frame.isFinalFragment() && fragments.size() == 0) {
            return Optional.of(bytes);
        }
        fragments.writeBytes(bytes);
        if (!frame.isFinalFragment()) {
            return Optional.empty();
        }
        byte[] whole = fragments.toByteArray();
        fragments.reset();
        return Optional.of(whole);
    }

    private void refuse(WebSocketCloseStatus status) {
        refused = true;
        closeWith(new CloseWebSocketFrame(status));
    }

    /**
     * The client answers a close frame by closing. Closing at once instead, with input of his still
     * unread, would reset the connection and take the frame with its reason from him.
     */
    private void closeWith(CloseWebSocketFrame frame) {
        var _ = channel.writeAndFlush(frame);
        var _ = channel.eventLoop().schedule(this::closeNow, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private void closeNow() {
        var _ = channel.close();
    }

    @Override
    protected CompletionStage<?> write(byte[] utf8) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)))
                .addListener(
                        result -> {
                            if (result.isSuccess()) {
                                written.complete(null);
                            } else {
                                written.completeExceptionally(result.cause());
                            }
                        });
        return written;
    }

    @Override
    protected void closeTransport(CloseCode code) {
        closeWith(new CloseWebSocketFrame(code.code(), code.reason()));
    }
}
