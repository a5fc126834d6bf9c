package dev.atrium.host.socket;

import io.netty.buffer.ByteBuf;

/** Frames of a server (RFC 6455, 5.2): whole and unmasked. */
final class Frames {
    /** A whole text message. */
    static final int TEXT = 0x81;

    /** A whole binary message. */
    static final int BINARY = 0x82;

    /** A question whether the other end lives. */
    static final int PING = 0x89;

    /** Bytes before the payload at most. */
    static final int HEADER_MAX = 10;

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private Frames() {}

    /** Writes one. */
    static void write(ByteBuf out, int opcode, byte[] payload) {
        out.writeByte(opcode);
        if (payload.length < LENGTH_16) {
            out.writeByte(payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(LENGTH_16).writeShort(payload.length);
        } else {
            out.writeByte(LENGTH_64).writeLong(payload.length);
        }
        out.writeBytes(payload);
    }
}
