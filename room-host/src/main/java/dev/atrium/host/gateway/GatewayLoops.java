package dev.atrium.host.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

import java.util.concurrent.TimeUnit;

/**
 * The event loops of the client that posts to the gateway. The SDK's own would keep a host that
 * leaves for two seconds more, in which nothing comes.
 */
public final class GatewayLoops implements AutoCloseable {
    private static final long END_WAIT_MS = 2_000;

    /** Of the one class for such loops that the SDK knows. */
    @SuppressWarnings("deprecation")
    private final EventLoopGroup group =
            new NioEventLoopGroup(new DefaultThreadFactory("gateway-posts", true));

    /** For the SDK's client, which does not end them. */
    public SdkEventLoopGroup forSdk() {
        return SdkEventLoopGroup.create(group);
    }

    /** Ends them; what is still under way is abandoned. Blocking, bounded. */
    @Override
    public void close() {
        group.shutdownGracefully(0, END_WAIT_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(END_WAIT_MS);
    }
}
