package dev.atrium.host.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.FastThreadLocal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * The frame that an event loop is writing, whole and outside the heap: a room's view goes to many
 * sockets, and is put here once. One thread's alone.
 */
final class FrameScratch {
    /** Larger frames go through the channel; views of twenty warriors are far smaller. */
    static final int PAYLOAD_MAX = 8 * 1024;

    private static final FastThreadLocal<FrameScratch> OF_THIS_LOOP =
            new FastThreadLocal<>() {
                @Override
                protected FrameScratch initialValue() {
                    return new FrameScratch();
                }

                @Override
                protected void onRemoval(FrameScratch scratch) {
                    scratch.frame.release();
                }
            };

    private final ByteBuf frame = Unpooled.directBuffer(Frames.HEADER_MAX + PAYLOAD_MAX);
    private byte @Nullable [] payload;
    private int opcode;

    private FrameScratch() {}

    /** That of the calling thread. */
    static FrameScratch ofThisLoop() {
        return OF_THIS_LOOP.get();
    }

    /**
     * Makes it that frame, if it is not already.
     *
     * @param newPayload at most {@link #PAYLOAD_MAX} bytes, which nobody changes any more
     */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    FrameScratch put(int newOpcode, byte[] newPayload) {
        if (payload != newPayload || opcode != newOpcode) {
            frame.clear();
            Frames.write(frame, newOpcode, newPayload);
            payload = newPayload;
            opcode = newOpcode;
        }
        return this;
    }

    /** The frame's length in bytes. */
    int length() {
        return frame.writerIndex();
    }

    /** Hands it to the kernel, which takes as many bytes as it says. */
    int send(Socket socket) throws IOException {
        return frame.hasMemoryAddress()
                ? socket.sendAddress(frame.memoryAddress(), 0, length())
                : socket.send(frame.internalNioBuffer(0, length()), 0, length());
    }

    /** The bytes that the kernel did not take, copied. */
    ByteBuf rest(int taken) {
        return frame.copy(taken, length() - taken);
    }
}
