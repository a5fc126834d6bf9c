package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.lease.LeaseState;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The two ports of a host: what is where, and what it says. */
class OperatorIT {
    private static final String KEY = "a-key-of-operators";
    private static final String HEADER = "X-Atrium-Operator-Key";

    private static RunningHost host;
    private static Operators operators;

    @BeforeAll
    static void start() {
        host = RunningHost.start(1, Map.of("ATRIUM_LOOPS", "1", "ATRIUM_OPERATOR_KEY", KEY));
        operators = Operators.of(host);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws WireException {
        return Json.object(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/ready", "/rooms", "/rooms/x", "/prometheus"})
    void thePublicPortKnowsNothingOfOperators(String path) {
        assertEquals(404, Operators.get(host.port(), path, HEADER, KEY).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/play", "/gateway/message", "/"})
    void theOperatorsPortServesNoPlayer(String path) {
        assertEquals(404, operators.get(path).statusCode());
    }

    @Test
    void healthTellsWhatTheSourcesTell() throws WireException {
        operators.await("/ready", "{\"status\":\"ready\"}"::equals);
        HttpResponse<String> answer = Operators.get(host.port(), "/health");
        assertEquals(200, answer.statusCode());
        JsonNode health = json(answer);
        TreeSet<String> names = new TreeSet<>();
        health.fieldNames().forEachRemaining(names::add);
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "status",
                                "timestamp",
                                "uptime",
                                "activeGames",
                                "connectedPlayers",
                                "connections",
                                "rooms",
                                "redis",
                                "db")),
                names);
        assertEquals("healthy", health.get("status").asText());
        assertEquals("up", health.get("redis").asText());
        assertEquals("up", health.get("db").asText());
        assertTrue(health.get("uptime").asDouble() > 0);
        assertTrue(Math.abs(System.currentTimeMillis() - health.get("timestamp").asLong()) < 5_000);
    }

    @Test
    void anOperatorSeesHowARoomFares() throws WireException {
        RunningHost.Guest guest = RunningHost.Guest.named("Ben");
        String room = host.place(List.of(guest), 1);
        try (TestPlayer player = host.connect()) {
            player.enter(host, room, guest).await("entered");
            player.await("state", state -> state.get("tick").asLong() > 30);
            JsonNode one = json(operators.get("/rooms/" + room, HEADER, KEY));
            assertEquals(room, one.get("roomId").asText());
            assertEquals("arena.blitz", one.get("game").asText());
            assertEquals("playing", one.get("phase").asText());
            assertEquals(1, one.get("players").asInt());
            assertTrue(one.get("tick").asLong() > 30);
            assertTrue(one.get("runs").asLong() > 10);
            assertTrue(one.get("worstLateMs").asDouble() > 0);
            assertTrue(one.get("worstRunMs").asDouble() > 0);
            assertTrue(one.get("overruns").asLong() <= one.get("runs").asLong());
            assertTrue(one.has("timeSlips") && one.has("slippedMs"));
            JsonNode all = json(operators.get("/rooms?limit=1", HEADER, KEY));
            assertEquals(1, all.get("rooms").size());
            assertTrue(all.get("count").asInt() >= 1);
            JsonNode health = json(Operators.get(host.port(), "/health"));
            assertTrue(health.get("activeGames").asInt() >= 1);
            assertTrue(health.get("connectedPlayers").asInt() >= 1);
            assertTrue(health.get("connections").asInt() >= 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/rooms, wrong-key-of-operators, 401, unauthorized",
        "/rooms/x, wrong-key-of-operators, 401, unauthorized",
        "/rooms?limit=0, a-key-of-operators, 400, out-of-range",
        "/rooms?limit=1001, a-key-of-operators, 400, out-of-range",
        "/rooms/no-such-room, a-key-of-operators, 404, room-not-found"
    })
    void inspectionRefusesWithACode(String path, String key, int status, String code)
            throws WireException {
        HttpResponse<String> answer = operators.get(path, HEADER, key);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, json(answer).get("code").asText());
    }

    @Test
    void inspectionWithoutAKeyIsRefusedAndMetricsAreNot() {
        assertEquals(401, operators.get("/rooms").statusCode());
        assertEquals(400, operators.get("/rooms?limit=many", HEADER, KEY).statusCode());
        HttpResponse<String> metrics = operators.get("/metrics");
        assertEquals(200, metrics.statusCode());
        assertTrue(
                metrics.headers().firstValue("content-type").orElse("").contains("version=0.0.4"));
        assertFalse(metrics.body().contains(KEY));
    }

    @Test
    void aHostThatLeavesIsNotReady() throws WireException {
        RunningHost leaving = RunningHost.start(1, Map.of("ATRIUM_LOOPS", "1"));
        Operators itsOperators = Operators.of(leaving);
        try {
            itsOperators.await("/ready", "{\"status\":\"ready\"}"::equals);
            leaving.bean(LeaseState.class).leave();
            HttpResponse<String> answer = itsOperators.get("/ready");
            assertEquals(503, answer.statusCode());
            assertEquals("leaving", json(answer).get("code").asText());
            assertEquals(200, Operators.get(leaving.port(), "/health").statusCode());
            assertTrue(leaving.row().draining());
        } finally {
            leaving.close();
        }
    }
}
