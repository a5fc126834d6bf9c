package dev.atrium.localstack.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What comes over HTTP, and what does not. */
class DownloadIT {
    private static final String ROOM = "0123456789abcdef".repeat(2);

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    boolean stops = exchange.getRequestURI().getPath().equals("/stops");
                    exchange.sendResponseHeaders(stops ? 200 : 404, 1_000);
                    exchange.getResponseBody().write(new byte[stops ? 10 : 1_000]);
                    exchange.getResponseBody().flush();
                    if (stops) {
                        await(closing);
                    }
                    exchange.close();
                });
        server.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void bodyComesUpToItsLimit() throws Exception {
        Download.Answer answer = Download.get(URI.create(url("/")), Duration.ofSeconds(10), 7);

        assertEquals(404, answer.status());
        assertArrayEquals(new byte[7], answer.body());
    }

    @Test
    void bodyThatStopsIsNotWaitedForWithoutEnd() {
        URI uri = URI.create(url("/stops"));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () ->
                        assertThrows(
                                IOException.class,
                                () -> Download.get(uri, Duration.ofMillis(500), 1_000)));
    }

    @Test
    void slashBehindTheAddressOfAStackIsNoPartOfTheRoute() throws Exception {
        for (String end : List.of("", "/", "//")) {
            PrintStream nowhere =
                    new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
            int status = ReplayTool.run(List.of(ROOM, "--url", url(end)), nowhere, nowhere);

            assertEquals(ReplayTool.REFUTED, status);
            assertEquals("/matches/" + ROOM + "/replay", asked.poll(10, TimeUnit.SECONDS));
        }
    }
}
