package dev.atrium.host.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What Redis clients of a host run on. Rooms append to their journals in bursts, many within a
 * millisecond: what is written while the client's thread is at it leaves in one call of the kernel
 * instead of one for each room. A command alone leaves at once.
 */
public final class RedisThreads implements AutoCloseable {
    /** Commands after which a burst leaves in any case. */
    private static final int BURST_MAX = 256;

    private static final long CLOSE_WAIT_MS = 2_000;

    /** Rooms wait for it: left alone, the client would look up to half a minute later. */
    private static final Duration RECONNECT_MAX = Duration.ofMillis(500);

    private static final Duration RECONNECT_MIN = Duration.ofMillis(20);

    private final ClientResources resources =
            DefaultClientResources.builder()
                    .nettyCustomizer(new Bursts())
                    .reconnectDelay(
                            () ->
                                    Delay.fullJitter(
                                            RECONNECT_MIN,
                                            RECONNECT_MAX,
                                            RECONNECT_MIN.toMillis(),
                                            TimeUnit.MILLISECONDS))
                    .build();

    private static final class Bursts implements NettyCustomizer {
        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline()
                    .addFirst(
                            new FlushConsolidationHandler(
                                    BURST_MAX, /* consolidateWhenNoReadInProgress= */ true));
        }
    }

    /** For clients of Lettuce; they do not end them. */
    public ClientResources resources() {
        return resources;
    }

    /** Ends the threads, once the clients are closed. */
    @Override
    public void close() {
        var _ = resources.shutdown(0, CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
    }
}
