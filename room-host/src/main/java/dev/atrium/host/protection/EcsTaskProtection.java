package dev.atrium.host.protection;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks the ECS container agent: {@code PUT $ECS_AGENT_URI/task-protection/v1/state}. The task's
 * role needs {@code ecs:UpdateTaskProtection}. The agent answers what is in force as {@code
 * protection}; where it is not, as {@code failure} or {@code error}, and then nothing is believed.
 *
 * <p>Source: the ECS developer guide, "Amazon ECS task scale-in protection endpoint".
 */
public final class EcsTaskProtection implements TaskProtection {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MINUTES_MAX = 2_880;
    private static final int SHOWN_CHARACTERS_MAX = 300;

    private final URI state;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();

    /** By that agent, as {@code ECS_AGENT_URI} names it. */
    public EcsTaskProtection(URI agent) {
        String base = agent.toString();
        this.state =
                URI.create(
                        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                                + "/task-protection/v1/state");
    }

    @Override
    public void protect(int minutes) throws IOException {
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw new IllegalArgumentException(
                    "minutes=" + minutes + " (allowed: 1-" + MINUTES_MAX + ")");
        }
        put("{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":" + minutes + "}", true);
    }

    @Override
    public void release() throws IOException {
        put("{\"ProtectionEnabled\":false}", false);
    }

    private void put(String body, boolean wanted) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(state)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (answer.statusCode() != 200 || !isInForce(answer.body(), wanted)) {
            String said = answer.body();
            throw new IOException(
                    "the ECS agent answers "
                            + answer.statusCode()
                            + ": "
                            + said.substring(0, Math.min(said.length(), SHOWN_CHARACTERS_MAX)));
        }
    }

    private static boolean isInForce(String body, boolean wanted) {
        try {
            ObjectNode answer = Json.object(body);
            return answer.path("protection").path("ProtectionEnabled").isBoolean()
                    && answer.path("protection").path("ProtectionEnabled").asBoolean() == wanted;
        } catch (WireException e) {
            return false;
        }
    }
}
