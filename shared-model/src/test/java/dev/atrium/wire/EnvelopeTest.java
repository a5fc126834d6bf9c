package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Envelopes in and out, and the codes. */
class EnvelopeTest {
    private static ErrorCode refused(String text) {
        return assertThrows(WireException.class, () -> ClientMessage.parse(text.getBytes(UTF_8)))
                .code();
    }

    @Test
    void aClientsEnvelopeIsReadAsFarAsEverybodyNeedsIt() throws WireException {
        ClientMessage message =
                ClientMessage.parse(
                        "{\"action\":\"ping\",\"id\":\"7\",\"room\":\"r\",\"t\":5}"
                                .getBytes(UTF_8));
        assertEquals("ping", message.action());
        assertEquals(Optional.of("7"), message.id());
        assertEquals(Optional.of("r"), message.room());
        assertEquals(5, message.as(RoomMessages.Ping.class).t());
        ClientMessage bare = ClientMessage.parse("{\"action\":\"x\",\"id\":null}".getBytes(UTF_8));
        assertTrue(bare.id().isEmpty() && bare.room().isEmpty());
    }

    @Test
    void badEnvelopesHaveTheirCodes() {
        assertEquals(ErrorCode.MALFORMED, refused("{}"));
        assertEquals(ErrorCode.MALFORMED, refused("{\"action\":5}"));
        assertEquals(ErrorCode.UNKNOWN_ACTION, refused("{\"action\":\"" + "a".repeat(65) + "\"}"));
        assertEquals(ErrorCode.INVALID_FIELD, refused("{\"action\":\"a\",\"id\":7}"));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                refused("{\"action\":\"a\",\"room\":\"" + "r".repeat(65) + "\"}"));
        String large = " ".repeat(ClientMessage.BYTES_MAX) + "{}";
        assertEquals(ErrorCode.TOO_LARGE, refused(large));
    }

    @Test
    void anAnswerEchoesItsId() {
        RoomMessages.Pong pong = new RoomMessages.Pong(1, 2);
        assertEquals(
                "{\"type\":\"pong\",\"id\":\"i\",\"data\":{\"t\":1,\"serverTime\":2}}",
                new String(ServerMessage.answer(Optional.of("i"), pong), UTF_8));
        assertEquals(
                "{\"type\":\"left\",\"data\":{}}",
                new String(
                        ServerMessage.answer(Optional.empty(), new RoomMessages.LeftRoom()),
                        UTF_8));
    }

    @Test
    void aRoomsMessageSaysWhereInItsStreamItStands() {
        byte[] bytes =
                ServerMessage.inStream(
                        new ServerMessage.Position("r", 2, 30, 400),
                        out -> out.writeNumberField("more", 5),
                        new RoomMessages.TimeSlip(9),
                        MessageJson.NO_CLOCK);
        assertEquals(
                "{\"type\":\"time-slip\",\"room\":\"r\",\"epoch\":2,\"seq\":30,\"tick\":400,"
                        + "\"more\":5,\"data\":{\"ms\":9}}",
                new String(bytes, UTF_8));
        assertEquals("{", new String(bytes, 0, 1, UTF_8));
        ServerMessage.Fields none = ServerMessage.Fields.NONE;
        assertTrue(
                new String(ServerMessage.encode("x", none, o -> o.writeNull()), UTF_8)
                        .endsWith("\"data\":null}"));
    }

    @Test
    void errorsSayWhetherToTryAgain() {
        ErrorBody busy = ErrorBody.of(ErrorCode.BUSY, "move").retryAfter(50);
        assertEquals(
                "{\"code\":\"busy\",\"message\":\"The room is busy.\",\"action\":\"move\","
                        + "\"retryable\":true,\"retryAfterMs\":50}",
                MessageJson.text(busy));
        assertFalse(ErrorBody.refusal("not-owner", "No.", "move").retryable());
        WireException e = new WireException(ErrorCode.MISSING_FIELD, "The field x is missing.");
        assertEquals("The field x is missing.", ErrorBody.of(e, "a").message());
    }

    @Test
    void codesAreDistinctAndEveryCloseCodeIsInTheProtocol() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        Set<String> codes = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(codes.add(code.code()), code.code());
            assertTrue(code.code().matches("[a-z]+(-[a-z]+)*"));
            Problem problem = Problem.of(code);
            assertEquals(code.httpStatus(), problem.status());
            assertFalse(problem.title().isEmpty());
            assertEquals(code.httpStatus() == 500, problem.title().equals("Internal Server Error"));
        }
        Set<Integer> closes = new HashSet<>();
        for (CloseCode code : CloseCode.values()) {
            assertTrue(closes.add(code.code()));
            assertTrue(code.code() >= 4_000 && code.code() < 5_000);
            assertTrue(
                    protocol.contains("| " + code.code() + " | `" + code.reason() + "` |"),
                    code.reason());
        }
    }

    @Test
    void aNonceIsSixtyFourHexDigits() {
        String good = "0a".repeat(32);
        assertEquals(good, new RoomMessages.Enter("t", good, Optional.empty()).nonce());
        assertThrows(
                IllegalArgumentException.class,
                () -> new RoomMessages.Enter("t", "0A".repeat(32), Optional.empty()));
    }
}
