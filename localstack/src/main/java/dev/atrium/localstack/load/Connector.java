package dev.atrium.localstack.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Event loops, and sockets to one port of this machine on them. Any thread. */
public final class Connector implements AutoCloseable {
    /** Clients of one loopback address at most, so that its ephemeral ports suffice. */
    private static final int CLIENTS_AN_ADDRESS = 20_000;

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final long STOP_TIMEOUT_MS = 5_000;

    private final int port;
    private final MultiThreadIoEventLoopGroup group;

    /**
     * Loops for sockets to that port.
     *
     * @param threads one for each loop
     */
    public Connector(int port, int threads) {
        this.port = port;
        IoHandlerFactory io =
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(threads, io);
    }

    /** The loops in turn. */
    public EventLoop nextLoop() {
        return group.next();
    }

    /**
     * Does something on a loop and gives its result.
     *
     * @throws IllegalStateException if the loop has not done it within five seconds, or could not
     * @throws InterruptedException if this thread was interrupted
     */
    public static <T> T runOn(EventLoop loop, Callable<T> task) throws InterruptedException {
        Future<T> done = loop.submit(task);
        boolean _ = done.await(STOP_TIMEOUT_MS);
        if (!done.isSuccess()) {
            throw new IllegalStateException("an event loop of the generator hangs", done.cause());
        }
        return done.getNow();
    }

    /**
     * Connects.
     *
     * @param index of the client, 0 and more: it decides where from
     * @param unreachable told, on the loop, if it cannot be done
     */
    void connect(
            EventLoop loop,
            Supplier<ClientSocket> socket,
            int index,
            Consumer<Throwable> unreachable) {
        connect(loop, port, socket, index, unreachable);
    }

    /** As {@link #connect(EventLoop, Supplier, int, Consumer)}, to another port. */
    public void connect(
            EventLoop loop,
            int toPort,
            Supplier<ClientSocket> socket,
            int index,
            Consumer<Throwable> unreachable) {
        Class<? extends SocketChannel> kind =
                Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(kind)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(socket.get());
                                    }
                                });
        int address = index / CLIENTS_AN_ADDRESS;
        if (address > 0) {
            bootstrap.localAddress(new InetSocketAddress(loopback(1 + address), 0));
        }
        ChannelFuture connecting = bootstrap.connect(new InetSocketAddress(loopback(1), toPort));
        var _ =
                connecting.addListener(
                        done -> {
                            if (!done.isSuccess()) {
                                unreachable.accept(done.cause());
                            }
                        });
    }

    /** All of 127/8 is the machine itself; each address has ephemeral ports of its own. */
    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(STOP_TIMEOUT_MS);
    }
}
