package dev.atrium.host.socket;

import dev.atrium.host.front.Front;
import dev.atrium.wire.ClientMessage;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import java.io.ByteArrayOutputStream;

/**
 * Takes a direct socket's frames before Micronaut's own handler would, which costs many times as
 * much; pings and closes go on to it. On the channel's event loop.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter implements CommandFrames.Taker {
    private final DirectConnection connection;
    private final Front front;

    /** The fragments of a text message so far. */
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

    private boolean fragmented;
    private boolean refused;

    FrameHandler(DirectConnection connection, Front front) {
        this.connection = connection;
        this.front = front;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof WebSocketFrame frame)) {
            super.channelRead(context, message);
            return;
        }
        if (frame instanceof PongWebSocketFrame) {
            // A browser answers our pings also while its page is stuck: a sign of life, no more.
            connection.ponged();
            frame.release();
            return;
        }
        if (frame instanceof PingWebSocketFrame && !front.admits(connection)) {
            // Each is answered, so they count as messages do.
            frame.release();
            return;
        }
        boolean data =
                frame instanceof TextWebSocketFrame
                        || frame instanceof BinaryWebSocketFrame
                        || frame instanceof ContinuationWebSocketFrame;
        if (!data) {
            connection.heard();
            super.channelRead(context, message);
            return;
        }
        try {
            take(frame);
        } finally {
            frame.release();
        }
    }

    void take(WebSocketFrame frame) {
        if (refused) {
            return;
        }
        ByteBuf content = frame.content();
        if (fragments.size() + content.readableBytes() > ClientMessage.BYTES_MAX) {
            refuse(WebSocketCloseStatus.MESSAGE_TOO_BIG);
            return;
        }
        if (frame instanceof BinaryWebSocketFrame) {
            if (!connection.takesCompact() || !frame.isFinalFragment()) {
                refuse(WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            } else {
                command(bytes(content));
            }
            return;
        }
        if (frame.isFinalFragment() && !fragmented) {
            message(bytes(content));
            return;
        }
        fragmented = !frame.isFinalFragment();
        fragments.writeBytes(bytes(content));
        if (frame.isFinalFragment()) {
            byte[] whole = fragments.toByteArray();
            fragments.reset();
            message(whole);
        }
    }

    @Override
    public boolean takes(int opcode) {
        // Between the fragments of a message no other may come; the decoder says so.
        boolean binary = opcode == Frames.BINARY && connection.takesCompact();
        boolean known = binary || opcode == Frames.TEXT;
        return known && !fragmented && !refused;
    }

    @Override
    public void frame(int opcode, byte[] payload) {
        if (opcode == Frames.TEXT) {
            message(payload);
        } else {
            command(payload);
        }
    }

    private void command(byte[] payload) {
        connection.meter().received(payload.length);
        if (front.admits(connection)) {
            front.compactMessage(connection, payload);
        }
    }

    private void message(byte[] utf8) {
        connection.meter().received(utf8.length);
        if (front.admits(connection)) {
            front.message(connection, utf8);
        }
    }

    private void refuse(WebSocketCloseStatus status) {
        refused = true;
        connection.refuse(status);
    }

    private static byte[] bytes(ByteBuf content) {
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        return bytes;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        connection.writable();
        super.channelWritabilityChanged(context);
    }
}
