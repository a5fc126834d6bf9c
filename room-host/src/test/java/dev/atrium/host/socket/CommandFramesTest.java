package dev.atrium.host.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Frames come out the same, and in the same order, however the bytes were cut and whoever read. */
class CommandFramesTest {
    private static final int CONTINUATION = 0x00;
    private static final int PING = 0x89;
    private static final int[] SMALL = {0, 1, 5, 70, 125, 126, 200};
    private static final int[] ALL = {0, 1, 5, 70, 125, 126, 4_000, 65_535, 66_000};

    private final List<String> read = new ArrayList<>();
    private int taken;
    private boolean fragmented;

    private EmbeddedChannel channel(boolean withTaker) {
        CommandFrames commands = new CommandFrames();
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        commands,
                        new WebSocket13FrameDecoder(
                                WebSocketDecoderConfig.newBuilder()
                                        .maxFramePayloadLength(100_000)
                                        .build()),
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object message) {
                                WebSocketFrame frame = (WebSocketFrame) message;
                                byte[] payload = new byte[frame.content().readableBytes()];
                                frame.content().readBytes(payload);
                                fragmented = !frame.isFinalFragment();
                                read.add(HexFormat.of().formatHex(payload));
                                frame.release();
                            }
                        });
        var _ =
                channel.writeOneOutbound(
                        Unpooled.copiedBuffer(
                                "HTTP/1.1 101 Switching Protocols\r\n", StandardCharsets.US_ASCII));
        if (withTaker) {
            commands.feed(
                    new CommandFrames.Taker() {
                        @Override
                        public boolean takes(int opcode) {
                            boolean data = opcode == Frames.TEXT || opcode == Frames.BINARY;
                            return data && !fragmented;
                        }

                        @Override
                        public void frame(int opcode, byte[] payload) {
                            taken++;
                            read.add(HexFormat.of().formatHex(payload));
                        }
                    });
        }
        return channel;
    }

    private static void masked(ByteBuf out, int opcode, byte[] payload, Random random) {
        out.writeByte(opcode);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            out.writeByte(0x80 | 127).writeLong(payload.length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ mask[i & 3]);
        }
    }

    /** A stream of frames of all kinds. */
    private static ByteBuf stream(Random random, int[] lengths) {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < 40; i++) {
            byte[] payload = new byte[lengths[random.nextInt(random.nextInt(lengths.length) + 1)]];
            random.nextBytes(payload);
            switch (random.nextInt(6)) {
                case 0 -> masked(out, PING, new byte[] {7}, random);
                case 1 -> masked(out, Frames.TEXT, payload, random);
                case 2 -> {
                    masked(out, Frames.TEXT & 0x0f, payload, random);
                    masked(out, PING, new byte[] {8}, random);
                    masked(out, CONTINUATION | 0x80, payload, random);
                }
                default -> masked(out, Frames.BINARY, payload, random);
            }
        }
        return out;
    }

    private static void feed(
            EmbeddedChannel channel, ByteBuf stream, Random random, int mostBytes) {
        while (stream.isReadable()) {
            int bytes = Math.min(stream.readableBytes(), 1 + random.nextInt(mostBytes));
            channel.writeInbound(stream.readBytes(bytes));
        }
    }

    @Test
    void framesAreTheSameHoweverTheBytesAreCut() {
        for (int seed = 0; seed < 200; seed++) {
            int mostBytes = List.of(1, 3, 20, 1_000, 100_000).get(seed % 5);
            ByteBuf stream = stream(new Random(seed), mostBytes <= 20 ? SMALL : ALL);
            EmbeddedChannel plain = channel(false);
            feed(plain, stream.duplicate().retain(), new Random(seed), mostBytes);
            List<String> decoded = List.copyOf(read);
            read.clear();
            assertEquals(0, taken);

            EmbeddedChannel fast = channel(true);
            feed(fast, stream, new Random(seed), mostBytes);
            assertEquals(decoded, read, "seed " + seed);
            read.clear();
            assertTrue(taken > 0 || mostBytes < 8, "some were taken before the decoder");
            taken = 0;
            plain.finishAndReleaseAll();
            fast.finishAndReleaseAll();
        }
    }

    @Test
    void whatComesBeforeTheUpgradeIsNoFrame() {
        EmbeddedChannel channel = new EmbeddedChannel(new CommandFrames());
        ByteBuf request = Unpooled.copiedBuffer("GET /play HTTP/1.1", StandardCharsets.US_ASCII);
        channel.writeInbound(request);
        assertEquals(request, channel.readInbound());
        channel.finishAndReleaseAll();
    }

    @Test
    void anUnmaskedFrameAndOneTooLongForAnyBufferAreTheDecodersToRefuse() {
        for (String hex : List.of("8201ff", "82ffffffffffffffffff00000000", "c28100000000aa")) {
            EmbeddedChannel channel = channel(true);
            boolean refused = false;
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
                channel.checkException();
            } catch (RuntimeException e) {
                refused = e.getClass().getSimpleName().startsWith("CorruptedWebSocketFrame");
            }
            assertTrue(refused, hex);
            assertEquals(0, taken);
            channel.finishAndReleaseAll();
        }
    }
}
