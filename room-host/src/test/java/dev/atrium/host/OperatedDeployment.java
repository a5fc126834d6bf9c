package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two hosts of a deployment of their own, and an operator who goes by the name of Ann. */
final class OperatedDeployment implements AutoCloseable {
    static final String KEY = "a-key-of-operators";
    static final int WARRIORS = 20;

    private final String name;
    private final Path folder;
    private final RunningHost first;
    private final RunningHost second;

    private OperatedDeployment(String name, Path folder, int speed) throws IOException {
        this.name = name;
        this.folder = folder;
        this.first = start(speed, Map.of());
        this.second = start(speed, Map.of());
        first.awaitSightOf(second);
        second.awaitSightOf(first);
    }

    static OperatedDeployment start(String name, Path folder, int speed) throws IOException {
        LocalStores.get().createTables(name + "-");
        return new OperatedDeployment(name, folder, speed);
    }

    /** One more host. */
    RunningHost start(int speed, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_TABLE_PREFIX", name + "-");
        environment.put("ATRIUM_REDIS_PREFIX", name + ":");
        environment.put("ATRIUM_OPERATOR_KEY", "ann:" + KEY + ",ben:another-operators-key");
        environment.put("ATRIUM_TAKEOVER_MS", "100");
        environment.putAll(more);
        return RunningHost.start(folder, speed, environment);
    }

    RunningHost first() {
        return first;
    }

    RunningHost second() {
        return second;
    }

    Path folder() {
        return folder;
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.object(answer.body());
        } catch (WireException e) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), e);
        }
    }

    static HttpResponse<String> send(RunningHost host, String method, String path, String body) {
        return Operators.of(host).call(method, path, KEY, body);
    }

    static JsonNode get(RunningHost host, String path) {
        return json(send(host, "GET", path, ""));
    }

    /** What is answered to a command that is carried out. */
    static JsonNode done(RunningHost host, String path) {
        HttpResponse<String> answer = send(host, "POST", path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer);
    }

    /** The code of the refusal, with its status before it. */
    static String refused(RunningHost host, String method, String path, String body) {
        HttpResponse<String> answer = send(host, method, path, body);
        assertTrue(answer.statusCode() >= 400, answer.body());
        return answer.statusCode() + " " + json(answer).path("code").asText();
    }

    static String refused(RunningHost host, String path) {
        return refused(host, "POST", path, "");
    }

    /** Enters with the session token, so that he may come again. */
    static TestPlayer enter(RunningHost host, String roomId, RunningHost.Guest guest) {
        TestPlayer player = host.connect();
        return player.send(
                TestPlayer.enterMessage(
                        host.ticket(roomId, guest),
                        guest.nonceHex(),
                        Optional.of(host.session(guest))));
    }

    /** The newest lines of the audit that are about that room, as {@code command result}. */
    List<String> auditOf(String roomId) {
        return get(second, "/audit?limit=1000")
                .path("lines")
                .valueStream()
                .filter(line -> line.path("room").asText().equals(roomId))
                .map(line -> line.path("command").asText() + " " + line.path("result").asText())
                .toList()
                .reversed();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
