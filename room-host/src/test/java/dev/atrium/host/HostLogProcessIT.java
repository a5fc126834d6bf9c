package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A host in a process of its own, and what it writes to its standard output. */
class HostLogProcessIT {
    private static final long START_S = 40;
    private static final long STOP_S = 20;

    @TempDir private Path folder;

    private Path log() {
        return folder.resolve("log");
    }

    private Process start(int operatorPort, Map<String, String> more) throws IOException {
        return HostProcess.start(folder, log(), operatorPort, more);
    }

    private List<JsonNode> lines() throws IOException, WireException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log())) {
            lines.add(Json.object(line));
        }
        return lines;
    }

    @Test
    void everyLineIsJsonFromTheFirstToTheLastWords() throws Exception {
        Operators operators = new Operators(LocalStores.freePort());
        Process host = start(operators.port(), Map.of());
        try {
            operators.awaitReady(START_S);
        } finally {
            host.destroy();
            assertTrue(host.waitFor(STOP_S, TimeUnit.SECONDS), "it does not end");
        }
        List<JsonNode> lines = lines();
        assertTrue(message(lines, "host is up: HostConfig").has("host"));
        assertEquals(
                message(lines, "host is up: HostConfig").get("host"),
                message(lines, "host leaves with 0 rooms").get("host"));
    }

    private static JsonNode message(List<JsonNode> lines, String begin) {
        return lines.stream()
                .filter(line -> line.get("message").asText().startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(begin + " is not in " + lines));
    }

    @Test
    void aQuietHostForPeopleWritesNothingThatIsNoWarning() throws Exception {
        Operators operators = new Operators(LocalStores.freePort());
        Process host = start(operators.port(), Map.of("LOG_LEVEL", "WARN", "ATRIUM_LOG", "lines"));
        try {
            operators.awaitReady(START_S);
        } finally {
            host.destroy();
            assertTrue(host.waitFor(STOP_S, TimeUnit.SECONDS), "it does not end");
        }
        for (String line : Files.readAllLines(log())) {
            assertTrue(line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (WARN |ERROR) .*"), line);
        }
    }

    @Test
    void aKeyOfSentryThatIsNoneIsToldInOneLineWithoutIt() throws Exception {
        Process host =
                start(LocalStores.freePort(), Map.of("ATRIUM_SENTRY_DSN", "https://k3y@x/y"));
        assertTrue(host.waitFor(START_S, TimeUnit.SECONDS));
        assertEquals(1, host.exitValue());
        String log = Files.readString(log());
        assertTrue(
                log.endsWith(
                        "atrium room-host: ATRIUM_SENTRY_DSN is no DSN (allowed:"
                                + " https://KEY@HOST/PROJECT)\n"),
                log);
        assertFalse(log.contains("k3y"), log);
    }

    @Test
    void aLevelThatDoesNotExistIsToldInOneLine() throws Exception {
        Process host = start(LocalStores.freePort(), Map.of("LOG_LEVEL", "loud"));
        assertTrue(host.waitFor(START_S, TimeUnit.SECONDS));
        assertEquals(1, host.exitValue());
        assertEquals(
                "atrium room-host: LOG_LEVEL=loud (allowed: TRACE, DEBUG, INFO, WARN, ERROR, OFF)",
                String.join("\n", Files.readAllLines(log())));
    }
}
