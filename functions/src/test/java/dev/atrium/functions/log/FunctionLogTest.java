package dev.atrium.functions.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.fault.Fault;
import dev.atrium.fault.FaultReports;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class FunctionLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Fault> told = new ArrayList<>();
    private int made;

    private final FaultReports reports =
            new FaultReports() {
                @Override
                public void report(Fault fault) {
                    told.add(fault);
                }

                @Override
                public void flush(long timeoutMs) {
                    assertTrue(timeoutMs <= 500, "a player waits for the answer");
                }

                @Override
                public void close() {}
            };

    private final FunctionLog log =
            new FunctionLog(
                    new PrintStream(written, false, UTF_8),
                    () -> {
                        made++;
                        return reports;
                    });

    private List<JsonNode> lines() throws WireException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : written.toString(UTF_8).lines().toList()) {
            lines.add(Json.object(line));
        }
        return lines;
    }

    @Test
    void aLineIsOneJsonObjectWhateverTheMessageHolds() throws Exception {
        log.getLogger("dev.atrium.x").info("{} \"said\"\n{}", "Ana", 7);
        assertEquals(1, lines().size());
        assertEquals(
                "{\"level\":\"INFO\",\"logger\":\"dev.atrium.x\","
                        + "\"message\":\"Ana \\\"said\\\"\\n7\"}\n",
                written.toString(UTF_8));
        assertEquals(0, made, "nobody is made for what is no error");
    }

    @Test
    void anErrorHasItsFingerprintAndItsTraceAndIsToldOn() throws Exception {
        Logger logger = log.getLogger("dev.atrium.x");
        IllegalStateException failure =
                new IllegalStateException("why", new IllegalArgumentException("for that"));
        logger.error("{} failed", "r-1", failure);
        logger.error("{} failed", "r-2");
        JsonNode first = lines().get(0);
        assertEquals("r-1 failed", first.path("message").asText());
        assertEquals(
                Fault.of("dev.atrium.x", "{} failed", failure).fingerprint(),
                first.path("fingerprint").asText());
        String trace = first.path("failure").asText();
        assertTrue(trace.startsWith("java.lang.IllegalStateException: why\n\tat dev.atr"), trace);
        assertTrue(trace.contains("\nCaused by: java.lang.IllegalArgumentException: for"), trace);
        assertNotEquals(first.path("fingerprint"), lines().get(1).path("fingerprint"));
        assertEquals(
                List.of("{} failed", "{} failed"), told.stream().map(Fault::template).toList());
        assertEquals(1, made);
    }

    @Test
    void whatLibrariesDoIsNotToldAndWhatGoesWrongInThemIs() throws Exception {
        Logger library = log.getLogger("software.amazon.awssdk.request");
        library.info("Authorization: secret");
        library.warn("{} failed", "it");
        Logger ours = log.getLogger("dev.atrium.x");
        ours.debug("not this");
        ours.info("this");
        assertEquals(
                List.of("it failed", "this"),
                lines().stream().map(line -> line.path("message").asText()).toList());
        assertFalse(lines().get(0).has("fingerprint"));
    }

    @Test
    void aTraceWithoutEndIsCutOff() throws Exception {
        Exception ring = new Exception("r");
        Exception other = new Exception("o", ring);
        ring.initCause(other);
        StackTraceElement[] deep = new StackTraceElement[200_000];
        Arrays.fill(deep, new StackTraceElement("a.B", "c", "B.java", 1));
        ring.setStackTrace(deep);
        log.getLogger("dev.atrium.x").error("deep", ring);
        assertTrue(written.size() < 50_000, written.size() + " bytes");
        assertEquals(1, lines().size());
    }

    @Test
    void aKeyThatIsNoneIsToldOnceWithoutItAndHoldsNothingUp() throws Exception {
        FunctionLog wrong =
                new FunctionLog(
                        new PrintStream(written, false, UTF_8),
                        () -> FaultReports.from(Map.of("ATRIUM_SENTRY_DSN", "k3y"), "functions"));
        wrong.getLogger("dev.atrium.x").error("one");
        wrong.getLogger("dev.atrium.x").error("two");
        assertEquals(
                List.of(
                        "one",
                        "ATRIUM_SENTRY_DSN is no DSN (allowed: https://KEY@HOST/PROJECT)",
                        "two"),
                lines().stream().map(line -> line.path("message").asText()).toList());
        assertFalse(written.toString(UTF_8).contains("k3y"));
    }

    @Test
    void theSameLoggerIsGivenForAName() {
        assertEquals(log.getLogger("a"), log.getLogger("a"));
        FunctionLogProvider provider = new FunctionLogProvider();
        provider.initialize();
        assertEquals("a", provider.getLoggerFactory().getLogger("a").getName());
        assertTrue(provider.getLoggerFactory().getLogger("a").isErrorEnabled());
    }
}
