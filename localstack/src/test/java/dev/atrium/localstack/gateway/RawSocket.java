package dev.atrium.localstack.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

/** A WebSocket client that can also send what no well-behaved one would. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private int status;
    private String body = "";
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** A frame as it came. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(boolean last, int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects and asks for the upgrade; what came of it is in {@link #status}. */
    static RawSocket connect(URI uri, String... headerLines) throws IOException {
        RawSocket raw = open(uri);
        StringBuilder head = new StringBuilder();
        head.append("GET ").append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
        head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        head.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        raw.send(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        raw.readHead();
        return raw;
    }

    /** Connects and says nothing. */
    static RawSocket open(URI uri) throws IOException {
        boolean secure = uri.getScheme().equals("wss") || uri.getScheme().equals("https");
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        return new RawSocket(
                secure
                        ? SSLSocketFactory.getDefault().createSocket(uri.getHost(), port)
                        : new Socket(uri.getHost(), port));
    }

    void readHead() throws IOException {
        status = Integer.parseInt(line().substring(9, 12));
        headers.clear();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.get("content-length");
        if (length != null) {
            body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed in a header");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String message) throws IOException {
        frame(true, TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    void frame(boolean last, int opcode, byte[] payload) throws IOException {
        send(encode((last ? 0x80 : 0) | opcode, payload, true));
    }

    /** A frame, its first byte as given. */
    static byte[] encode(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        if (masked) {
            out.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        return out.toByteArray();
    }

    /** The next frame; fails after ten seconds, or where the socket ends. */
    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame((first & 0x80) != 0, first & 0x0F, in.readNBytes((int) length));
    }

    /** The next message, its frames put together. */
    String message() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Frame frame;
        do {
            frame = frame();
            if (frame.opcode() != TEXT && frame.opcode() != CONTINUATION) {
                throw new IOException("a frame of opcode " + frame.opcode() + ", not a message");
            }
            whole.writeBytes(frame.payload());
        } while (!frame.last());
        return whole.toString(StandardCharsets.UTF_8);
    }

    /** The code of the close frame that comes next, other frames let by. */
    int closeCode() throws IOException {
        Frame frame = frame();
        while (frame.opcode() != CLOSE) {
            frame = frame();
        }
        return frame.closeCode();
    }

    /** All that comes until a text has come, or nothing more does. */
    String untilClosedOr(String text) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int c = in.read(); c >= 0 && all.indexOf(text) < 0; c = in.read()) {
            all.append((char) c);
            if (all.indexOf(text) >= 0) {
                break;
            }
        }
        return all.toString();
    }

    /** Whether the other side ends the connection. */
    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
