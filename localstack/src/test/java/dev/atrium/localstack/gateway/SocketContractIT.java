package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The WebSocket API, as a client sees it, and AWS's limits on what a client sends. */
class SocketContractIT {

    @RegisterExtension static final ContractStage STAGE = new ContractStage();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FRAME = 32 * 1024;

    private static RawSocket connect() throws Exception {
        RawSocket socket = RawSocket.connect(STAGE.socket("token=allow"));
        assertEquals(101, socket.status(), socket.body());
        return socket;
    }

    @Test
    void missingTokenIsUnauthorized() throws Exception {
        for (String query : new String[] {"", "token=", "other=allow"}) {
            try (RawSocket socket = RawSocket.connect(STAGE.socket(query))) {
                assertEquals(401, socket.status());
                assertEquals("Unauthorized", JSON.readTree(socket.body()).path("message").asText());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "deny, 403",
        "elsewhere, 403",
        "unauthorized, 401",
        "throw, 500",
        "nobody, 500",
        "nested, 500",
    })
    void authorizerRefusesTheUpgrade(String token, int status) throws Exception {
        try (RawSocket socket = RawSocket.connect(STAGE.socket("token=" + token))) {
            assertEquals(status, socket.status());
        }
    }

    @ParameterizedTest
    @CsvSource({"refuse, 403", "fail, 502"})
    void connectRefusesTheUpgrade(String how, int status) throws Exception {
        try (RawSocket socket = RawSocket.connect(STAGE.socket("token=allow&connect=" + how))) {
            assertEquals(status, socket.status());
        }
    }

    @Test
    void nobodyCanPostToAConnectionWhoseConnectHasNotReturned() throws Exception {
        // The handler posts to its own connection, and answers 200 only if that is gone.
        try (RawSocket socket = RawSocket.connect(STAGE.socket("token=allow&connect=post"))) {
            assertEquals(101, socket.status());
        }
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        try (RawSocket socket =
                RawSocket.connect(
                        STAGE.socket("token=allow"),
                        "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertEquals(101, socket.status());
            assertNull(socket.headers().get("sec-websocket-extensions"));
        }
    }

    @Test
    void subprotocolIsTheOneThatConnectChose() throws Exception {
        try (RawSocket chosen =
                        RawSocket.connect(
                                STAGE.socket("token=allow&connect=subprotocol"),
                                "Sec-WebSocket-Protocol: atrium.0, atrium.1");
                RawSocket none =
                        RawSocket.connect(
                                STAGE.socket("token=allow"), "Sec-WebSocket-Protocol: atrium.1")) {
            assertEquals("atrium.1", chosen.headers().get("sec-websocket-protocol"));
            assertNull(none.headers().get("sec-websocket-protocol"));
        }
    }

    @Test
    void messageEventHasAwsShape() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"echo-event\",\"é\":1}");
            JsonNode event = JSON.readTree(socket.message());
            JsonNode context = event.path("requestContext");
            assertAll(
                    () ->
                            assertEquals(
                                    "{\"action\":\"echo-event\",\"é\":1}",
                                    event.path("body").asText()),
                    () -> assertFalse(event.path("isBase64Encoded").asBoolean(true)),
                    () -> assertTrue(event.path("headers").isMissingNode()),
                    () -> assertEquals("echo-event", context.path("routeKey").asText()),
                    () -> assertEquals("MESSAGE", context.path("eventType").asText()),
                    () -> assertEquals("IN", context.path("messageDirection").asText()),
                    () -> assertEquals("ws", context.path("stage").asText()),
                    () -> assertEquals(STAGE.socketDomain(), context.path("domainName").asText()),
                    () ->
                            assertTrue(
                                    context.path("connectionId")
                                            .asText()
                                            .matches("[A-Za-z0-9_-]{15}=")),
                    () -> assertTrue(context.path("connectedAt").asLong() > 1_600_000_000_000L),
                    () ->
                            assertTrue(
                                    context.path("requestTimeEpoch").asLong()
                                            >= context.path("connectedAt").asLong()),
                    () -> assertFalse(context.path("messageId").asText().isEmpty()),
                    () -> assertFalse(context.path("requestId").asText().isEmpty()),
                    () -> assertFalse(context.path("apiId").asText().isEmpty()),
                    () -> assertFalse(context.at("/identity/sourceIp").asText().isEmpty()),
                    () -> assertEquals("p-1", context.at("/authorizer/principalId").asText()),
                    () -> assertEquals("Ada", context.at("/authorizer/name").asText()),
                    () -> assertEquals("\"7\"", context.at("/authorizer/level").toString()),
                    () -> assertEquals("\"true\"", context.at("/authorizer/guest").toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "[1]",
                "{}",
                "{\"action\":\"unknown\"}",
                "{\"action\":null}",
                "{\"action\":{}}",
                "{\"action\":\"$connect\"}",
                "{\"action\":\"$disconnect\"}",
                "{\"action\":\"echo-event\"",
            })
    void whatNamesNoRouteGoesToDefault(String message) throws Exception {
        try (RawSocket socket = connect()) {
            socket.text(message);
            assertEquals("default:" + message.length() + ":" + message, socket.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "no-status"})
    void failedIntegrationIsToldToTheClient(String action) throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"" + action + "\"}");
            JsonNode told = JSON.readTree(socket.message());
            assertEquals("Internal server error", told.path("message").asText());
            assertFalse(told.path("connectionId").asText().isEmpty());
            assertFalse(told.path("requestId").asText().isEmpty());
            socket.text("still open");
            assertEquals("default:10:still open", socket.message());
        }
    }

    @Test
    void whatAFunctionReturnsIsNotSent() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"silent\"}");
            socket.text("after");
            assertEquals("default:5:after", socket.message());
        }
    }

    @Test
    void messagesOfOneConnectionRunBesideEachOther() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"wait\",\"ms\":2000}");
            socket.text("{\"action\":\"wait\",\"ms\":0}");
            assertEquals("{\"action\":\"wait\",\"ms\":0}", socket.message());
            assertEquals("{\"action\":\"wait\",\"ms\":2000}", socket.message());
        }
    }

    @Test
    void binaryFrameEndsTheConnection() throws Exception {
        try (RawSocket socket = connect()) {
            socket.frame(true, RawSocket.BINARY, new byte[] {1});
            assertEquals(1003, socket.closeCode());
        }
    }

    @Test
    void frameOfTheLimitPassesAndOneByteMoreEndsTheConnection() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("x".repeat(FRAME));
            assertTrue(socket.message().startsWith("default:" + FRAME + ":"));
            socket.text("x".repeat(FRAME + 1));
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void hugeFrameIsRefusedByItsHeaderAlone() throws Exception {
        try (RawSocket socket = connect()) {
            socket.send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4});
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void messageOfTheLimitPassesAndOneByteMoreEndsTheConnection() throws Exception {
        try (RawSocket socket = connect()) {
            byte[] part = "x".repeat(FRAME).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 4; i++) {
                socket.frame(i == 3, i == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION, part);
            }
            assertTrue(socket.message().startsWith("default:131072:"));
            for (int i = 0; i < 4; i++) {
                socket.frame(false, i == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION, part);
            }
            socket.frame(true, RawSocket.CONTINUATION, new byte[] {'x'});
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void textThatIsNoUtf8EndsTheConnection() throws Exception {
        try (RawSocket socket = connect()) {
            socket.frame(true, RawSocket.TEXT, new byte[] {(byte) 0xC3, (byte) 0x28});
            assertEquals(1007, socket.closeCode());
        }
    }

    @Test
    void characterMayBeSplitBetweenFrames() throws Exception {
        try (RawSocket socket = connect()) {
            byte[] letter = "é".getBytes(StandardCharsets.UTF_8);
            socket.frame(false, RawSocket.TEXT, new byte[] {letter[0]});
            socket.frame(true, RawSocket.CONTINUATION, new byte[] {letter[1]});
            assertEquals("default:1:é", socket.message());
        }
    }

    @Test
    void unmaskedFrameIsAProtocolError() throws Exception {
        try (RawSocket socket = connect()) {
            socket.send(RawSocket.encode(0x81, new byte[] {'x'}, false));
            assertEquals(1002, socket.closeCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x80, // a continuation of nothing
                0xC1, // a compressed frame, which nobody agreed to
                0x83, // an opcode that is not defined
                0x09, // a ping in parts
            })
    void malformedFrameIsAProtocolError(int firstByte) throws Exception {
        try (RawSocket socket = connect()) {
            socket.send(RawSocket.encode(firstByte, new byte[] {'x'}, true));
            assertEquals(1002, socket.closeCode());
        }
    }

    @Test
    void pingIsAnsweredWithItsPayload() throws Exception {
        try (RawSocket socket = connect()) {
            socket.frame(true, RawSocket.PING, new byte[] {7, 8});
            RawSocket.Frame pong = socket.frame();
            assertEquals(RawSocket.PONG, pong.opcode());
            assertEquals("[7, 8]", java.util.Arrays.toString(pong.payload()));
        }
    }

    @Test
    void closeIsAnsweredInKindAndTheSocketEnds() throws Exception {
        try (RawSocket socket = connect()) {
            socket.frame(true, RawSocket.CLOSE, new byte[] {0x0F, (byte) 0xA1});
            assertEquals(4001, socket.closeCode());
            assertTrue(socket.isEnded());
        }
    }

    @Test
    void longPostComesInFramesOfTheLimit() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"big\",\"n\":40000}");
            int bytes = 0;
            int frames = 0;
            RawSocket.Frame frame;
            do {
                frame = socket.frame();
                assertEquals(frames == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION, frame.opcode());
                assertTrue(frame.payload().length <= FRAME);
                bytes += frame.payload().length;
                frames++;
            } while (!frame.last());
            assertEquals(80_000, bytes);
            assertEquals(3, frames);
        }
    }

    @Test
    void postOverTheLimitIsRefusedByName() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"big\",\"n\":65536}");
            assertEquals(131_072, socket.message().getBytes(StandardCharsets.UTF_8).length);
            socket.text("{\"action\":\"big\",\"n\":65537}");
            assertEquals("PayloadTooLargeException", socket.message());
        }
    }

    @Test
    void serverCanEndAConnection() throws Exception {
        try (RawSocket socket = connect()) {
            socket.text("{\"action\":\"close-me\"}");
            socket.closeCode();
            socket.frame(true, RawSocket.CLOSE, new byte[0]);
            assertTrue(socket.isEnded());
        }
    }

    @Test
    void ordinaryClientTalksAndCloses() throws Exception {
        CompletableFuture<String> message = new CompletableFuture<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .buildAsync(STAGE.socket("token=allow"), new Listener(message, closed))
                            .get(10, TimeUnit.SECONDS);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
            assertEquals("default:5:hello", message.get(10, TimeUnit.SECONDS));
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(10, TimeUnit.SECONDS);
            assertEquals(1000, closed.get(10, TimeUnit.SECONDS));
        }
    }

    private record Listener(CompletableFuture<String> message, CompletableFuture<Integer> closed)
            implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closed.complete(statusCode);
            return WebSocket.Listener.super.onClose(socket, statusCode, reason);
        }
    }

    @Test
    void stageWithoutUpgradeIsNoPage() throws Exception {
        try (RawSocket raw = RawSocket.open(STAGE.socket("token=allow"))) {
            String head = "GET /ws?token=allow HTTP/1.1\r\nHost: " + STAGE.socketDomain();
            raw.send((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            raw.readHead();
            assertTrue(raw.status() == 426 || raw.status() == 403, "" + raw.status());
        }
    }
}
