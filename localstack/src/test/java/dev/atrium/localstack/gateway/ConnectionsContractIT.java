package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The {@code @connections} API, called by AWS's own clients. */
class ConnectionsContractIT {

    @RegisterExtension static final ContractStage STAGE = new ContractStage();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "AAAAAAAAAAAAAAA=";

    private static ApiGatewayManagementApiClient client;

    @BeforeAll
    static void openClient() {
        client = ContractFunctions.connections(STAGE.socketDomain(), "ws");
    }

    @AfterAll
    static void closeClient() {
        client.close();
    }

    private static RawSocket connect() throws Exception {
        RawSocket socket = RawSocket.connect(STAGE.socket("token=allow"), "User-Agent: contract");
        assertEquals(101, socket.status(), socket.body());
        return socket;
    }

    private static String idOf(RawSocket socket) throws Exception {
        socket.text("{\"action\":\"echo-event\"}");
        return JSON.readTree(socket.message()).at("/requestContext/connectionId").asText();
    }

    private static void post(String id, byte[] data) {
        client.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromByteArray(data)));
    }

    @Test
    void postReachesTheClient() throws Exception {
        try (RawSocket socket = connect()) {
            String id = idOf(socket);
            post(id, "{\"type\":\"é\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertEquals("{\"type\":\"é\"}", socket.message());
        }
    }

    @Test
    void connectionIsDescribed() throws Exception {
        Instant before = Instant.now().minusSeconds(5);
        try (RawSocket socket = connect()) {
            String id = idOf(socket);
            GetConnectionResponse described = client.getConnection(r -> r.connectionId(id));
            assertTrue(described.connectedAt().isAfter(before));
            assertFalse(described.lastActiveAt().isBefore(described.connectedAt()));
            assertFalse(described.identity().sourceIp().isEmpty());
            assertEquals("contract", described.identity().userAgent());
        }
    }

    @Test
    void whoWasDeletedIsGone() throws Exception {
        try (RawSocket socket = connect()) {
            String id = idOf(socket);
            client.deleteConnection(r -> r.connectionId(id));
            assertThrows(GoneException.class, () -> post(id, new byte[] {'x'}));
            socket.closeCode();
        }
    }

    @Test
    void whoeverIsNotThereIsGone() {
        assertThrows(GoneException.class, () -> post(NOBODY, new byte[] {'x'}));
        assertThrows(GoneException.class, () -> client.getConnection(r -> r.connectionId(NOBODY)));
        assertThrows(
                GoneException.class, () -> client.deleteConnection(r -> r.connectionId(NOBODY)));
    }

    @Test
    void tooLargeAPostIsRefused() throws Exception {
        try (RawSocket socket = connect()) {
            String id = idOf(socket);
            byte[] limit = "x".repeat(128 * 1024).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            post(id, limit);
            assertEquals(limit.length, socket.message().length());
            byte[] tooLarge = new byte[limit.length + 1];
            assertThrows(PayloadTooLargeException.class, () -> post(id, tooLarge));
        }
    }

    @Test
    void asynchronousClientKnowsTheSameErrors() throws Exception {
        assumeTrue(System.getProperty("atrium.gateway.url", "").isEmpty());
        try (ApiGatewayManagementApiAsyncClient async =
                        ApiGatewayManagementApiAsyncClient.builder()
                                .endpointOverride(
                                        URI.create("http://" + STAGE.socketDomain() + "/ws"))
                                .region(Region.US_EAST_1)
                                .credentialsProvider(key(ContractFunctions.ACCESS_KEY_ID))
                                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                                .build();
                RawSocket socket = connect()) {
            String id = idOf(socket);
            SdkBytes data = SdkBytes.fromUtf8String("hello");
            async.postToConnection(r -> r.connectionId(id).data(data)).get(10, TimeUnit.SECONDS);
            assertEquals("hello", socket.message());
            CompletionException gone =
                    assertThrows(
                            CompletionException.class,
                            () ->
                                    async.postToConnection(r -> r.connectionId(NOBODY).data(data))
                                            .orTimeout(10, TimeUnit.SECONDS)
                                            .join());
            assertInstanceOf(GoneException.class, gone.getCause());
        }
    }

    private static StaticCredentialsProvider key(String accessKeyId) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret"));
    }

    @Test
    void anotherKeyIsForbidden() {
        assumeTrue(System.getProperty("atrium.gateway.url", "").isEmpty());
        try (ApiGatewayManagementApiClient stranger =
                ApiGatewayManagementApiClient.builder()
                        .endpointOverride(URI.create("http://" + STAGE.socketDomain() + "/ws"))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(key("AKIDSTRANGER"))
                        .build()) {
            assertThrows(
                    ForbiddenException.class,
                    () -> stranger.getConnection(r -> r.connectionId(NOBODY)));
        }
    }

    @Test
    void unsignedCallIsForbidden() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/ws/@connections/x", "/ws/%40connections/x"}) {
                URI socket = STAGE.socket("");
                URI uri =
                        URI.create(
                                socket.getScheme().replace("ws", "http")
                                        + "://"
                                        + socket.getAuthority()
                                        + path);
                HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(uri)
                                        .timeout(Duration.ofSeconds(10))
                                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertEquals(403, answer.statusCode());
            }
        }
    }
}
