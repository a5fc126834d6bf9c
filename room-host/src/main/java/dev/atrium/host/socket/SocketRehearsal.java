package dev.atrium.host.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.wire.CompactFrames;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * Connects to this host's own direct socket as players do, one after the other, before it takes
 * rooms: the players of a dead host come all at once, and must not wait while the compiler learns
 * how a connection begins. Each comes from a loopback address of its own, as limits are by address;
 * where there is only one such address, as on macOS, nothing is rehearsed. Blocking, bounded.
 */
public final class SocketRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(SocketRehearsal.class);
    private static final int TIMEOUT_MS = 1_000;
    private static final int HEAD_BYTES_MAX = 8_192;

    /** Within {@code 127.0.0.0/8}, and not where anything else is. */
    private static final int[] NETWORK = {127, 83};

    private static final int BYTE_VALUES = 256;
    private static final int FIN_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LENGTH_MASK = 0x7f;
    private static final int LONG_LENGTH = 126;

    private static final String UPGRADE =
            "GET /play HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: cmVoZWFyc2FsLi4uLi4uLg==\r\n"
                    + "Sec-WebSocket-Protocol: %s\r\n\r\n".formatted(CompactFrames.SUBPROTOCOL);

    /** Refused: nobody has such a ticket. */
    private static final String ENTER =
            "{\"action\":\"enter\",\"id\":\"r\",\"ticket\":\"a.rehearsal.of-nobody\","
                    + "\"nonce\":\"%s\"}".formatted("00".repeat(32));

    private SocketRehearsal() {}

    /**
     * Connects so often, or until the time is over, or it fails.
     *
     * @param port of the direct socket
     * @return how many were let in and answered
     */
    public static int play(int port, int times, long forMs) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(forMs);
        int done = 0;
        try {
            while (done < times && System.nanoTime() - endNanos < 0) {
                visit(port, done);
                done++;
            }
        } catch (IOException e) {
            LOG.info("sockets could not be rehearsed any further: {}", e.toString());
        }
        return done;
    }

    private static void visit(int port, int number) throws IOException {
        byte[] address = {
            (byte) NETWORK[0],
            (byte) NETWORK[1],
            (byte) (number / BYTE_VALUES),
            (byte) (number % BYTE_VALUES)
        };
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(UPGRADE.getBytes(ISO_8859_1));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            upgraded(in);
            out.write(text(ENTER));
            answered(in);
        }
    }

    private static void upgraded(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            if (head.length() > HEAD_BYTES_MAX) {
                throw new IOException("an upgrade was answered with too much");
            }
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(
                    "an upgrade was refused: " + head.toString().lines().findFirst().orElse(""));
        }
    }

    /** A text frame of a client, of 126 bytes and more, under a mask of zeros. */
    private static byte[] text(String message) {
        byte[] utf8 = message.getBytes(UTF_8);
        byte[] frame = new byte[8 + utf8.length];
        frame[0] = (byte) FIN_TEXT;
        frame[1] = (byte) (MASKED | LONG_LENGTH);
        frame[2] = (byte) (utf8.length / BYTE_VALUES);
        frame[3] = (byte) (utf8.length % BYTE_VALUES);
        System.arraycopy(utf8, 0, frame, 8, utf8.length);
        return frame;
    }

    private static void answered(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        if (first != FIN_TEXT) {
            throw new IOException("a message was not answered, but with " + first);
        }
        int length = in.readUnsignedByte() & LENGTH_MASK;
        if (length == LONG_LENGTH) {
            length = in.readUnsignedShort();
        }
        in.skipNBytes(length);
    }
}
