package dev.atrium.host.socket;

import dev.atrium.host.edge.Edge;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** Puts the {@link Edge} into the pipeline of every connection that Micronaut accepts. */
@Singleton
final class EdgeSockets implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final BeanProvider<Edge> edge;

    EdgeSockets(BeanProvider<Edge> edge) {
        this.edge = edge;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new WithEdge(edge, null));
        return registry;
    }

    private record WithEdge(BeanProvider<Edge> edge, @Nullable Channel channel)
            implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
            if (role != ChannelRole.CONNECTION) {
                return new WithEdge(edge, null);
            }
            edge.get().accepted(accepted);
            return new WithEdge(edge, accepted);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                edge.get().piped(channel, ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
            }
        }
    }
}
