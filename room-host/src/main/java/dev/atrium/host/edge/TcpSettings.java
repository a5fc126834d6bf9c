package dev.atrium.host.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * How connections are set up. {@code docs/limits.md} has the measurements behind the values.
 *
 * @param backlog connections that the kernel holds until they are accepted, {@code ATRIUM_BACKLOG},
 *     1 to 65535
 * @param sendBufferBytes of the kernel for a connection, {@code ATRIUM_SEND_BUFFER_BYTES}, 4096 to
 *     16777216
 * @param receiveBufferBytes of the kernel for a connection, {@code ATRIUM_RECEIVE_BUFFER_BYTES},
 *     4096 to 16777216
 * @param unsentBytes of the send buffer that may not even be on their way, {@code
 *     ATRIUM_UNSENT_BYTES}, 1024 to 16777216; with more the socket takes no more
 * @param lowWatermarkBytes of what waits in the process, at which a connection takes views again,
 *     {@code ATRIUM_LOW_WATERMARK_BYTES}, 1024 to 1048576
 * @param highWatermarkBytes at which it takes no more, {@code ATRIUM_HIGH_WATERMARK_BYTES}; more
 *     than the low one
 */
public record TcpSettings(
        int backlog,
        int sendBufferBytes,
        int receiveBufferBytes,
        int unsentBytes,
        int lowWatermarkBytes,
        int highWatermarkBytes) {

    public TcpSettings {
        if (lowWatermarkBytes >= highWatermarkBytes) {
            throw new IllegalArgumentException(
                    "ATRIUM_LOW_WATERMARK_BYTES="
                            + lowWatermarkBytes
                            + " (allowed: less than ATRIUM_HIGH_WATERMARK_BYTES="
                            + highWatermarkBytes
                            + ")");
        }
    }

    /** Sets a new connection up. Views are small and late ones are worthless: no delay. */
    public void apply(Channel connection) {
        ChannelConfig config = connection.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.SO_SNDBUF, sendBufferBytes);
        config.setOption(ChannelOption.SO_RCVBUF, receiveBufferBytes);
        config.setOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(lowWatermarkBytes, highWatermarkBytes));
        if (connection instanceof EpollSocketChannel) {
            config.setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) unsentBytes);
        }
    }
}
