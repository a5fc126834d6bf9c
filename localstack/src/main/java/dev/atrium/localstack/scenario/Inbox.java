package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.PartsJoiner;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A WebSocket of a client, with what came in and was not looked at yet. One thread reads it. */
public final class Inbox implements AutoCloseable {
    /** Views are dropped when nobody reads; beyond it something is wrong with the scenario. */
    private static final int MESSAGES_MAX = 100_000;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final BlockingQueue<Received> messages = new LinkedBlockingQueue<>(MESSAGES_MAX);
    private final AtomicReference<@Nullable String> ended = new AtomicReference<>();
    private final WebSocket socket;

    private Inbox(HttpClient http, URI address) {
        this.socket =
                http.newWebSocketBuilder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .buildAsync(address, new Listener())
                        .join();
    }

    /**
     * A message that came.
     *
     * @param atNanos of the monotonic clock, when its last byte was there
     * @param message what
     */
    public record Received(long atNanos, JsonNode message) {
        /** Its type. */
        public String type() {
            return message.path("type").asText();
        }

        /** Its data. */
        public JsonNode data() {
            return message.path("data");
        }
    }

    /**
     * Opens a socket.
     *
     * @throws ScenarioException if it cannot be opened
     */
    public static Inbox open(HttpClient http, URI address) {
        try {
            return new Inbox(http, address);
        } catch (CompletionException e) {
            throw new ScenarioException("no socket at " + address.getAuthority(), e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final PartsJoiner parts = new PartsJoiner();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                long now = System.nanoTime();
                try {
                    Optional<ObjectNode> whole = whole(Json.object(text.toString()));
                    if (whole.isPresent() && !messages.offer(new Received(now, whole.get()))) {
                        ended.compareAndSet(null, "nobody reads what comes");
                    }
                } catch (WireException e) {
                    ended.compareAndSet(null, "the server sent what is no message");
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        /** Nothing yet, if it is a part of a message of which others are still to come. */
        private Optional<ObjectNode> whole(ObjectNode received) throws WireException {
            if (!PartsJoiner.isPart(received)) {
                return Optional.of(received);
            }
            Optional<String> joined = parts.take(received);
            return joined.isEmpty() ? Optional.empty() : Optional.of(Json.object(joined.get()));
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.compareAndSet(null, "closed with " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended.compareAndSet(null, failure.toString());
        }
    }

    /** Sends a message. */
    public void send(ObjectNode message) {
        try {
            socket.sendText(message.toString(), true).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ScenarioException("a message could not be sent", e);
        }
    }

    /** The next message, if one comes in that time. */
    public Optional<Received> next(Duration within) {
        try {
            return Optional.ofNullable(messages.poll(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("interrupted", e);
        }
    }

    /**
     * The next message of that type; others are passed over.
     *
     * @throws ScenarioException if none comes in that time, the socket ends, or an error comes
     */
    public Received await(String type, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            Optional<Received> received = next(Duration.ofMillis(50));
            if (received.isPresent() && received.get().type().equals(type)) {
                return received.get();
            }
            if (received.isPresent() && received.get().type().equals("error")) {
                throw new ScenarioException("the server refused: " + received.get().data());
            }
            if (received.isEmpty() && ended.get() != null) {
                throw new ScenarioException("the socket ended: " + ended.get());
            }
            if (System.nanoTime() > end) {
                throw new ScenarioException("no " + type + " within " + within.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
