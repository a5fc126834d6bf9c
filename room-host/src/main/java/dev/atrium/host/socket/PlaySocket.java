package dev.atrium.host.socket;

import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.front.Front;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CompactFrames;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The direct WebSocket of this host, at {@code /play}. */
@ServerWebSocket(value = "/play", subprotocols = CompactFrames.SUBPROTOCOL)
final class PlaySocket {
    private static final Logger LOG = LoggerFactory.getLogger(PlaySocket.class);
    private static final String CONNECTION = "atrium.connection";
    private static final String FRAMES = "atrium.frames";

    /** The name of Micronaut's handler of WebSocket frames in the pipeline. */
    private static final String MICRONAUTS = "websocket-handler";

    /** The name of the handler that closes connections of which nothing was read for minutes. */
    private static final String IDLE = ChannelPipelineCustomizer.HANDLER_IDLE_STATE;

    private final Front front;
    private final ConnectionMeter meter;

    PlaySocket(Front front, ConnectionMeter meter) {
        this.front = front;
        this.meter = meter;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        NettyHttpRequest<?> netty = (NettyHttpRequest<?>) request;
        Channel channel = netty.getChannelHandlerContext().channel();
        boolean compact =
                session.getSubprotocol().filter(CompactFrames.SUBPROTOCOL::equals).isPresent();
        DirectConnection connection = new DirectConnection(channel, compact, meter);
        FrameHandler frames = new FrameHandler(connection, front);
        session.put(CONNECTION, connection);
        session.put(FRAMES, frames);
        front.opened(connection);
        channel.eventLoop().execute(() -> putFirst(channel, frames));
    }

    /** Before Micronaut's own, which would make of each frame more than it costs to handle it. */
    private static void putFirst(Channel channel, FrameHandler frames) {
        if (channel.pipeline().get(MICRONAUTS) == null) {
            if (channel.isActive()) {
                LOG.error("no handler {}: frames take the slow way", MICRONAUTS);
            }
        } else {
            channel.pipeline().addBefore(MICRONAUTS, "atrium-frames", frames);
            if (channel.pipeline().get(IDLE) != null) {
                // It would not see what passes it by; the front looks after silent connections.
                channel.pipeline().remove(IDLE);
            }
            CommandFrames commands = channel.pipeline().get(CommandFrames.class);
            if (commands != null) {
                commands.feed(frames);
            }
        }
    }

    /** A frame that came before our handler was in place. */
    @OnMessage(maxPayloadLength = ClientMessage.BYTES_MAX)
    void frame(WebSocketFrame frame, WebSocketSession session) {
        session.get(FRAMES, FrameHandler.class).ifPresent(frames -> frames.take(frame));
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
