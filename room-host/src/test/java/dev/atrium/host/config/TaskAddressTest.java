package dev.atrium.host.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** Over a real server in the place of ECS's. */
class TaskAddressTest {
    private static final String NAME = "ATRIUM_INTERNAL_URL";
    private static final String OTHERWISE = "http://localhost:8081";

    private static URI of(Map<String, String> variables) {
        return TaskAddress.of(new Environment(variables), NAME, OTHERWISE, 8_081);
    }

    private static URI answered(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v4/task",
                exchange -> {
                    byte[] bytes = body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            String metadata = "http://127.0.0.1:" + server.getAddress().getPort() + "/v4/task";
            return of(Map.of(NAME, "ecs", TaskAddress.METADATA, metadata));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAddressIsTakenAsItStands() {
        assertEquals(URI.create(OTHERWISE), of(Map.of()));
        assertEquals(URI.create("http://10.0.0.1:1"), of(Map.of(NAME, "http://10.0.0.1:1")));
    }

    /** What ECS documents, shortened. */
    @Test
    void whatEcsTellsIsTheAddressOfTheTask() throws IOException {
        String metadata =
                """
                {"DockerId":"cd189a933e5849daa93386466019ab50-2495160603","Name":"room-host",
                 "Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":["10.64.32.7"],
                   "PrivateDNSName":"ip-10-64-32-7.eu-central-1.compute.internal"}]}\
                """;
        assertEquals(URI.create("http://10.64.32.7:8081"), answered(200, metadata));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|no|asked 3 times: JsonParseException",
                "200|{}|they name no address of IPv4",
                "200|{\"Networks\":[{\"IPv4Addresses\":[\"fd00::1\"]}]}|they name no address of"
                        + " IPv4",
                "200|{\"Networks\":[{\"IPv4Addresses\":[\"host:80/x\"]}]}|they name no address of"
                        + " IPv4",
            })
    void whatIsNoAddressIsRefused(int status, String body, String problem) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> answered(status, body));
        assertEquals(
                NAME
                        + "=ecs (allowed: an absolute address, or ecs where ECS's metadata tell it:"
                        + " "
                        + problem
                        + ")",
                refused.getMessage());
    }

    @Test
    void whereThereIsNoEcsItIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> of(Map.of(NAME, "ecs")));
        assertEquals(
                NAME
                        + "=ecs (allowed: an absolute address, or ecs where ECS's metadata tell it:"
                        + " ECS_CONTAINER_METADATA_URI_V4 is not set)",
                refused.getMessage());
    }
}
