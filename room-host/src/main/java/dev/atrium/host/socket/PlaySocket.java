package dev.atrium.host.socket;

import dev.atrium.host.front.Front;
import dev.atrium.wire.ClientMessage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The direct WebSocket of this host, at {@code /play}. */
@ServerWebSocket("/play")
final class PlaySocket {
    private static final Logger LOG = LoggerFactory.getLogger(PlaySocket.class);
    private static final String CONNECTION = "atrium.connection";

    private final Front front;

    PlaySocket(Front front) {
        this.front = front;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        NettyHttpRequest<?> netty = (NettyHttpRequest<?>) request;
        DirectConnection connection =
                new DirectConnection(netty.getChannelHandlerContext().channel());
        session.put(CONNECTION, connection);
        front.opened(connection);
    }

    /** A frame; fragments come one by one. */
    @OnMessage(maxPayloadLength = ClientMessage.BYTES_MAX)
    void frame(WebSocketFrame frame, WebSocketSession session) {
        session.get(CONNECTION, DirectConnection.class)
                .ifPresent(
                        connection ->
                                connection
                                        .received(frame)
                                        .ifPresent(
                                                utf8 -> {
                                                    if (front.admits(connection)) {
                                                        front.message(connection, utf8);
                                                    }
                                                }));
    }

    @OnClose
    void close(WebSocketSession session) {
        session.get(CONNECTION, DirectConnection.class)
                .ifPresent(
                        connection -> {
                            connection.closed();
                            front.closed(connection);
                        });
    }

    @OnError
    void error(WebSocketSession session, Throwable failure) {
        LOG.debug("a direct socket failed: {}", failure.toString());
        close(session);
        session.close();
    }
}
