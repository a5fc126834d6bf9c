package dev.atrium.functions.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes messages as SQS does, in AWS JSON 1.0, and gives them to nobody. */
final class TakenMessages implements AutoCloseable {
    private static final String SEND = "AmazonSQS.SendMessage";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger taken = new AtomicInteger();

    private TakenMessages(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine. */
    static TakenMessages start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TakenMessages messages = new TakenMessages(server);
        server.createContext("/", messages::take);
        server.setExecutor(messages.threads);
        server.start();
        return messages;
    }

    /** For {@code AWS_ENDPOINT_URL_SQS}. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many were taken. */
    int taken() {
        return taken.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (!SEND.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] answer =
                    JSON.writeValueAsBytes(
                            JSON.createObjectNode()
                                    .put("MessageId", UUID.randomUUID().toString())
                                    // The client compares it with what it sent.
                                    .put("MD5OfMessageBody", md5(request.path("MessageBody"))));
            taken.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String md5(JsonNode text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("MD5")
                                    .digest(text.asText().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
