package dev.atrium.host.config;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Where others in the network reach this process: what a variable says, or, where it says {@value
 * #ECS}, the address that ECS gave its task, which nobody knows before the task runs.
 */
final class TaskAddress {
    /** Instead of an address. */
    static final String ECS = "ecs";

    /** Where ECS says who asks; ECS sets it. */
    static final String METADATA = "ECS_CONTAINER_METADATA_URI_V4";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private TaskAddress() {}

    /**
     * The address of a listener of this process.
     *
     * @param name of the variable
     * @param otherwise if it is not set
     * @param port of the listener
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}, also if ECS is to tell it
     *     and does not
     */
    static URI of(Environment environment, String name, String otherwise, int port) {
        if (!environment.text(name, otherwise).equals(ECS)) {
            return environment.httpUri(name, otherwise);
        }
        URI metadata =
                environment
                        .httpUriIfSet(METADATA)
                        .orElseThrow(() -> refused(name, METADATA + " is not set"));
        String problem = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                return address(metadata)
                        .map(ip -> URI.create("http://" + ip + ":" + port))
                        .orElseThrow(() -> refused(name, "they name no address of IPv4"));
            } catch (IOException e) {
                problem = e.getClass().getSimpleName();
            }
        }
        throw refused(name, "asked " + TRIES + " times: " + problem);
    }

    private static Optional<String> address(URI metadata) throws IOException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(metadata).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode networks = Json.mapper().readTree(answer.body()).path("Networks");
            String ip = networks.path(0).path("IPv4Addresses").path(0).asText();
            return isAddress(ip) ? Optional.of(ip) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isAddress(String ip) {
        try {
            return !ip.isEmpty() && InetAddress.ofLiteral(ip).getAddress().length == 4;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static IllegalArgumentException refused(String name, String problem) {
        return Environment.refused(
                name, ECS, "an absolute address, or ecs where ECS's metadata tell it: " + problem);
    }
}
