package dev.atrium.host;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A TCP connection to a host, byte by byte: what no client library would send. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MS = (int) TimeUnit.SECONDS.toMillis(TestPlayer.WAIT_S);

    private final Socket socket;
    private final InputStream in;

    /** An answer's head and body; each character of the body is a byte. */
    record Answer(int status, Map<String, String> headers, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }

        String code() throws IOException {
            JsonNode problem = Json.mapper().readTree(bytes());
            return problem.path("code").asText();
        }
    }

    /** A frame of a WebSocket; each character of the payload is a byte. */
    record Frame(int opcode, String payload) {
        static final int CLOSE = 8;
        static final int PING = 9;

        int closeCode() {
            return (payload.charAt(0) << 8) | payload.charAt(1);
        }
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient send(String ascii) throws IOException {
        return send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks for a WebSocket, with more headers such as {@code "Origin: x"}. */
    Answer upgrade(String... more) throws IOException {
        StringBuilder request = new StringBuilder("GET /play HTTP/1.1\r\nHost: localhost\r\n");
        request.append("Connection: Upgrade\r\nUpgrade: websocket\r\n");
        request.append("Sec-WebSocket-Version: 13\r\n");
        request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : more) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString()).answer();
    }

    Answer get(String path, String... more) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        request.append("Host: localhost\r\n");
        for (String header : more) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString()).answer();
    }

    Answer answer() throws IOException {
        String[] statusLine = line().split(" ", 3);
        TreeMap<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = new byte[0];
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = chunks();
        } else if (headers.containsKey("content-length")) {
            body = exactly(Integer.parseInt(headers.get("content-length")));
        }
        return new Answer(Integer.parseInt(statusLine[1]), headers, latin(body));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = one(); next != '\n'; next = one()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private int one() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("closed");
        }
        return next;
    }

    private byte[] exactly(int bytes) throws IOException {
        byte[] all = in.readNBytes(bytes);
        if (all.length < bytes) {
            throw new EOFException("closed");
        }
        return all;
    }

    /** The next frame that the server sends. */
    Frame frame() throws IOException {
        int first = one();
        int length = one();
        if (length == 126) {
            length = (one() << 8) | one();
        }
        return new Frame(first & 0x0f, latin(exactly(length)));
    }

    /** A masked frame, as clients send them; the mask is nought. */
    RawClient sendFrame(int opcode, byte[] payload) throws IOException {
        if (payload.length > 125) {
            throw new IllegalArgumentException("short ones only");
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        frame.write(0x80 | payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        return send(frame.toByteArray());
    }

    /** Whether the server closed without a word. */
    boolean closedUnanswered() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true; // A reset: it did not even read all.
        }
    }

    /** Whether the server has ended its side in order; a reset is thrown. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
