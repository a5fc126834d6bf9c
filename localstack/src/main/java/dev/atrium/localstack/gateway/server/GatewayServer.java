package dev.atrium.localstack.gateway.server;

import dev.atrium.localstack.gateway.api.GatewayLimits;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One port of one address, read by event loops: epoll where there is one, else NIO. */
public final class GatewayServer implements AutoCloseable {

    /** Idle keep-alive connections are closed after this long, as load balancers do. */
    private static final int KEEP_ALIVE_SECONDS = 75;

    private static final int LOOPS = 2;

    private final EventLoopGroup loops;
    private final Channel listening;
    private final ChannelGroup connections;

    private GatewayServer(EventLoopGroup loops, Channel listening, ChannelGroup connections) {
        this.loops = loops;
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Binds and starts to serve.
     *
     * @param address of this machine, and its port; 0 for any free one
     * @param workers runs what may block, a thread per task
     * @throws PortInUseException if somebody else has the port
     */
    public static GatewayServer start(
            InetSocketAddress address,
            GatewayLimits limits,
            GatewayService service,
            Executor workers) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerSocketChannel> kind =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, io);
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        WriteBufferWaterMark marks =
                new WriteBufferWaterMark(
                        limits.socket().sendBufferBytes() / 2, limits.socket().sendBufferBytes());
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(kind)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, marks)
                        .childHandler(new Connection(limits, service, workers, connections));
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(loops);
            Throwable cause = bound.cause();
            String message = String.valueOf(cause.getMessage());
            if (message.contains("Address already in use")) {
                throw new PortInUseException(address.getPort(), cause);
            }
            throw new IllegalStateException("cannot listen on " + address, cause);
        }
        return new GatewayServer(loops, bound.channel(), connections);
    }

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Takes no more connections; those that are there live on. */
    public void stopListening() {
        listening.close().awaitUninterruptibly(2_000);
    }

    /** Closes every connection and ends the event loops, within some seconds. */
    @Override
    public void close() {
        stopListening();
        connections.close().awaitUninterruptibly(2_000);
        stop(loops);
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }

    /** Fills the pipeline of a new connection. */
    private static final class Connection extends ChannelInitializer<SocketChannel> {

        private final GatewayLimits limits;
        private final GatewayService service;
        private final Executor workers;
        private final ChannelGroup connections;

        Connection(
                GatewayLimits limits,
                GatewayService service,
                Executor workers,
                ChannelGroup connections) {
            this.limits = limits;
            this.service = service;
            this.workers = workers;
            this.connections = connections;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (connections.size() >= limits.maximumSockets()) {
                // Unread and unanswered: to answer each of a flood is what it is out for.
                channel.pipeline().addLast(new Refused());
                return;
            }
            connections.add(channel);
            int headerBytes = limits.http().headerBytes();
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(
                                    new HttpDecoderConfig()
                                            .setMaxInitialLineLength(headerBytes)
                                            .setMaxHeaderSize(headerBytes)
                                            .setMaxChunkSize(64 * 1024)))
                    .addLast(new IdleStateHandler(0, 0, KEEP_ALIVE_SECONDS))
                    .addLast(new FrontHandler(service, limits, workers));
        }
    }

    private static final class Refused extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var _ = ctx.close();
        }
    }
}
