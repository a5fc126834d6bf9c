package dev.atrium.host.socket;

import dev.atrium.host.connection.PacedConnection;
import dev.atrium.wire.CloseCode;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A direct WebSocket: text frames, written one after the other to its channel. */
final class DirectConnection extends PacedConnection {
    private final Channel channel;

    DirectConnection(Channel channel) {
        this.channel = channel;
    }

    @Override
    public String id() {
        return channel.id().asShortText();
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
        channel.writeAndFlush(new CloseWebSocketFrame(code.code(), code.reason()))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
