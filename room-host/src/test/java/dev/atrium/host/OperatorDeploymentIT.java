package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.done;
import static dev.atrium.host.OperatedDeployment.enter;
import static dev.atrium.host.OperatedDeployment.get;
import static dev.atrium.host.OperatedDeployment.json;
import static dev.atrium.host.OperatedDeployment.refused;
import static dev.atrium.host.OperatedDeployment.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.protection.PlayedAgent;
import dev.atrium.maintenance.MaintenanceBook;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What operators do to hosts and the whole deployment, over their port, on real stores. */
class OperatorDeploymentIT {
    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static RunningHost host;
    private static RunningHost other;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("operated", folder, 1);
        host = deployment.first();
        other = deployment.second();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @Test
    void hostsAreListedWithWhereTheirOperatorsPortIs() {
        JsonNode hosts = get(host, "/hosts").path("hosts");
        JsonNode self = hosts.get(0);
        assertEquals(host.hostId(), self.path("hostId").asText());
        assertTrue(self.path("self").asBoolean());
        assertTrue(
                hosts.valueStream()
                        .filter(h -> h.path("hostId").asText().equals(other.hostId()))
                        .anyMatch(
                                h ->
                                        h.path("alive").asBoolean()
                                                && h.path("operatorUrl")
                                                        .asText()
                                                        .endsWith(":" + other.operatorPort())));
    }

    @Test
    void aHostThatIsDrainedAnswersAtOnceAndGivesItsRoomsAway() throws Exception {
        try (PlayedAgent agent = PlayedAgent.start()) {
            RunningHost leaving =
                    deployment.start(
                            1,
                            Map.of(
                                    "ATRIUM_DRAIN_MS",
                                    "2000",
                                    "ECS_AGENT_URI",
                                    agent.uri().toString()));
            try {
                leaving.awaitSightOf(host);
                assertEquals("staying", get(leaving, "/drain").path("phase").asText());
                String roomId = leaving.place(List.of(ada), OperatedDeployment.WARRIORS - 1);
                try (TestPlayer player = enter(leaving, roomId, ada)) {
                    player.await("state");
                    agent.awaitLast("{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":30}");
                    JsonNode first = done(leaving, "/drain");
                    assertEquals("waiting", first.path("phase").asText());
                    assertEquals(1, first.path("rooms").asInt());
                    JsonNode again = done(leaving, "/drain");
                    assertEquals("waiting", again.path("phase").asText(), "once is enough");
                    Eventually.holds(
                            () -> leaving.row().draining(), "nobody is told that it leaves");
                    player.await("room-moved");
                    assertEquals(4503, player.awaitClose());
                }
                Eventually.holds(
                        () -> get(leaving, "/drain").path("phase").asText().equals("closing"),
                        "it does not come to its end");
                agent.awaitLast("{\"ProtectionEnabled\":false}");
                assertEquals(2, host.room(roomId).epoch());
            } finally {
                leaving.close();
            }
        }
    }

    @Test
    void aHostThatHangsIsCutOff() {
        Thread[] hung = new Thread[1];
        Runnable hangs =
                () -> {
                    hung[0] = Thread.currentThread();
                    LockSupport.park();
                };
        assertFalse(RoomHost.endsWithin(hangs, 200));
        hung[0].interrupt();
        assertTrue(RoomHost.endsWithin(() -> {}, 30_000));
    }

    @Test
    void maintenanceIsOneSwitchForAllHosts() {
        assertFalse(get(host, "/maintenance").path("maintenance").asBoolean());
        HttpResponse<String> on = send(host, "PUT", "/maintenance?message=Back%20at%20noon.", "");
        assertEquals(200, on.statusCode(), on.body());
        JsonNode there = get(other, "/maintenance");
        assertEquals("Back at noon.", there.path("message").asText());
        assertEquals("ann", there.path("setBy").asText());
        assertEquals(200, send(other, "DELETE", "/maintenance", "").statusCode());
        assertEquals(200, send(other, "DELETE", "/maintenance", "").statusCode());
        assertFalse(get(host, "/maintenance").path("maintenance").asBoolean());
        assertTrue(host.bean(MaintenanceBook.class).current().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /maintenance | | 400 missing-field",
                "PUT | /maintenance | {\"message\":\"noon\"} | 400 missing-field",
                "PUT | /maintenance?message= | | 400 out-of-range",
                "PUT | /maintenance?message=%20 | | 400 out-of-range",
                "PUT | /maintenance?message=two%0Alines | | 400 out-of-range",
                "GET | /audit?limit=0 | | 400 out-of-range",
                "GET | /audit?limit=1001 | | 400 out-of-range",
                "GET | /audit?limit=all | | 400 out-of-range",
                "GET | /audit?day=today | | 400 out-of-range"
            })
    void badInputHasItsCode(String method, String path, String body, String wanted) {
        assertEquals(wanted, refused(host, method, path, body == null ? "" : body));
    }

    @Test
    void aMessageHasALimit() {
        String path = "/maintenance?message=" + "x".repeat(201);
        assertEquals("400 out-of-range", refused(host, "PUT", path, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hosts",
        "GET, /drain",
        "POST, /drain",
        "GET, /rooms/x/owner",
        "POST, /rooms/x/kick?player=p",
        "POST, /rooms/x/freeze",
        "POST, /rooms/x/unfreeze",
        "POST, /rooms/x/void",
        "POST, /rooms/x/refund",
        "POST, /rooms/x/hand-over",
        "GET, /maintenance",
        "PUT, /maintenance",
        "DELETE, /maintenance",
        "GET, /audit"
    })
    void nothingIsDoneForWhoHasNoKeyNorOnThePublicPort(String method, String path) {
        HttpResponse<String> answer =
                Operators.of(host).call(method, path, "not-a-key-of-operators", "{}");
        assertEquals(401, answer.statusCode());
        assertEquals("unauthorized", json(answer).path("code").asText());
        int open =
                new Operators(host.port())
                        .call(method, path, OperatedDeployment.KEY, "{}")
                        .statusCode();
        assertTrue(open == 404 || open == 405, path + " is on the public port: " + open);
        assertEquals("staying", get(host, "/drain").path("phase").asText());
    }

    @Test
    void everyCallHasALineThatTellsWhoAndWhatAndNoSecret() {
        String room = "x".repeat(300);
        String key = "another-operators-key";
        Operators.of(host).call("POST", "/rooms/" + room + "/kick?player=p-1", key, "");
        HttpResponse<String> answer = send(other, "GET", "/audit?limit=1", "");
        JsonNode lines = json(answer).path("lines");
        assertEquals(1, lines.size());
        JsonNode line = lines.get(0);
        assertEquals("ben", line.path("operator").asText());
        assertEquals("kick", line.path("command").asText());
        assertEquals(room.substring(0, 200), line.path("room").asText(), "whatever was sent");
        assertEquals("p-1", line.path("player").asText());
        assertEquals(host.hostId(), line.path("host").asText());
        assertEquals("room-not-found", line.path("result").asText());
        assertTrue(Math.abs(System.currentTimeMillis() - line.path("atMs").asLong()) < 60_000);
        assertFalse(answer.body().contains(key));
        assertFalse(answer.body().contains(OperatedDeployment.KEY));
        assertEquals(0, get(host, "/audit?day=2020-01-31").path("lines").size());
    }
}
