package dev.atrium.functions.redis;

import io.lettuce.core.event.DefaultEventPublisherOptions;
import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.EventPublisherOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.lettuce.core.tracing.Tracing;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;

import reactor.core.publisher.Flux;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One thread for connections, one for reconnecting, and nothing that measures, traces or publishes:
 * a function has two connections, and nobody in it asks for events. Lettuce's own resources load
 * several hundred classes more, Netty's DNS client among them, and size their threads for servers.
 * Thread-safe.
 */
final class FewResources implements ClientResources {
    private static final int THREADS = 1;

    /** Each try to reconnect to a shard that died asks the others who has its slots now. */
    private static final Duration RECONNECT_DELAY_MAX = Duration.ofSeconds(1);

    private final EventLoopGroupProvider loops = new DefaultEventLoopGroupProvider(THREADS);
    private final EventExecutorGroup executors =
            new DefaultEventExecutorGroup(THREADS, new DefaultThreadFactory("atrium-redis", true));
    private final Timer timer =
            new HashedWheelTimer(new DefaultThreadFactory("atrium-redis-timer", true));
    private final EventBus events = new Unheard();
    private final NettyCustomizer unchanged = new NettyCustomizer() {};
    private final Delay reconnectDelay =
            Delay.exponential(Duration.ofMillis(1), RECONNECT_DELAY_MAX, 2, TimeUnit.MILLISECONDS);

    /** Tells nobody. */
    private static final class Unheard implements EventBus {
        @Override
        public Flux<Event> get() {
            return Flux.never();
        }

        @Override
        public void publish(Event event) {
            // Nobody listens.
        }
    }

    @Override
    public Builder mutate() {
        throw new UnsupportedOperationException("these are not changed");
    }

    @Override
    public Future<Boolean> shutdown() {
        return shutdown(0, 2, TimeUnit.SECONDS);
    }

    /** Ends the threads; what is returned is done when those of the connections have ended. */
    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        var _ = timer.stop();
        var _ = executors.shutdownGracefully(quietPeriod, timeout, unit);
        return loops.shutdown(quietPeriod, timeout, unit);
    }

    /**
     * The JDK resolves names: the library's own resolver is one for the process, and forgets
     * nothing once the threads have ended that it was first used on.
     */
    @Override
    public AddressResolverGroup<?> addressResolverGroup() {
        return DefaultAddressResolverGroup.INSTANCE;
    }

    @Override
    public EventPublisherOptions commandLatencyPublisherOptions() {
        return DefaultEventPublisherOptions.disabled();
    }

    @Override
    public CommandLatencyRecorder commandLatencyRecorder() {
        return CommandLatencyRecorder.disabled();
    }

    @Override
    public int computationThreadPoolSize() {
        return THREADS;
    }

    @Override
    public EventBus eventBus() {
        return events;
    }

    @Override
    public EventLoopGroupProvider eventLoopGroupProvider() {
        return loops;
    }

    @Override
    public EventExecutorGroup eventExecutorGroup() {
        return executors;
    }

    @Override
    public int ioThreadPoolSize() {
        return loops.threadPoolSize();
    }

    @Override
    public NettyCustomizer nettyCustomizer() {
        return unchanged;
    }

    @Override
    public Delay reconnectDelay() {
        return reconnectDelay;
    }

    @Override
    public SocketAddressResolver socketAddressResolver() {
        return SocketAddressResolver.create(DnsResolver.unresolved());
    }

    @Override
    public Timer timer() {
        return timer;
    }

    @Override
    public Tracing tracing() {
        return Tracing.disabled();
    }
}
