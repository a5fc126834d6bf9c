package dev.atrium.host.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.atrium.fault.Fault;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;

/** The log's own configuration, with its console written to memory. */
class HostLogEncoderTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private String dsn = "";

    /** A logging system of its own, from the file that a host starts with. */
    private LoggerContext configured(String level, String format) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("LOG_LEVEL", level);
        context.putProperty("ATRIUM_LOG", format);
        context.putProperty("ATRIUM_SENTRY_DSN", dsn);
        URL file = Objects.requireNonNull(getClass().getResource("/logback.xml"));
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        ch.qos.logback.classic.AsyncAppender later =
                (ch.qos.logback.classic.AsyncAppender)
                        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("LATER");
        ch.qos.logback.core.OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> console =
                (ch.qos.logback.core.OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent>)
                        later.getAppender("STDOUT");
        console.setOutputStream(written);
        return context;
    }

    private List<String> lines(LoggerContext context) {
        context.stop();
        return written.toString(UTF_8).lines().toList();
    }

    @Test
    void aLineIsOneJsonObjectWithHostRoomAndPlayer() throws WireException {
        LoggerContext context = configured("INFO", "json");
        context.putProperty(HostLog.HOST, "h-1");
        context.getLogger("dev.atrium.host.room.Room")
                .atInfo()
                .addKeyValue("room", "r-1")
                .addKeyValue("player", "p-1")
                .log("{} \"entered\"\nwith a line more", "Ana");
        List<String> lines = lines(context);
        assertEquals(1, lines.size(), "one line, whatever the message holds");
        JsonNode line = Json.object(lines.get(0));
        assertTrue(Instant.parse(line.get("time").asText()).isAfter(Instant.EPOCH));
        assertEquals("INFO", line.get("level").asText());
        assertEquals("dev.atrium.host.room.Room", line.get("logger").asText());
        assertEquals(Thread.currentThread().getName(), line.get("thread").asText());
        assertEquals("h-1", line.get("host").asText());
        assertEquals("r-1", line.get("room").asText());
        assertEquals("p-1", line.get("player").asText());
        assertEquals("Ana \"entered\"\nwith a line more", line.get("message").asText());
        assertFalse(line.has("failure"));
    }

    @Test
    void aFailureComesWithItsTraceOnTheSameLine() throws WireException {
        LoggerContext context = configured("INFO", "json");
        context.getLogger("dev.atrium.x").error("it failed", new IllegalStateException("why"));
        List<String> lines = lines(context);
        assertEquals(1, lines.size());
        JsonNode line = Json.object(lines.get(0));
        assertFalse(line.has("host"), "not known yet");
        String failure = line.get("failure").asText();
        assertTrue(failure.startsWith("java.lang.IllegalStateException: why"), failure);
        assertTrue(failure.contains("HostLogEncoderTest"), failure);
    }

    @Test
    void anErrorAndNothingElseHasTheFingerprintOfItsLike() throws WireException {
        LoggerContext context = configured("INFO", "json");
        Logger logger = context.getLogger("dev.atrium.x");
        logger.error("room {} failed", "r-1");
        logger.error("room {} failed", "r-2");
        logger.error("room {} failed", "r-3", new IllegalStateException("why"));
        logger.warn("room {} is late", "r-1");
        List<String> lines = lines(context);
        String fingerprint = Json.object(lines.get(0)).path("fingerprint").asText();
        assertEquals(Fault.of("dev.atrium.x", "room {} failed", null).fingerprint(), fingerprint);
        assertEquals(fingerprint, Json.object(lines.get(1)).path("fingerprint").asText());
        assertNotEquals(fingerprint, Json.object(lines.get(2)).path("fingerprint").asText());
        assertFalse(Json.object(lines.get(3)).has("fingerprint"));
    }

    @Test
    @Timeout(30)
    void anErrorIsToldToSentryWhereItsKeyIsSetAndAWarningIsNot() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer sentry =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext(
                "/api/42/envelope/",
                exchange -> {
                    try (GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
                        told.add(new String(body.readAllBytes(), UTF_8));
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        sentry.start();
        try {
            dsn = "http://k3y@127.0.0.1:" + sentry.getAddress().getPort() + "/42";
            LoggerContext context = configured("INFO", "json");
            Logger logger = context.getLogger("dev.atrium.x");
            logger.warn("late");
            logger.error("room {} failed", "r-1", new IllegalStateException("of p-1"));
            String envelope = told.take();
            assertTrue(envelope.contains("\"part\":\"room-host\""), envelope);
            assertTrue(envelope.contains("room {} failed"), envelope);
            assertFalse(envelope.contains("r-1") || envelope.contains("p-1"), envelope);
            List<String> lines = lines(context);
            assertEquals(2, lines.size());
            assertTrue(
                    envelope.contains(Json.object(lines.get(1)).path("fingerprint").asText()),
                    envelope);
            assertFalse(lines.toString().contains("k3y"));
            assertEquals(0, told.size());
        } finally {
            sentry.stop(0);
        }
    }

    @Test
    void linesForPeopleShowTheFieldsToo() {
        LoggerContext context = configured("INFO", "lines");
        context.getLogger("dev.atrium.host.room.Room")
                .atWarn()
                .addKeyValue("room", "r-1")
                .log("late");
        List<String> lines = lines(context);
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Room late room=r-1"),
                lines.get(0));
    }

    @Test
    void withoutATerminalJsonIsTheDefault() throws WireException {
        LoggerContext context = configured("INFO", "");
        context.getLogger("dev.atrium.x").info("hello");
        assertEquals("hello", Json.object(lines(context).get(0)).get("message").asText());
    }

    @ParameterizedTest
    @CsvSource({"TRACE,5", "DEBUG,4", "INFO,3", "WARN,2", "ERROR,1", "OFF,0"})
    void theLevelDecidesWhatIsWritten(String level, int expected) {
        LoggerContext context = configured(level, "json");
        Logger logger = context.getLogger("dev.atrium.x");
        logger.trace("t");
        logger.debug("d");
        logger.info("i");
        logger.warn("w");
        logger.error("e");
        assertEquals(expected, lines(context).size());
    }

    @Test
    void librariesNeverWriteWhatTheySendHoweverLowTheLevel() {
        LoggerContext context = configured("TRACE", "json");
        context.getLogger("software.amazon.awssdk.request").debug("Authorization: secret");
        context.getLogger("io.lettuce.core.protocol").trace("AUTH secret");
        assertEquals(Level.INFO, context.getLogger("io.netty").getEffectiveLevel());
        assertEquals(List.of(), lines(context));
    }
}
