package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.HashMap;
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
        LocalStores stores = LocalStores.get();
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_PORT", Integer.toString(LocalStores.freePort()));
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operatorPort));
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        environment.put("ATRIUM_TABLE_PREFIX", "test-");
        environment.put("ATRIUM_REDIS_URI", stores.redisUri());
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", "a-key-for-tests-only");
        environment.put("AWS_ENDPOINT_URL", stores.dynamoUri().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.putAll(more);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                // The tests' own configuration comes before the host's.
                                "-Dlogback.configurationFile=logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.atrium.host.RoomHost"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log().toFile());
        builder.environment().putAll(environment);
        return builder.start();
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
    void aLevelThatDoesNotExistIsToldInOneLine() throws Exception {
        Process host = start(LocalStores.freePort(), Map.of("LOG_LEVEL", "loud"));
        assertTrue(host.waitFor(START_S, TimeUnit.SECONDS));
        assertEquals(1, host.exitValue());
        assertEquals(
                "atrium room-host: LOG_LEVEL=loud (allowed: TRACE, DEBUG, INFO, WARN, ERROR, OFF)",
                String.join("\n", Files.readAllLines(log())));
    }
}
