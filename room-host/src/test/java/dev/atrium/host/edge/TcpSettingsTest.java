package dev.atrium.host.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

import org.junit.jupiter.api.Test;

class TcpSettingsTest {
    private static final TcpSettings SETTINGS =
            new TcpSettings(4_096, 65_536, 32_768, 16_384, 8_192, 12_288);

    private static void assertApplied(Channel channel) {
        SETTINGS.apply(channel);
        WriteBufferWaterMark marks =
                channel.config().getOption(ChannelOption.WRITE_BUFFER_WATER_MARK);

        assertTrue(channel.config().getOption(ChannelOption.TCP_NODELAY));
        assertTrue(channel.config().getOption(ChannelOption.SO_SNDBUF) >= 65_536);
        assertTrue(channel.config().getOption(ChannelOption.SO_RCVBUF) >= 32_768);
        assertEquals(8_192, marks.low());
        assertEquals(12_288, marks.high());
    }

    @Test
    void everythingIsSetOnARealSocketOfEitherKind() {
        Epoll.ensureAvailability();
        NioSocketChannel nio = new NioSocketChannel();
        EpollSocketChannel epoll = new EpollSocketChannel();
        try {
            assertApplied(nio);
            assertApplied(epoll);
            assertEquals(16_384, epoll.config().getOption(EpollChannelOption.TCP_NOTSENT_LOWAT));
        } finally {
            nio.unsafe().closeForcibly();
            epoll.unsafe().closeForcibly();
        }
    }

    @Test
    void lowWatermarkMustBeBelowTheHighOne() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new TcpSettings(1, 4_096, 4_096, 1_024, 8_192, 8_192))
                        .getMessage();

        assertEquals(
                "ATRIUM_LOW_WATERMARK_BYTES=8192"
                        + " (allowed: less than ATRIUM_HIGH_WATERMARK_BYTES=8192)",
                message);
    }
}
