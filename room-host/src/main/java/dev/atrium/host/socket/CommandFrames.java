package dev.atrium.host.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Takes players' commands out of the bytes of a socket: whole, small, masked data frames, nearly
 * all that a player sends. Everything else goes on to the decoder of frames as it came, cut between
 * frames. It stands in the pipeline from the beginning, since it must see where the first frame
 * begins: behind the answer that upgrades the connection. On the channel's event loop.
 */
final class CommandFrames extends ChannelDuplexHandler {
    private static final byte[] UPGRADED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASK_BYTES = 4;

    /** The longest header of a masked frame. */
    private static final int HEADER_MAX = 14;

    /** Who takes small frames; nobody before the socket is open. */
    private @Nullable Taker taker;

    private boolean upgraded;

    /** Bytes of a frame of which the decoder has had the beginning. */
    private long owed;

    /** A header of which the end has not come yet. */
    private @Nullable ByteBuf begun;

    private boolean passedOn;

    /** Takes frames one after the other. */
    interface Taker {
        /** Whether a whole frame of that first byte may come now; else the decoder gets it. */
        boolean takes(int opcode);

        /** A whole frame. */
        void frame(int opcode, byte[] payload);
    }

    /** From now on small frames go there. */
    void feed(Taker opened) {
        taker = opened;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        upgraded = upgraded || (message instanceof ByteBuf bytes && upgrades(bytes));
        var _ = context.write(message, promise);
    }

    private static boolean upgrades(ByteBuf bytes) {
        if (bytes.readableBytes() < UPGRADED.length) {
            return false;
        }
        for (int i = 0; i < UPGRADED.length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != UPGRADED[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!upgraded || !(message instanceof ByteBuf bytes)) {
            passedOn = true;
            context.fireChannelRead(message);
            return;
        }
        ByteBuf all = withBegun(bytes);
        try {
            while (all.isReadable()) {
                if (owed > 0) {
                    owed -= passOn(context, all, owed);
                } else if (!next(context, all)) {
                    begun = Unpooled.copiedBuffer(all);
                    return;
                }
            }
        } finally {
            all.release();
        }
    }

    private ByteBuf withBegun(ByteBuf bytes) {
        ByteBuf before = begun;
        if (before == null) {
            return bytes;
        }
        begun = null;
        return Unpooled.wrappedBuffer(before, bytes);
    }

    /** Takes the next frame, or passes on what is there of it; false if its header is not whole. */
    private boolean next(ChannelHandlerContext context, ByteBuf bytes) {
        int start = bytes.readerIndex();
        int readable = bytes.readableBytes();
        if (readable < 2) {
            return false;
        }
        int opcode = bytes.getUnsignedByte(start);
        int second = bytes.getUnsignedByte(start + 1);
        int shortLength = second & ~MASKED;
        boolean masked = (second & MASKED) != 0;
        int lengthBytes = shortLength == LENGTH_64 ? 8 : shortLength == LENGTH_16 ? 2 : 0;
        int header = 2 + lengthBytes + (masked ? MASK_BYTES : 0);
        if (readable < header) {
            return false;
        }
        boolean whole = masked && lengthBytes == 0 && readable >= header + shortLength;
        Taker open = taker;
        if (whole && open != null && open.takes(opcode)) {
            open.frame(opcode, unmasked(bytes, start, shortLength));
            bytes.readerIndex(start + header + shortLength);
        } else {
            owed = total(bytes, start, header, shortLength);
            owed -= passOn(context, bytes, owed);
        }
        return true;
    }

    private static byte[] unmasked(ByteBuf bytes, int start, int length) {
        int mask = bytes.getInt(start + 2);
        byte[] payload = new byte[length];
        bytes.getBytes(start + 2 + MASK_BYTES, payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= (byte) (mask >> (8 * (3 - (i & 3))));
        }
        return payload;
    }

    /** How long a frame says it is; one too long for any buffer is the decoder's for good. */
    private static long total(ByteBuf bytes, int start, int header, int shortLength) {
        long length =
                switch (shortLength) {
                    case LENGTH_16 -> bytes.getUnsignedShort(start + 2);
                    case LENGTH_64 -> bytes.getLong(start + 2);
                    default -> shortLength;
                };
        return length < 0 || length > Long.MAX_VALUE - HEADER_MAX
                ? Long.MAX_VALUE
                : header + length;
    }

    private int passOn(ChannelHandlerContext context, ByteBuf bytes, long most) {
        int count = (int) Math.min(most, bytes.readableBytes());
        passedOn = true;
        context.fireChannelRead(bytes.readRetainedSlice(count));
        return count;
    }

    /** Nobody behind needs to know of a round of reading of which nothing went on to him. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (passedOn) {
            passedOn = false;
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf rest = begun;
        if (rest != null) {
            begun = null;
            rest.release();
        }
    }
}
