package dev.atrium.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What of S3 an archive uses, for tests: PUT and GET of objects of one bucket, named in the path,
 * with both checksums, and S3's own errors. It checks no signature, only that there is one.
 */
public final class PlayedS3 implements AutoCloseable {
    /** The only bucket. */
    public static final String BUCKET = "finished-rooms";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;
    private volatile boolean damages;
    private volatile boolean forbids;

    private PlayedS3(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine. */
    public static PlayedS3 start() {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            PlayedS3 played = new PlayedS3(HttpServer.create(any, 0));
            played.server.createContext("/", played::answer);
            played.server.setExecutor(played.threads);
            played.server.start();
            return played;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is stored, by its key. */
    public Map<String, byte[]> objects() {
        return objects;
    }

    /** How many requests came. */
    int requests() {
        return requests.get();
    }

    /** The next so many requests are too many for it. */
    public void fail(int times) {
        failures.set(times);
    }

    /** From now on nothing is answered. */
    void fallSilent() {
        silent = true;
    }

    /** From now on a byte of each object that is read is another. */
    void damage() {
        damages = true;
    }

    /** From now on whoever asks may not list the bucket. */
    void forbidListing() {
        forbids = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            if (silent) {
                closed.await();
            } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 503, "SlowDown");
            } else if (!header(exchange, "authorization").startsWith("AWS4-HMAC-SHA256 ")) {
                error(exchange, 403, "AccessDenied");
            } else if (!path[1].equals(BUCKET)) {
                error(exchange, 404, "NoSuchBucket");
            } else if (exchange.getRequestMethod().equals("PUT")) {
                put(exchange, path[2], body);
            } else {
                get(exchange, path[2]);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        String hex = HexFormat.of().formatHex(sha256(body));
        if (!header(exchange, "x-amz-content-sha256").equals(hex)) {
            error(exchange, 400, "XAmzContentSHA256Mismatch");
        } else if (!header(exchange, "x-amz-checksum-sha256").equals(base64(body))) {
            error(exchange, 400, "BadDigest");
        } else {
            objects.put(key, body);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] object = objects.get(key);
        if (object == null) {
            error(exchange, forbids ? 403 : 404, forbids ? "AccessDenied" : "NoSuchKey");
            return;
        }
        if (header(exchange, "x-amz-checksum-mode").equals("ENABLED")) {
            exchange.getResponseHeaders().set("x-amz-checksum-sha256", base64(object));
        }
        byte[] sent = object.clone();
        if (damages) {
            sent[sent.length / 2] ^= 1;
        }
        exchange.sendResponseHeaders(200, sent.length == 0 ? -1 : sent.length);
        exchange.getResponseBody().write(sent);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message><RequestId>1</RequestId></Error>\
                """
                        .formatted(code, code)
                        .getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
