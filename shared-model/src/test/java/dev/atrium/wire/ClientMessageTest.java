package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class ClientMessageTest {
    private static ClientMessage parse(String text) throws WireException {
        return ClientMessage.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ErrorCode code, String text) {
        WireException caught = assertThrows(WireException.class, () -> parse(text), text);
        assertEquals(code, caught.code(), text);
    }

    @Test
    void envelopeIsRead() throws WireException {
        ClientMessage message =
                parse("{\"action\":\"ping\",\"id\":\"7\",\"room\":\"r\",\"t\":5,\"more\":[]}");

        assertEquals("ping", message.action());
        assertEquals(Optional.of("7"), message.id());
        assertEquals(Optional.of("r"), message.room());
        assertEquals(new RoomMessages.Ping(5), message.as(RoomMessages.Ping.class));
    }

    @Test
    void idAndRoomMayBeLeftOut() throws WireException {
        ClientMessage bare = parse("{\"action\":\"ping\"}");
        assertEquals(Optional.empty(), bare.id());
        assertEquals(Optional.empty(), bare.room());
        ClientMessage nulls = parse("{\"action\":\"ping\",\"id\":null,\"room\":null}");
        assertEquals(Optional.empty(), nulls.id());
        assertEquals(Optional.empty(), nulls.room());
    }

    @Test
    void aRightNumberOfACommandIsRead() throws WireException {
        assertEquals(Optional.of(7L), parse("{\"action\":\"go\",\"seq\":7}").sequence());
        assertEquals(Optional.empty(), parse("{\"action\":\"go\"}").sequence());
        for (String wrong :
                List.of("0", "-1", "1.5", "\"7\"", "null", "[]", "9223372036854775808")) {
            assertEquals(
                    Optional.empty(),
                    parse("{\"action\":\"go\",\"seq\":" + wrong + "}").sequence(),
                    wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"action\":null}",
                "{\"action\":5}",
                "{\"action\":[\"ping\"]}",
                "{\"action\":\"ping\"} {}",
                "{\"action\":\"ping\",\"action\":\"pong\"}",
                "{\"Action\":\"ping\"}"
            })
    void whatHasNoActionIsMalformed(String text) {
        assertRefused(ErrorCode.MALFORMED, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{}", "[]"})
    void idAndRoomAreShortText(String value) {
        assertRefused(ErrorCode.INVALID_FIELD, "{\"action\":\"ping\",\"id\":" + value + "}");
        assertRefused(ErrorCode.INVALID_FIELD, "{\"action\":\"ping\",\"room\":" + value + "}");
    }

    @Test
    void lengthsAreBounded() throws WireException {
        String longest = "x".repeat(64);
        ClientMessage message =
                parse("{\"action\":\"%s\",\"id\":\"%1$s\",\"room\":\"%1$s\"}".formatted(longest));
        assertEquals(longest, message.action());
        assertEquals(Optional.of(longest), message.id());

        assertRefused(ErrorCode.UNKNOWN_ACTION, "{\"action\":\"%sx\"}".formatted(longest));
        assertRefused(
                ErrorCode.INVALID_FIELD, "{\"action\":\"a\",\"id\":\"%sx\"}".formatted(longest));
        assertRefused(
                ErrorCode.INVALID_FIELD, "{\"action\":\"a\",\"room\":\"%sx\"}".formatted(longest));
    }

    @Test
    void messageHasAtMostSixteenKilobytes() throws WireException {
        String start = "{\"action\":\"ping\",\"t\":1,\"x\":\"";
        String fits = start + "y".repeat(16_384 - start.length() - 2) + "\"}";

        assertEquals("ping", parse(fits).action());
        assertRefused(ErrorCode.TOO_LARGE, fits + " ");
        assertRefused(ErrorCode.TOO_LARGE, "garbage".repeat(10_000));
    }

    @Test
    void fieldsAreCheckedByTheirRecord() throws WireException {
        ClientMessage bare = parse("{\"action\":\"enter\"}");
        WireException missing =
                assertThrows(WireException.class, () -> bare.as(RoomMessages.Enter.class));
        assertEquals("The field ticket is missing.", missing.text());

        ClientMessage wrong = parse("{\"action\":\"enter\",\"ticket\":\"t\",\"nonce\":\"AB\"}");
        WireException range =
                assertThrows(WireException.class, () -> wrong.as(RoomMessages.Enter.class));
        assertEquals(ErrorCode.OUT_OF_RANGE, range.code());
        assertEquals("nonce (allowed: 64 lower-case hex digits)", range.text());

        String nonce = "0a".repeat(32);
        ClientMessage good =
                parse("{\"action\":\"enter\",\"ticket\":\"t\",\"nonce\":\"" + nonce + "\"}");
        assertEquals(
                new RoomMessages.Enter("t", Optional.of(nonce), Optional.empty(), Optional.empty()),
                good.as(RoomMessages.Enter.class));
    }
}
