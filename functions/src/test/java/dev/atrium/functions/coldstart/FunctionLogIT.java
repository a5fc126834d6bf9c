package dev.atrium.functions.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.coldstart.FunctionProcess.Layout;
import dev.atrium.functions.log.FunctionLogProvider;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;

/** What a packaged function logs is where Lambda takes it from. */
class FunctionLogIT {
    private static final String PROVIDER = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private static final String SETTLEMENT = "dev.atrium.functions.settle.SettlementHandler";

    private static final long TOLD_S = 10;

    private static StartStage stage;

    @TempDir private Path folder;

    @BeforeAll
    static void open() throws IOException {
        stage = StartStage.open(Path.of("target"));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    private Launch logged(Launch launch) {
        return launch.with("-Xlog:class+load:file=" + classes());
    }

    private Path classes() {
        return folder.resolve("classes.log");
    }

    /** Nobody listens on that port. */
    private static Launch withoutRedis() {
        return stage.launch(Layout.MANAGED).variable("ATRIUM_REDIS_URI", "redis://127.0.0.1:1");
    }

    @Test
    void whatFailsIsOnStandardErrorInALineWithItsLevel() throws Exception {
        try (FunctionProcess function = stage.start(StartStage.GUEST, logged(withoutRedis()))) {
            RuntimeApi.Answer answer = function.api().invoke(stage.guest());
            assertTrue(answer.body().contains("unavailable"), answer.body());

            List<String> errors = function.errors();
            JsonNode error = line(errors, "ERROR", "dev.atrium.functions.edge.HttpEdge");
            assertTrue(error.path("message").asText().endsWith(" failed"), error.toString());
            assertTrue(error.path("fingerprint").asText().matches("[0-9a-f]{12}"));
            assertTrue(error.path("failure").asText().contains("\n\tat dev.atrium."));
            assertTrue(
                    errors.stream().noneMatch(line -> line.contains("SLF4J")), errors.toString());
        }
        assertEquals(List.of(), loaded("io.sentry."), "nobody asked for it");
        assertNotEquals(List.of(), loaded("dev.atrium.fault.Fault "));
    }

    private static JsonNode line(List<String> lines, String level, String logger) {
        String begin = "{\"level\":\"" + level + "\",\"logger\":\"" + logger + "\",";
        String found =
                lines.stream()
                        .filter(line -> line.startsWith(begin))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(lines.toString()));
        try {
            return Json.object(found);
        } catch (WireException e) {
            throw new AssertionError(found, e);
        }
    }

    private List<String> loaded(String name) throws IOException {
        return Files.readAllLines(classes()).stream().filter(line -> line.contains(name)).toList();
    }

    /** The key of a start: it is set, and nothing has failed yet. */
    @Test
    void aStartLoadsNothingOfSentryAndTellsItOfAnErrorBeforeItAnswers() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer sentry =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext(
                "/api/42/envelope/",
                exchange -> {
                    try (GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
                        told.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        sentry.start();
        String dsn = "http://k3y@127.0.0.1:" + sentry.getAddress().getPort() + "/42";
        Launch launch = logged(withoutRedis()).variable("ATRIUM_SENTRY_DSN", dsn);
        try (FunctionProcess function = stage.start(StartStage.GUEST, launch)) {
            assertTrue(function.api().readyAtNanos() > 0);
            assertEquals(List.of(), loaded("io.sentry."), "not before something fails");
            function.api().invoke(stage.guest());
            String envelope = told.poll(TOLD_S, TimeUnit.SECONDS);
            String error =
                    line(function.errors(), "ERROR", "dev.atrium.functions.edge.HttpEdge")
                            .path("fingerprint")
                            .asText();
            assertTrue(String.valueOf(envelope).contains(error), envelope);
            assertTrue(function.errors().stream().noneMatch(line -> line.contains("k3y")));
        } finally {
            sentry.stop(0);
        }
        assertNotEquals(List.of(), loaded("io.sentry."));
    }

    /** An outcome, where no key of outcomes is published. */
    private static String outcome() {
        return """
        {"Records": [{"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb":
          {"SequenceNumber": "1", "NewImage": {"roomId": {"S": "%s"}}}}]}
        """
                .formatted("0a".repeat(16));
    }

    @Test
    void aWarningIsThereToo() throws Exception {
        Launch launch = stage.launch(Layout.MANAGED);
        try (FunctionProcess function = stage.start(SETTLEMENT, launch)) {
            RuntimeApi.Answer answer = function.api().invoke(outcome());
            assertTrue(answer.body().contains("\"itemIdentifier\":\"1\""), answer.body());

            List<String> errors = function.errors();
            JsonNode warning = line(errors, "WARN", "dev.atrium.functions.settle.Settler");
            assertTrue(warning.path("message").asText().startsWith("room 0a0a"));
            assertFalse(warning.has("fingerprint"));
        }
    }

    @Test
    void thereIsOneWayToLogAndItIsOurs() throws IOException {
        for (Path jar : stage.functions().libraries()) {
            try (JarFile open = new JarFile(jar.toFile())) {
                assertNull(open.getEntry(PROVIDER), jar + " would stand beside logback");
            }
        }
        try (JarFile whole = new JarFile(stage.functions().jar().toFile());
                InputStream provider = whole.getInputStream(whole.getEntry(PROVIDER))) {
            assertEquals(
                    FunctionLogProvider.class.getName(),
                    new String(provider.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}
