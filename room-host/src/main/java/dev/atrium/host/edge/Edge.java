package dev.atrium.host.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.List;

/** Puts the edge's handlers into the pipeline of each connection. Thread-safe. */
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    /**
     * Connections beyond those that are sockets: requests of gateways and balancers, and those that
     * have not said yet what they are. Beyond it they are closed unread.
     */
    public static final int OTHERS_MAX = 1_024;

    private final Gatekeeper gatekeeper;
    private final TcpSettings tcp;
    private final List<AddressRange> trusted;
    private final ConnectionSlots accepted;
    private final long firstRequestMs;

    /**
     * An edge.
     *
     * @param gatekeeper asked about every socket
     * @param tcp how connections are set up
     * @param trusted balancers, whose connections begin with a PROXY header
     * @param accepted places for connections of any kind
     * @param firstRequestMs a connection without a request; then it is closed
     */
    public Edge(
            Gatekeeper gatekeeper,
            TcpSettings tcp,
            List<AddressRange> trusted,
            ConnectionSlots accepted,
            long firstRequestMs) {
        this.gatekeeper = gatekeeper;
        this.tcp = tcp;
        this.trusted = List.copyOf(trusted);
        this.accepted = accepted;
        this.firstRequestMs = firstRequestMs;
    }

    /** A connection was accepted, and nothing of it is read yet. */
    public void accepted(Channel channel) {
        if (!accepted.take()) {
            LOG.warn("a connection too many was closed unread");
            var _ = channel.close();
            return;
        }
        var _ = channel.closeFuture().addListener(closed -> accepted.giveBack());
        tcp.apply(channel);
    }

    /**
     * Its pipeline is built.
     *
     * @param httpCodec the name of the HTTP codec in it
     */
    public void piped(Channel channel, String httpCodec) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addAfter(
                httpCodec, "atrium-upgrades", new UpgradeGate(gatekeeper, firstRequestMs));
        InetAddress peer = SourceAddress.peer(channel);
        if (trusted.stream().anyMatch(range -> range.contains(peer))) {
            pipeline.addFirst("atrium-proxy", new ProxyHeader());
            pipeline.addFirst(
                    "atrium-proxy-decoder",
                    new HAProxyMessageDecoder(ProxyHeader.EXTENSION_BYTES_MAX));
        }
    }
}
