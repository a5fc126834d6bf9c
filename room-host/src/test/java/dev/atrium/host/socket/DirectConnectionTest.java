package dev.atrium.host.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.connection.FlushRound;
import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.Json;
import dev.atrium.wire.PartsJoiner;
import dev.atrium.wire.WireException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What leaves, in which order, and what a slow reader gets. */
class DirectConnectionTest {
    private final List<CloseWebSocketFrame> closes = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    // Where the frame handlers stand; what we write ourselves goes past them.
                    new ChannelInboundHandlerAdapter(),
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void write(
                                ChannelHandlerContext context,
                                Object message,
                                ChannelPromise promise) {
                            closes.add((CloseWebSocketFrame) message);
                            promise.setSuccess();
                        }
                    });
    private final DirectConnection connection =
            new DirectConnection(channel, true, ConnectionMeter.NONE);
    private long number;

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The next frame on the wire: its opcode and its text. */
    private String frame() {
        ByteBuf frame = channel.readOutbound();
        if (frame == null) {
            return "nothing";
        }
        int opcode = frame.readUnsignedByte() & 0x0f;
        int length = frame.readUnsignedByte();
        if (length == 126) {
            length = frame.readUnsignedShort();
        } else if (length == 127) {
            length = (int) frame.readLong();
        }
        assertEquals(length, frame.readableBytes());
        String text = frame.readCharSequence(length, StandardCharsets.UTF_8).toString();
        frame.release();
        return opcode + ":" + text;
    }

    @Test
    void messageThatIsTooLongForOneLeavesInPartsBeforeTheNext() throws WireException {
        byte[] message = utf8("{\"text\":\"" + "é\\\"".repeat(9_000) + "\"}");
        connection.send(message);
        connection.writeView(Showing.text(() -> message), false);
        connection.send(utf8("{\"last\":1}"));

        PartsJoiner joiner = new PartsJoiner();
        List<String> whole = new ArrayList<>();
        while (whole.size() < 2) {
            String frame = frame();
            assertTrue(frame.getBytes(StandardCharsets.UTF_8).length <= 16_384 + 2);
            joiner.take(Json.object(frame.substring(2))).ifPresent(whole::add);
        }
        assertEquals(
                List.of(
                        new String(message, StandardCharsets.UTF_8),
                        new String(message, StandardCharsets.UTF_8)),
                whole);
        assertEquals("1:{\"last\":1}", frame());
    }

    @Test
    void pingIsAFrameOfItsOwn() {
        connection.ping();
        channel.runPendingTasks();

        assertEquals("9:", frame());
    }

    private Showing round(boolean withEvents) {
        long round = ++number;
        return Showing.both(
                () -> utf8("json" + round),
                new Showing.Compact(
                        this,
                        round,
                        withEvents,
                        round == 1 ? null : () -> utf8("delta" + round),
                        () -> utf8("key" + round)));
    }

    private void show(Showing showing) {
        connection.writeView(showing, true);
        connection.flush();
    }

    private void writable(boolean now) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, now);
        connection.writable();
    }

    @Test
    void framesAreWholeAndUnmaskedWhateverTheirLength() {
        for (int length : List.of(0, 1, 125, 126, 16_384)) {
            connection.send(utf8("x".repeat(length)));
            assertEquals("1:" + "x".repeat(length), frame());
        }
        // Text that is longer leaves in parts; a view in its compact form has no other way.
        for (int length : List.of(16_385, 65_535, 65_536)) {
            Showing.Compact keyframe =
                    new Showing.Compact(
                            this, ++number, false, null, () -> utf8("x".repeat(length)));
            connection.writeView(Showing.both(() -> utf8("json"), keyframe), true);
            connection.flush();
            assertEquals("2:" + "x".repeat(length), frame());
        }
    }

    @Test
    void whatIsQueuedLeavesInOrderWithTheRoundsFlush() {
        FlushRound round = new FlushRound();
        round.add(connection, utf8("a"));
        round.addView(connection, Showing.text(() -> utf8("v")), false);
        assertEquals("nothing", frame());
        round.flush();
        channel.runPendingTasks();
        assertEquals(List.of("1:a", "1:v", "nothing"), List.of(frame(), frame(), frame()));
    }

    @Test
    void whoIsInStepGetsDeltasAndEverybodyElseAKeyframe() {
        show(round(false));
        show(round(false));
        assertEquals(List.of("2:key1", "2:delta2"), List.of(frame(), frame()));
        round(false);
        show(round(false));
        assertEquals("2:key4", frame(), "the third was not for him");
        assertEquals(1, connection.timesOutOfStep(), "the first keyframe is none");
        show(round(false));
        assertEquals("2:delta5", frame());
    }

    @Test
    void slowReaderGetsTheNewestViewWholeOnceHeReadsAgain() {
        show(round(false));
        assertEquals("2:key1", frame());
        writable(false);
        show(round(false));
        show(round(false));
        assertEquals("nothing", frame());
        writable(true);
        assertEquals(List.of("2:key3", "nothing"), List.of(frame(), frame()));
        assertEquals(3, connection.timesOutOfStep(), "two were left out, one was whole");
        show(round(false));
        assertEquals("2:delta4", frame());
    }

    @Test
    void viewWithEventsIsNeverSkipped() {
        show(round(false));
        writable(false);
        show(round(true));
        show(round(true));
        assertEquals(List.of("2:key1", "2:delta2", "2:delta3"), List.of(frame(), frame(), frame()));
    }

    @Test
    void readerTooSlowForHisMessagesIsClosed() {
        EmbeddedSlowChannel slow = new EmbeddedSlowChannel();
        DirectConnection stuck = new DirectConnection(slow, false, ConnectionMeter.NONE);
        for (int i = 0; i < 30 && stuck.isOpen(); i++) {
            stuck.send(utf8("x".repeat(16_000)));
        }
        assertFalse(stuck.isOpen());
        assertEquals(CloseCode.TOO_SLOW.code(), slow.closed.getFirst().statusCode());
        slow.unsafe().closeForcibly();
    }

    @Test
    void nothingLeavesAfterTheCloseButWhatWasSentBeforeDoes() {
        connection.write(utf8("last"));
        connection.close(CloseCode.ROOM_OVER);
        connection.send(utf8("late"));
        assertEquals(List.of("1:last", "nothing"), List.of(frame(), frame()));
        assertEquals(1, closes.size());
        assertEquals(4410, closes.getFirst().statusCode());
        connection.close(CloseCode.REPLACED);
        assertEquals(1, closes.size(), "once");
    }

    @Test
    void closedChannelTakesNothingAndThrowsNothing() {
        channel.close().syncUninterruptibly();
        connection.closed();
        connection.send(utf8("x"));
        connection.writeView(round(false), true);
        connection.flush();
        assertNull(channel.readOutbound());
    }

    @Test
    void formsAreEncodedOnce() {
        int[] times = {0};
        Showing showing =
                Showing.text(
                        () -> {
                            times[0]++;
                            return utf8("v");
                        });
        assertArrayEquals(utf8("v"), showing.text());
        assertArrayEquals(utf8("v"), showing.text());
        assertEquals(1, times[0]);
        assertTrue(!showing.isCompact() && !showing.withEvents());
    }

    /** A channel whose peer reads nothing. */
    private static final class EmbeddedSlowChannel extends EmbeddedChannel {
        private final List<CloseWebSocketFrame> closed = new ArrayList<>();

        EmbeddedSlowChannel() {
            super(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void flush(ChannelHandlerContext context) {
                            // It stays in the channel's buffer.
                        }
                    });
            pipeline()
                    .addLast(
                            new ChannelOutboundHandlerAdapter() {
                                @Override
                                public void write(
                                        ChannelHandlerContext context,
                                        Object message,
                                        ChannelPromise promise) {
                                    closed.add((CloseWebSocketFrame) message);
                                }
                            });
        }

        @Override
        protected void doWrite(io.netty.channel.ChannelOutboundBuffer in) {
            // Nothing leaves.
        }
    }
}
