package dev.atrium.host.socket;

import dev.atrium.host.edge.Edge;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;

/**
 * Puts the {@link Edge} into the pipeline of every connection that Micronaut accepts, but those of
 * operators: their port is nobody else's, and must answer when the host is full.
 */
@Singleton
final class EdgeSockets implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final BeanProvider<Edge> edge;
    private final int operatorPort;

    EdgeSockets(BeanProvider<Edge> edge, @Value("${atrium.operator.port}") int operatorPort) {
        this.edge = edge;
        this.operatorPort = operatorPort;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new WithEdge(edge, operatorPort, null));
        return registry;
    }

    private record WithEdge(BeanProvider<Edge> edge, int operatorPort, @Nullable Channel channel)
            implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
            if (role != ChannelRole.CONNECTION || isOperators(accepted)) {
                return new WithEdge(edge, operatorPort, null);
            }
            edge.get().accepted(accepted);
            return new WithEdge(edge, operatorPort, accepted);
        }

        private boolean isOperators(Channel accepted) {
            return accepted.localAddress() instanceof InetSocketAddress local
                    && local.getPort() == operatorPort;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                edge.get().piped(channel, ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
            }
        }
    }
}
