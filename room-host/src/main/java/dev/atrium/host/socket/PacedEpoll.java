package dev.atrium.host.socket;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.EpollEventLoopGroupFactory;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupFactory;
import io.micronaut.http.netty.channel.NettyChannelType;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** Makes event loops on epoll, where there is one, {@linkplain PacedSelect pace themselves}. */
@Singleton
final class PacedEpoll implements BeanCreatedEventListener<EventLoopGroupFactory> {

    @Override
    public EventLoopGroupFactory onCreated(BeanCreatedEvent<EventLoopGroupFactory> event) {
        EventLoopGroupFactory factory = event.getBean();
        return factory instanceof EpollEventLoopGroupFactory ? new Paced(factory) : factory;
    }

    private record Paced(EventLoopGroupFactory epoll) implements EventLoopGroupFactory {
        @Override
        public IoHandlerFactory createIoHandlerFactory(EventLoopGroupConfiguration configuration) {
            return EpollIoHandler.newFactory(0, PacedSelect::new);
        }

        @Override
        public boolean isNative() {
            return epoll.isNative();
        }

        @Override
        public Class<? extends Channel> channelClass(
                NettyChannelType type, @Nullable EventLoopGroupConfiguration configuration) {
            return epoll.channelClass(type, configuration);
        }

        @Override
        public Channel channelInstance(
                NettyChannelType type, @Nullable EventLoopGroupConfiguration configuration) {
            return epoll.channelInstance(type, configuration);
        }

        @Override
        public Channel channelInstance(
                NettyChannelType type,
                @Nullable EventLoopGroupConfiguration configuration,
                @Nullable Channel parent,
                int fd) {
            return epoll.channelInstance(type, configuration, parent, fd);
        }
    }
}
