package dev.atrium.host.protection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real HTTP server that plays the ECS agent as its documentation has it. */
public final class PlayedAgent implements AutoCloseable {
    private static final String TASK = "arn:aws:ecs:us-west-2:012345678910:task/1234567890abcdef0";

    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private volatile String instead = "";
    private volatile int status = 200;

    private PlayedAgent(HttpServer server) {
        this.server = server;
    }

    public static PlayedAgent start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PlayedAgent agent = new PlayedAgent(server);
        server.createContext("/", agent::answer);
        server.start();
        return agent;
    }

    /** As {@code ECS_AGENT_URI} has it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/0a1b");
    }

    /** From now on it answers that; empty for what is right. */
    public void says(int code, String body) {
        status = code;
        instead = body;
    }

    /** Bodies of questions so far. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    public void awaitLast(String body) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (asked().isEmpty() || !asked().getLast().equals(body)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the agent was asked " + asked());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean known =
                exchange.getRequestURI().getPath().equals("/api/0a1b/task-protection/v1/state")
                        && exchange.getRequestMethod().equals("PUT");
        synchronized (this) {
            asked.add(new String(body, StandardCharsets.UTF_8));
        }
        String text = instead.isEmpty() ? protection(body) : instead;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? status : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String protection(byte[] body) throws IOException {
        try {
            ObjectNode wanted = Json.object(new String(body, StandardCharsets.UTF_8));
            boolean enabled = wanted.path("ProtectionEnabled").asBoolean();
            String expires = enabled ? "\"ExpirationDate\":\"2026-01-31T21:36:23Z\"," : "";
            return "{\"protection\":{%s\"ProtectionEnabled\":%b,\"TaskArn\":\"%s\"}}"
                    .formatted(expires, enabled, TASK);
        } catch (WireException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
