package dev.atrium.localstack.gateway.server;

import dev.atrium.localstack.gateway.api.GatewayLimits;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Reads one request after the other off a connection and answers it. While one is being answered
 * the socket is not read, so what waits here is at most what one read had decoded.
 */
final class FrontHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(FrontHandler.class);

    /** How long the rest of a refused body is read and dropped, so that the answer gets out. */
    private static final long DISCARD_MS = 5_000;

    private final GatewayService service;
    private final GatewayLimits limits;
    private final Executor workers;

    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpRequest head;
    private boolean answering;
    private boolean discarding;

    FrontHandler(GatewayService service, GatewayLimits limits, Executor workers) {
        this.service = service;
        this.limits = limits;
        this.workers = workers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
        if (!(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
        } else if (answering) {
            waiting.add(part);
        } else {
            read(ctx, part);
        }
    }

    private void read(ChannelHandlerContext ctx, HttpObject part) throws IOException {
        try {
            if (discarding) {
                if (part instanceof LastHttpContent) {
                    var _ = ctx.close();
                }
                return;
            }
            if (part.decoderResult().isFailure()) {
                refuse(ctx, malformed(part.decoderResult().cause()));
                return;
            }
            if (part instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (part instanceof HttpContent content && head != null) {
                append(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private static GatewayAnswer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> GatewayAnswer.message(414, "URI Too Long");
            case TooLongHttpHeaderException _ ->
                    GatewayAnswer.message(431, "Request Header Fields Too Large");
            default -> GatewayAnswer.message(400, "Bad Request");
        };
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        body.reset();
        if (HttpUtil.getContentLength(request, 0L) > limits.http().bodyBytes()) {
            refuse(ctx, GatewayAnswer.message(413, "Request Entity Too Large"));
            return;
        }
        head = request;
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.CONTINUE,
                                    Unpooled.EMPTY_BUFFER))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void append(ChannelHandlerContext ctx, HttpContent content) throws IOException {
        int bytes = content.content().readableBytes();
        if (body.size() + bytes > limits.http().bodyBytes()) {
            refuse(ctx, GatewayAnswer.message(413, "Request Entity Too Large"));
            return;
        }
        content.content().readBytes(body, bytes);
        if (content instanceof LastHttpContent && head != null) {
            HttpRequest request = head;
            head = null;
            dispatch(ctx, request);
        }
    }

    /**
     * Answers before the request is read to its end, then reads and drops the rest: closing with
     * bytes unread would reset the connection, and the client might never see why.
     */
    private void refuse(ChannelHandlerContext ctx, GatewayAnswer answer) {
        head = null;
        discarding = true;
        ctx.writeAndFlush(toResponse(answer, false))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        // A method reference would hand the unread future of the close to the scheduler.
        Runnable giveUp =
                () -> {
                    var _ = ctx.close();
                };
        var _ = ctx.executor().schedule(giveUp, DISCARD_MS, TimeUnit.MILLISECONDS);
    }

    private void dispatch(ChannelHandlerContext ctx, HttpRequest request) {
        answering = true;
        ctx.channel().config().setAutoRead(false);
        GatewayRequest whole = copy(ctx.channel(), request);
        boolean upgrade =
                request.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true)
                        && service.isSocketPath(whole.encodedPath());
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        workers.execute(
                () -> {
                    if (upgrade) {
                        UpgradeDecision decision = decide(whole);
                        onLoop(ctx, () -> decided(ctx, request, decision, keepAlive));
                    } else {
                        GatewayAnswer answer = answer(whole);
                        onLoop(ctx, () -> send(ctx, answer, keepAlive));
                    }
                });
    }

    private static void onLoop(ChannelHandlerContext ctx, Runnable task) {
        ctx.executor().execute(task);
    }

    private GatewayAnswer answer(GatewayRequest request) {
        try {
            return service.answer(request);
        } catch (RuntimeException bug) {
            LOG.error("{} {} failed", request.method(), request.encodedPath(), bug);
            return GatewayAnswer.message(500, "Internal Server Error");
        }
    }

    private UpgradeDecision decide(GatewayRequest request) {
        if (!"GET".equals(request.method())) {
            return new UpgradeDecision.Refused(GatewayAnswer.message(400, "Bad Request"));
        }
        if (!"13".equals(request.header("sec-websocket-version"))) {
            return new UpgradeDecision.Refused(
                    GatewayAnswer.message(426, "Upgrade Required")
                            .with("sec-websocket-version", "13"));
        }
        String key = request.header("sec-websocket-key");
        if (key == null || key.isBlank()) {
            return new UpgradeDecision.Refused(GatewayAnswer.message(400, "Bad Request"));
        }
        try {
            return service.upgrade(request);
        } catch (RuntimeException bug) {
            LOG.error("upgrade of {} failed", request.encodedPath(), bug);
            return new UpgradeDecision.Refused(GatewayAnswer.message(500, "Internal server error"));
        }
    }

    private void decided(
            ChannelHandlerContext ctx,
            HttpRequest request,
            UpgradeDecision decision,
            boolean keepAlive) {
        switch (decision) {
            case UpgradeDecision.Refused refused -> send(ctx, refused.answer(), keepAlive);
            case UpgradeDecision.Accepted accepted -> Handshake.perform(ctx, request, accepted);
        }
    }

    private void send(ChannelHandlerContext ctx, GatewayAnswer answer, boolean keepAlive) {
        var written = ctx.writeAndFlush(toResponse(answer, keepAlive));
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        answering = false;
        try {
            while (!answering && !waiting.isEmpty()) {
                read(ctx, waiting.remove());
            }
        } catch (IOException impossible) {
            ctx.fireExceptionCaught(impossible);
        }
        if (!answering) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private static FullHttpResponse toResponse(GatewayAnswer answer, boolean keepAlive) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body()));
        for (Header header : answer.headers()) {
            response.headers().add(header.name(), header.value());
        }
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        response.headers()
                .set(
                        HttpHeaderNames.CONNECTION,
                        keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return response;
    }

    private GatewayRequest copy(Channel channel, HttpRequest request) {
        List<Header> headers = new ArrayList<>();
        request.headers()
                .iteratorAsString()
                .forEachRemaining(
                        entry -> headers.add(new Header(entry.getKey(), entry.getValue())));
        String sourceIp =
                channel.remoteAddress() instanceof InetSocketAddress address
                        ? address.getAddress().getHostAddress()
                        : "127.0.0.1";
        return new GatewayRequest(
                request.method().name(),
                request.uri(),
                request.protocolVersion().text(),
                headers,
                body.toByteArray(),
                sourceIp,
                System.currentTimeMillis());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // A connection that waits for an answer is not idle, whatever the timer says.
        if (event instanceof IdleStateEvent && !answering) {
            var _ = ctx.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("connection failed: {}", cause.toString());
        var _ = ctx.close();
    }
}
