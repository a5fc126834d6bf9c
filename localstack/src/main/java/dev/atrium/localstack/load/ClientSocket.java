package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client's end of one WebSocket (RFC 6455), as lean as a generator of load needs it: frames go
 * from the bytes of the channel to {@link Listener} without anything in between. On the channel's
 * event loop.
 */
public final class ClientSocket extends ByteToMessageDecoder {
    /** The opcode of a text message. */
    public static final int TEXT = 1;

    /** The opcode of a binary message. */
    public static final int BINARY = 2;

    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** The payload of a close frame: 1000, a normal end. */
    private static final byte[] GOING = {0x03, (byte) 0xe8};

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    /** Far beyond what a room says; whoever announces more is not one. */
    private static final int FRAME_BYTES_MAX = 4 * 1024 * 1024;

    private static final int RESPONSE_BYTES_MAX = 16 * 1024;
    private static final String SWITCHED = "HTTP/1.1 101";
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);

    /** Who is told. */
    public interface Listener {
        /** Messages can be sent. */
        void opened();

        /** Bytes came, those of the handshake among them. */
        void received(int bytes);

        /** A text message. */
        void text(byte[] utf8);

        /** A binary message. */
        void binary(byte[] message);

        /**
         * It is over. Told once.
         *
         * @param cause a close code, or what went wrong
         */
        void ended(String cause);
    }

    private final Listener listener;
    private final byte[] request;
    private @Nullable ChannelHandlerContext context;
    private boolean upgraded;
    private boolean ended;
    private int mask;

    /**
     * A socket that upgrades as soon as its channel is connected.
     *
     * @param port of the host, for the request
     * @param subprotocol none if empty
     * @param mask of frames, changed with each
     */
    public ClientSocket(Listener listener, int port, String subprotocol, int mask) {
        this.listener = listener;
        this.mask = mask;
        String protocol =
                subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
        this.request =
                """
                GET /play HTTP/1.1\r
                Host: localhost:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                %s\r
                """
                        .formatted(port, protocol)
                        .getBytes(US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        var _ =
                active.writeAndFlush(
                        active.alloc().buffer(request.length).writeBytes(request),
                        active.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext active, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            listener.received(bytes.readableBytes());
        }
        super.channelRead(active, message);
    }

    @Override
    protected void decode(ChannelHandlerContext active, ByteBuf in, List<Object> out) {
        if (!upgraded && !upgrade(in)) {
            return;
        }
        while (!ended && frame(in)) {
            // One after the other.
        }
    }

    private boolean upgrade(ByteBuf in) {
        int length = headLength(in);
        if (length < 0) {
            if (in.readableBytes() > RESPONSE_BYTES_MAX) {
                end("no answer to the upgrade");
            }
            return false;
        }
        String head = in.readCharSequence(length, US_ASCII).toString();
        if (!head.startsWith(SWITCHED)) {
            end("upgrade refused: " + head.lines().findFirst().orElse(""));
            return false;
        }
        upgraded = true;
        listener.opened();
        return true;
    }

    private static int headLength(ByteBuf in) {
        int from = in.readerIndex();
        for (int i = 0; i <= in.readableBytes() - HEAD_END.length; i++) {
            if (in.getByte(from + i) == '\r'
                    && in.getByte(from + i + 1) == '\n'
                    && in.getByte(from + i + 2) == '\r'
                    && in.getByte(from + i + 3) == '\n') {
                return i + HEAD_END.length;
            }
        }
        return -1;
    }

    /** Whether a whole frame was there. */
    private boolean frame(ByteBuf in) {
        int at = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) {
            return false;
        }
        int opcode = in.getByte(at) & 0x0f;
        long length = in.getByte(at + 1) & 0x7f;
        int header = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (readable < header) {
            return false;
        }
        if (header > 2) {
            length = header == 4 ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
        }
        if (length < 0 || length > FRAME_BYTES_MAX || (in.getByte(at) & FINAL) == 0) {
            end("a frame that no room sends");
            return false;
        }
        if (readable < header + length) {
            return false;
        }
        byte[] payload = new byte[(int) length];
        in.skipBytes(header).readBytes(payload);
        take(opcode, payload);
        return true;
    }

    private void take(int opcode, byte[] payload) {
        switch (opcode) {
            case TEXT -> listener.text(payload);
            case BINARY -> listener.binary(payload);
            case PING -> send(PONG, payload);
            case CLOSE -> {
                int code =
                        payload.length < 2
                                ? 1005
                                : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                end("closed with " + code);
            }
            default -> {}
        }
    }

    /**
     * Sends a frame.
     *
     * @return its length with everything, 0 if the socket is not open
     */
    public int send(int opcode, byte[] payload) {
        ChannelHandlerContext active = context;
        if (active == null || ended) {
            return 0;
        }
        int header = payload.length < 126 ? 6 : 8;
        ByteBuf frame = active.alloc().buffer(header + payload.length);
        frame.writeByte(FINAL | opcode);
        if (payload.length < 126) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | 126).writeShort(payload.length);
        }
        mask = mask * 1_103_515_245 + 12_345;
        frame.writeInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
        }
        int bytes = frame.readableBytes();
        var _ = active.writeAndFlush(frame, active.voidPromise());
        return bytes;
    }

    /** Runs that later on the socket's event loop, unless it has ended by then. */
    public void later(Runnable task, long delayMs) {
        ChannelHandlerContext active = context;
        if (active != null) {
            var _ =
                    active.executor()
                            .schedule(
                                    () -> {
                                        if (!ended) {
                                            task.run();
                                        }
                                    },
                                    delayMs,
                                    TimeUnit.MILLISECONDS);
        }
    }

    /** Asks the other end to close it; what that said before is still told. */
    public void askToClose() {
        send(CLOSE, GOING);
    }

    /** Closes it, once all that was sent is out. */
    public void hangUp() {
        end("hung up");
    }

    private void end(String cause) {
        if (!ended) {
            ended = true;
            listener.ended(cause);
            if (context != null) {
                var _ = context.close();
            }
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) {
        end("connection lost");
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        end("connection lost");
        super.channelInactive(inactive);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        end(String.valueOf(cause.getMessage()));
    }
}
