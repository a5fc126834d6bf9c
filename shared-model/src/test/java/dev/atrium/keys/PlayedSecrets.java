package dev.atrium.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What of Secrets Manager keys use, for tests: GetSecretValue and PutSecretValue in AWS JSON 1.1,
 * versions that are named by their client, and AWS's own errors. It checks no signature, only that
 * there is one.
 */
public final class PlayedSecrets implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "secretsmanager.";
    private static final String GET = "GetSecretValue";
    private static final String PUT = "PutSecretValue";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    /** One secret: its versions by their names, and which is the present one. */
    private static final class Secret {
        private final Map<String, String> versions = new HashMap<>();
        private String present = "";
    }

    private PlayedSecrets(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine. */
    public static PlayedSecrets start() {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            PlayedSecrets played = new PlayedSecrets(HttpServer.create(any, 0));
            played.server.createContext("/", played::answer);
            played.server.setExecutor(played.threads);
            played.server.start();
            return played;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, for {@code AWS_ENDPOINT_URL_SECRETS_MANAGER}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes a secret that holds nothing yet. */
    public synchronized void create(String name) {
        secrets.put(name, new Secret());
    }

    /** Fills a secret as somebody does by hand, and makes it if it is not there. */
    public synchronized void store(String name, String text) {
        Secret secret = secrets.computeIfAbsent(name, n -> new Secret());
        secret.present = UUID.randomUUID().toString();
        secret.versions.put(secret.present, text);
    }

    /** What a secret holds; empty if nothing. */
    public synchronized String text(String name) {
        Secret secret = secrets.getOrDefault(name, new Secret());
        return secret.versions.getOrDefault(secret.present, "");
    }

    /** How many requests came. */
    public int requests() {
        return requests.get();
    }

    /** From now on that call of that secret is denied. */
    public void deny(String operation, String name) {
        denied.add(operation + " " + name);
    }

    /** The next so many requests fail. */
    public void fail(int times) {
        failures.set(times);
    }

    /** From now on nothing is answered. */
    void fallSilent() {
        silent = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String name = request.path("SecretId").asText();
            String target = header(exchange, "X-Amz-Target");
            String operation = target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
            if (silent) {
                closed.await();
            } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 500, "InternalServiceError", "An error occurred.");
            } else if (!isSigned(exchange)) {
                error(exchange, 400, "MissingAuthenticationTokenException", "Sign it.");
            } else if (denied.contains(operation + " " + name)) {
                String text = "User: arn:aws:sts::1:x is not authorized: " + TARGET + operation;
                error(exchange, 400, "AccessDeniedException", text);
            } else if (operation.equals(GET)) {
                get(exchange, name);
            } else if (operation.equals(PUT)) {
                put(exchange, name, request);
            } else {
                error(exchange, 400, "UnknownOperationException", target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSigned(HttpExchange exchange) {
        String authorization = header(exchange, "Authorization");
        return authorization.startsWith("AWS4-HMAC-SHA256 ")
                && authorization.contains("/secretsmanager/aws4_request");
    }

    private synchronized void get(HttpExchange exchange, String name) throws IOException {
        Secret secret = secrets.get(name);
        if (secret == null) {
            notFound(exchange, "Secrets Manager can't find the specified secret.");
        } else if (secret.present.isEmpty()) {
            notFound(
                    exchange,
                    "Secrets Manager can't find the specified secret value for staging label:"
                            + " AWSCURRENT");
        } else {
            ObjectNode found = named(name, secret.present);
            send(exchange, 200, found.put("SecretString", secret.versions.get(secret.present)));
        }
    }

    private synchronized void put(HttpExchange exchange, String name, JsonNode request)
            throws IOException {
        Secret secret = secrets.get(name);
        String version = request.path("ClientRequestToken").asText();
        String text = request.path("SecretString").asText();
        if (secret == null) {
            notFound(exchange, "Secrets Manager can't find the specified secret.");
        } else if (version.length() < 32 || version.length() > 64) {
            error(exchange, 400, "InvalidParameterException", "ClientRequestToken: 32 to 64");
        } else if (!secret.versions.getOrDefault(version, text).equals(text)) {
            error(exchange, 400, "ResourceExistsException", "That version exists.");
        } else {
            if (secret.versions.put(version, text) == null) {
                secret.present = version;
            }
            send(exchange, 200, named(name, version));
        }
    }

    private static ObjectNode named(String name, String version) {
        return JSON.createObjectNode()
                .put("ARN", "arn:aws:secretsmanager:eu-central-1:1:secret:" + name + "-AbCdEf")
                .put("Name", name)
                .put("VersionId", version);
    }

    private static void notFound(HttpExchange exchange, String message) throws IOException {
        error(exchange, 400, "ResourceNotFoundException", message);
    }

    private static void error(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        ObjectNode body = JSON.createObjectNode().put("__type", type).put("message", message);
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
