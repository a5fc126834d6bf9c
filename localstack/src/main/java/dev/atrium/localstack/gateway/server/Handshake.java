package dev.atrium.localstack.gateway.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;

/** Turns an HTTP connection into a WebSocket. */
final class Handshake {

    private Handshake() {}

    /** On the event loop, with the request read whole and nothing read after it. */
    static void perform(
            ChannelHandlerContext ctx, HttpRequest request, UpgradeDecision.Accepted accepted) {
        UpgradedSocket socket = accepted.socket();
        if (!ctx.channel().isActive()) {
            socket.lost();
            return;
        }
        // No extensions, so no permessage-deflate: AWS offers none. The frame handler says goodbye
        // itself after a violation, because closing at once could reset the connection first.
        WebSocketDecoderConfig decoder =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(socket.frameBytes())
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .closeOnProtocolViolation(false)
                        .withUTF8Validator(false)
                        .build();
        WebSocketServerHandshaker13 handshaker =
                new WebSocketServerHandshaker13(
                        "ws://localhost" + request.uri(), accepted.subprotocol(), decoder);
        ChannelPipeline pipeline = ctx.pipeline();
        DefaultFullHttpRequest whole =
                new DefaultFullHttpRequest(
                        request.protocolVersion(),
                        request.method(),
                        request.uri(),
                        Unpooled.EMPTY_BUFFER,
                        request.headers(),
                        EmptyHttpHeaders.INSTANCE);
        // No longer HTTP: these would close a silent socket and read frames as requests.
        pipeline.remove(IdleStateHandler.class);
        pipeline.replace(ctx.handler(), "frames", socket.frameHandler());
        // Open before the client hears of it: posts wait their turn on this event loop, and nobody
        // whom the client tells can come too early.
        socket.opened(ctx.channel());
        ctx.channel().config().setAutoRead(true);
        try {
            handshaker
                    .handshake(ctx.channel(), whole)
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } catch (WebSocketHandshakeException impossible) {
            var _ = ctx.channel().close();
        }
    }
}
