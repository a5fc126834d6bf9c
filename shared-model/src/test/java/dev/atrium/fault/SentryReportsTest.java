package dev.atrium.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** The real library, sending to a server of this machine. */
class SentryReportsTest {
    private static final String KEY = "0123456789abcdef";

    private record Sent(String path, String authorization, List<String> lines) {}

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
                    }
                    sent.add(
                            new Sent(
                                    exchange.getRequestURI().getPath(),
                                    exchange.getRequestHeaders().getFirst("X-Sentry-Auth"),
                                    new String(body, StandardCharsets.UTF_8).lines().toList()));
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private FaultReports reports() {
        String dsn = "http://" + KEY + "@127.0.0.1:" + server.getAddress().getPort() + "/42";
        return FaultReports.from(
                Map.of("ATRIUM_SENTRY_DSN", dsn, "ATRIUM_TABLE_PREFIX", "atrium-test-"), "tests");
    }

    @Test
    void anErrorArrivesWithItsFingerprintAndWithoutWhatItWasAbout() throws Exception {
        Fault fault =
                Fault.of(
                        "dev.atrium.Example",
                        "room {} failed",
                        new IllegalStateException(
                                "player ana-17 has no seat", new IOException("token s3cr3t")));
        try (FaultReports reports = reports()) {
            reports.report(fault);
            reports.flush(5_000);
        }
        Sent envelope = sent.poll(10, TimeUnit.SECONDS);
        assertEquals("/api/42/envelope/", envelope.path());
        assertTrue(envelope.authorization().contains("sentry_key=" + KEY));
        assertEquals("event", Json.object(envelope.lines().get(1)).path("type").asText());
        JsonNode event = Json.object(envelope.lines().get(2));
        assertEquals(fault.fingerprint(), event.at("/fingerprint/0").asText());
        assertEquals(fault.fingerprint(), event.at("/tags/fingerprint").asText());
        assertEquals("tests", event.at("/tags/part").asText());
        assertEquals("atrium-test", event.path("environment").asText());
        assertEquals("error", event.path("level").asText());
        assertEquals("dev.atrium.Example", event.path("logger").asText());
        assertTrue(event.path("message").toString().contains("room {} failed"));
        JsonNode thrown = event.at("/exception/values");
        assertEquals(2, thrown.size());
        assertEquals("IllegalStateException", thrown.get(1).path("type").asText());
        assertTrue(thrown.toString().contains("SentryReportsTest"), "the frames are there");
        String all = String.join("\n", envelope.lines());
        assertFalse(all.contains("ana-17"), all);
        assertFalse(all.contains("s3cr3t"), all);
        assertFalse(all.contains(InetAddress.getLocalHost().getHostName() + "\""), all);
        assertTrue(event.path("server_name").isMissingNode(), "no machine's name");
        assertTrue(event.path("user").isMissingNode(), "nobody's address");
    }

    @Test
    void aFloodIsCutOff() throws Exception {
        try (FaultReports reports = reports()) {
            for (int i = 0; i < 3 * SentryReports.MINUTE_MAX; i++) {
                reports.report(Fault.of("a", "b", null));
                if (i % 10 == 0) {
                    reports.flush(2_000);
                }
            }
            reports.flush(5_000);
        }
        int arrived = sent.size();
        assertTrue(arrived > 0 && arrived <= SentryReports.MINUTE_MAX, arrived + " arrived");
    }

    @Test
    void aServerThatIsNotThereHoldsNobodyUp() {
        server.stop(0);
        long start = System.nanoTime();
        try (FaultReports reports = reports()) {
            reports.report(Fault.of("a", "b", new IllegalStateException("c")));
            reports.flush(200);
        }
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
    }

    @Test
    void withoutADsnNobodyIsTold() {
        assertSame(FaultReports.NONE, FaultReports.from(Map.of(), "tests"));
        assertSame(FaultReports.NONE, FaultReports.from(Map.of("ATRIUM_SENTRY_DSN", ""), "tests"));
        FaultReports.NONE.report(Fault.of("a", "b", null));
        assertEquals(0, sent.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k3y",
                "https://sentry.example/42",
                "https://k3y@sentry.example/project",
                "http://k3y@sentry.example/42",
                "http://k3y@127.0.0.1.sentry.example/42",
                "https://k3y@sentry.example/4 2"
            })
    void whatIsNoDsnIsOneLineWithoutIt(String dsn) {
        Map<String, String> environment = Map.of("ATRIUM_SENTRY_DSN", dsn);
        for (Executable wrong :
                List.<Executable>of(
                        () -> FaultReports.check(environment),
                        () -> FaultReports.from(environment, "tests").close())) {
            IllegalArgumentException told = assertThrows(IllegalArgumentException.class, wrong);
            assertEquals(
                    "ATRIUM_SENTRY_DSN is no DSN (allowed: https://KEY@HOST/PROJECT)",
                    told.getMessage());
        }
    }

    @Test
    void aDsnOfTheServiceIsTaken() {
        FaultReports.check(
                Map.of(
                        "ATRIUM_SENTRY_DSN",
                        "https://0123456789abcdef@o1.ingest.de.sentry.io/4501"));
    }
}
