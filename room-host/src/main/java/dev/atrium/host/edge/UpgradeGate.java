package dev.atrium.host.edge;

import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.Problem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the HTTP codec and whatever would answer or upgrade. A request of a page that may
 * not ask, or for a WebSocket that may not be, is answered with its status, problem details and
 * {@code Retry-After}, and the connection is closed once the client has ended its side or {@value
 * #LINGER_MS} ms have gone; every other request goes on. A connection on which no request has begun
 * in time is closed as well. On the channel's event loop.
 */
final class UpgradeGate extends ChannelInboundHandlerAdapter {
    private static final long MS_PER_S = 1_000;

    /** How long the client of a refused request may take to end its side. */
    private static final long LINGER_MS = 2_000;

    private final Gatekeeper gatekeeper;
    private final long firstRequestMs;
    private @Nullable Future<?> deadline;
    private boolean refused;

    UpgradeGate(Gatekeeper gatekeeper, long firstRequestMs) {
        this.gatekeeper = gatekeeper;
        this.firstRequestMs = firstRequestMs;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline =
                context.executor()
                        .schedule(
                                () -> {
                                    var _ = context.close();
                                },
                                firstRequestMs,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        begun();
    }

    private void begun() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            begun();
            if (!gatekeeper.admits(request.headers().get(HttpHeaderNames.ORIGIN))) {
                refuse(
                        context,
                        request,
                        new Gatekeeper.Decision.Refused(ErrorCode.ORIGIN_NOT_ALLOWED, 0));
                return;
            }
            if (wantsSocket(request.headers())) {
                decide(context, request);
                return;
            }
        }
        super.channelRead(context, message);
    }

    private static boolean wantsSocket(HttpHeaders headers) {
        return headers.containsValue(
                HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, /* ignoreCase= */ true);
    }

    /** One place for one connection: whoever is admitted is not asked again. */
    private void decide(ChannelHandlerContext context, HttpRequest request) throws Exception {
        InetAddress address = SourceAddress.of(context.channel());
        switch (gatekeeper.decide(address)) {
            case Gatekeeper.Decision.Admitted _ -> {
                var _ =
                        context.channel()
                                .closeFuture()
                                .addListener(closed -> gatekeeper.left(address));
                super.channelRead(context, request);
                context.pipeline().remove(this);
            }
            case Gatekeeper.Decision.Refused refusal -> refuse(context, request, refusal);
        }
    }

    private void refuse(
            ChannelHandlerContext context,
            HttpRequest request,
            Gatekeeper.Decision.Refused refusal) {
        refused = true;
        ReferenceCountUtil.release(request);
        var _ = context.writeAndFlush(answer(refusal)).addListener(sent -> linger(context));
    }

    /**
     * Ends our side and lets the client end its own. Closing at once while bytes of its are unread,
     * such as the rest of a body, would reset the connection, and the client might never see the
     * answer. What still comes is thrown away.
     */
    private static void linger(ChannelHandlerContext context) {
        if (!(context.channel() instanceof DuplexChannel channel)) {
            var _ = context.close();
            return;
        }
        Future<?> patience =
                context.executor()
                        .schedule(
                                () -> {
                                    var _ = context.close();
                                },
                                LINGER_MS,
                                TimeUnit.MILLISECONDS);
        var _ = channel.closeFuture().addListener(closed -> patience.cancel(false));
        var _ = channel.shutdownOutput();
    }

    private static FullHttpResponse answer(Gatekeeper.Decision.Refused refusal) {
        Problem problem = Problem.of(refusal.code());
        ByteBuf body =
                Unpooled.wrappedBuffer(MessageJson.text(problem).getBytes(StandardCharsets.UTF_8));
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()), body);
        HttpHeaders headers = answer.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.retryAfterMs() > 0) {
            headers.set(
                    HttpHeaderNames.RETRY_AFTER, Math.ceilDiv(refusal.retryAfterMs(), MS_PER_S));
        }
        return answer;
    }
}
