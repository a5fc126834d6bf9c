package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.PartsJoiner;
import dev.atrium.wire.WireException;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A client on a real WebSocket, which waits for what it expects. */
public final class TestPlayer implements AutoCloseable {
    public static final long WAIT_S = 30;

    private static final Set<String> COMPLETE_OR_STATE = Set.of("game-complete", "state");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<byte[]> binary = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private boolean deaf;

    private TestPlayer(String url, Optional<String> subprotocol) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        subprotocol.ifPresent(builder::subprotocols);
        this.socket =
                builder.buildAsync(URI.create(url), new Listener())
                        .orTimeout(WAIT_S, TimeUnit.SECONDS)
                        .join();
    }

    public static TestPlayer connect(String url) {
        return new TestPlayer(url, Optional.empty());
    }

    public static TestPlayer connect(String url, String subprotocol) {
        return new TestPlayer(url, Optional.of(subprotocol));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
        private final PartsJoiner parts = new PartsJoiner();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    ObjectNode message = Json.object(text.toString());
                    if (PartsJoiner.isPart(message)) {
                        Optional<String> whole = parts.take(message);
                        if (whole.isPresent()) {
                            hear(Json.object(whole.get()));
                        }
                    } else {
                        hear(message);
                    }
                } catch (WireException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            frame.writeBytes(piece);
            synchronized (received) {
                if (last && !deaf) {
                    binary.add(frame.toByteArray());
                }
            }
            if (last) {
                frame.reset();
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    private void hear(JsonNode message) {
        synchronized (received) {
            if (!deaf) {
                received.add(message);
            }
        }
    }

    /** Cuts the connection off: what has come so far is all that comes. */
    public void cutOff() {
        synchronized (received) {
            deaf = true;
        }
        socket.abort();
    }

    /** The next text message that has come and was not looked at yet. */
    public Optional<JsonNode> poll() {
        return Optional.ofNullable(received.poll());
    }

    /** The next binary message that has come and was not looked at yet. */
    public Optional<byte[]> pollBinary() {
        return Optional.ofNullable(binary.poll());
    }

    /** Comes back to a seat, having heard everything up to that number. */
    public TestPlayer resume(
            RunningHost host,
            String roomId,
            RunningHost.Guest guest,
            long lastEpoch,
            long lastSeq) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("action", "resume").put("id", "r1").put("roomId", roomId);
        message.put("lastEpoch", lastEpoch).put("lastSeq", lastSeq);
        return send(message.put("token", host.session(guest)).toString());
    }

    /** The next binary message. */
    public byte[] binary() {
        try {
            byte[] frame = binary.poll(WAIT_S, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no binary message came");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestPlayer send(String text) {
        socket.sendText(text, true).orTimeout(WAIT_S, TimeUnit.SECONDS).join();
        return this;
    }

    /** A ping of the WebSocket protocol itself. */
    public TestPlayer sendPing() {
        socket.sendPing(ByteBuffer.allocate(0)).orTimeout(WAIT_S, TimeUnit.SECONDS).join();
        return this;
    }

    public TestPlayer sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(WAIT_S, TimeUnit.SECONDS).join();
        return this;
    }

    public TestPlayer enter(RunningHost host, String roomId, RunningHost.Guest guest) {
        return send(enterMessage(host.ticket(roomId, guest), guest.nonceHex(), Optional.empty()));
    }

    /** Comes back, as of the first owner's stream, and asks until the room is there. */
    public JsonNode comeBack(RunningHost host, String roomId, RunningHost.Guest guest) {
        while (true) {
            resume(host, roomId, guest, 1, 1);
            JsonNode answer =
                    await(
                            m ->
                                    m.get("type").asText().equals("resumed")
                                            || m.get("type").asText().equals("error"));
            if (answer.get("type").asText().equals("resumed")) {
                return answer;
            }
            assertEquals("unavailable", answer.at("/data/code").asText());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    public static String enterMessage(String ticket, String nonce, Optional<String> token) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("action", "enter").put("id", "e1").put("ticket", ticket).put("nonce", nonce);
        token.ifPresent(t -> message.put("token", t));
        return message.toString();
    }

    public TestPlayer move(String roomId, String warrior, String direction, long seq) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("action", "move-warrior").put("room", roomId).put("warriorId", warrior);
        message.put("direction", direction).put("seq", seq);
        return send(message.toString());
    }

    /** The next message of that type; others are passed over. */
    public JsonNode await(String type) {
        return await(type, message -> true);
    }

    /** As {@link #await(String, Predicate)}, and heard of in the meantime. */
    public JsonNode awaitWhilePinging(String type, Predicate<JsonNode> which) {
        return await(
                message -> {
                    if (message.get("type").asText().equals("state")
                            && message.get("seq").asLong() % 5 == 0) {
                        send("{\"action\":\"ping\",\"t\":1}");
                    }
                    return message.get("type").asText().equals(type) && which.test(message);
                });
    }

    public JsonNode await(String type, Predicate<JsonNode> which) {
        return await(message -> message.get("type").asText().equals(type) && which.test(message));
    }

    /** The next message like that; others are passed over. */
    public JsonNode await(Predicate<JsonNode> which) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        StringBuilder seen = new StringBuilder();
        while (true) {
            JsonNode message;
            try {
                message = received.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (message == null) {
                throw new AssertionError("it did not come, but" + seen);
            }
            if (which.test(message)) {
                return message;
            }
            seen.append(' ').append(message.get("type").asText());
        }
    }

    /**
     * The end of a room that ends by itself. A view at a time, since the whole takes longer than
     * one is waited for.
     */
    public JsonNode awaitComplete() {
        JsonNode message;
        do {
            message = await(m -> COMPLETE_OR_STATE.contains(m.get("type").asText()));
        } while (!message.get("type").asText().equals("game-complete"));
        return message;
    }

    /** Whether nothing that came so far, and was not looked at yet, is like that. */
    public boolean noneOf(String type, Predicate<JsonNode> which) {
        return received.stream()
                .noneMatch(m -> m.get("type").asText().equals(type) && which.test(m));
    }

    public JsonNode error(String code) {
        return await("error", m -> m.path("data").path("code").asText().equals(code));
    }

    public int awaitClose() {
        return closed.orTimeout(WAIT_S, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
