package dev.atrium.host.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Takes the client's address from the PROXY header (version 2) that a trusted balancer puts before
 * each connection. A connection of its that has none, or the older textual one, or a broken one, is
 * closed: its client's address would be unknown, and all of them would share the balancer's. Stands
 * first in the pipeline, behind {@link HAProxyMessageDecoder}, until it knows.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);

    /** What a header may hold beside addresses; balancers send some tens of bytes. */
    static final int EXTENSION_BYTES_MAX = 1_024;

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (refused) {
            // What came with the bad header must not be acted upon either.
            ReferenceCountUtil.release(message);
            return;
        }
        if (!(message instanceof HAProxyMessage header)) {
            super.channelRead(context, message);
            return;
        }
        try {
            if (header.protocolVersion() != HAProxyProtocolVersion.V2) {
                refuse(context, "of version 1");
                return;
            }
            if (header.command() == HAProxyCommand.PROXY) {
                String told = header.sourceAddress();
                byte @Nullable [] source =
                        told == null ? null : NetUtil.createByteArrayFromIpAddressString(told);
                if (source == null) {
                    refuse(context, "without an address");
                    return;
                }
                SourceAddress.tell(context.channel(), InetAddress.getByAddress(source));
            }
            // LOCAL is the balancer itself, asking whether we live.
            goOn(context);
        } catch (UnknownHostException e) {
            refuse(context, e.toString());
        } finally {
            header.release();
        }
    }

    /**
     * The HTTP server reads on demand, once for each of its messages. When nothing but the header
     * has come, it has none of its own, and nobody else would ask for the request.
     */
    private void goOn(ChannelHandlerContext context) {
        context.read();
        context.pipeline().remove(this);
    }

    /** The decoder says so of what is no header. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        refuse(context, failure.toString());
    }

    private void refuse(ChannelHandlerContext context, String why) {
        refused = true;
        LOG.warn("a balancer's connection without a good PROXY header: {}", why);
        var _ = context.close();
    }
}
