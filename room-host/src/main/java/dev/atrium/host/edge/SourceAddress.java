package dev.atrium.host.edge;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a channel's client is: as its balancer said, or the other end of the connection. */
final class SourceAddress {
    private static final AttributeKey<InetAddress> TOLD =
            AttributeKey.valueOf(SourceAddress.class, "told");

    private SourceAddress() {}

    /** A trusted balancer told it. */
    static void tell(Channel channel, InetAddress address) {
        channel.attr(TOLD).set(address);
    }

    static InetAddress of(Channel channel) {
        InetAddress told = channel.attr(TOLD).get();
        return told == null ? peer(channel) : told;
    }

    /** The other end itself; the loopback address where a channel has none (in tests). */
    static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress socket
                        && socket.getAddress() != null
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
