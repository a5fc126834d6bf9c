package dev.atrium.localstack.gateway.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;

/** A connection that was accepted and is about to be a WebSocket. Called on its event loop. */
public interface UpgradedSocket {

    /** The handler of its frames, installed before the client hears of the upgrade. */
    ChannelHandler frameHandler();

    /** Frames larger than this end the connection with 1009. */
    int frameBytes();

    /** The client is about to be told of the switch. Called once, or else {@link #lost}. */
    void opened(Channel channel);

    /** The client went away before it could be told. */
    void lost();
}
