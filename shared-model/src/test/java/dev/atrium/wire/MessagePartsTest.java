package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class MessagePartsTest {
    private static byte[] message(String text) {
        return ServerMessage.encode(
                "chat", ServerMessage.Fields.NONE, out -> out.writeString(text));
    }

    private static byte[] filled(int bytes) {
        byte[] message = message("x".repeat(bytes - message("").length));
        assertEquals(bytes, message.length);
        return message;
    }

    private static Optional<String> join(List<byte[]> parts) throws WireException {
        PartsJoiner joiner = new PartsJoiner();
        Optional<String> whole = Optional.empty();
        for (byte[] part : parts) {
            assertTrue(part.length <= MessageParts.BYTES_MAX, part.length + " bytes");
            ObjectNode read = Json.object(part);
            assertTrue(PartsJoiner.isPart(read));
            assertTrue(whole.isEmpty(), "only the last makes it whole");
            whole = joiner.take(read);
        }
        assertEquals(0, joiner.open());
        return whole;
    }

    private static void assertComesBack(byte[] message) throws WireException {
        assertArrayEquals(
                message,
                join(MessageParts.of(message)).orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsShortEnoughLeavesAsItIs() {
        byte[] message = filled(MessageParts.BYTES_MAX);

        assertEquals(1, MessageParts.of(message).size());
        assertSame(message, MessageParts.of(message).getFirst());
    }

    @Test
    void oneByteMoreLeavesInTwoParts() throws WireException {
        byte[] message = filled(MessageParts.BYTES_MAX + 1);

        assertEquals(2, MessageParts.of(message).size());
        assertComesBack(message);
    }

    @Test
    void partIsAMessageWithItsNumber() throws WireException {
        List<byte[]> parts = MessageParts.of(filled(40_000));
        ObjectNode first = Json.object(parts.getFirst());
        ObjectNode last = Json.object(parts.getLast());

        assertEquals(3, parts.size());
        assertEquals("part", first.get("type").asText());
        assertEquals(0, first.at("/data/index").asInt(-1));
        assertEquals(2, last.at("/data/index").asInt(-1));
        assertEquals(3, last.at("/data/count").asInt(-1));
        assertEquals(first.at("/data/id"), last.at("/data/id"));
        assertTrue(first.at("/data/text").asText().startsWith("{\"type\":\"chat\""));
    }

    @Test
    void partsOfTwoMessagesAreToldApart() throws WireException {
        byte[] message = filled(20_000);

        assertNotEquals(
                Json.object(MessageParts.of(message).getFirst()).at("/data/id"),
                Json.object(MessageParts.of(message).getFirst()).at("/data/id"));
    }

    /** One, two, three and four bytes in UTF-8, and what JSON writes longer than it is. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "🦊", "\"", "\\", "x€", "🦊x", "é\"🦊", "\n"})
    void cutsFallBetweenCharactersWhereverTheyAre(String unit) throws WireException {
        for (int shift = 0; shift < 5; shift++) {
            String text = "y".repeat(shift) + unit.repeat(60_000 / (3 * unit.length()));
            assertComesBack(message(text));
        }
    }

    @Test
    void randomTextsComeBack() throws WireException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 9_000 + random.nextInt(8_000)) {
                int character = random.nextInt(0x110000);
                if (character < 0xd800 || character > 0xdfff) {
                    text.appendCodePoint(character);
                }
            }
            byte[] message = message(text.toString());
            assertArrayEquals(
                    message,
                    join(MessageParts.of(message)).orElseThrow().getBytes(StandardCharsets.UTF_8),
                    "seed " + seed);
        }
    }

    @Test
    void theLongestMessageThatEscapingDoublesHasNoMorePartsThanAreTaken() throws WireException {
        byte[] worst = new byte[MessageParts.WHOLE_BYTES_MAX];
        java.util.Arrays.fill(worst, (byte) '"');

        assertTrue(MessageParts.of(worst).size() <= MessageParts.COUNT_MAX);
        assertComesBack(worst);
    }

    @Test
    void longerThanThatIsABug() {
        byte[] message = filled(MessageParts.WHOLE_BYTES_MAX + 1);

        assertThrows(IllegalArgumentException.class, () -> MessageParts.of(message));
    }

    @Test
    void partsMayComeTwiceAndInAnyOrder() throws WireException {
        byte[] message = filled(50_000);
        List<byte[]> parts = new ArrayList<>(MessageParts.of(message));
        Collections.reverse(parts);
        PartsJoiner joiner = new PartsJoiner();
        for (byte[] part : parts.subList(0, parts.size() - 1)) {
            assertEquals(Optional.empty(), joiner.take(Json.object(part)));
            assertEquals(Optional.empty(), joiner.take(Json.object(part)));
        }

        assertEquals(
                new String(message, StandardCharsets.UTF_8),
                joiner.take(Json.object(parts.getLast())).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':'a','index':0,'count':1,'text':'x'}",
                "{'id':'a','index':2,'count':2,'text':'x'}",
                "{'id':'a','index':-1,'count':2,'text':'x'}",
                "{'id':'a','index':0,'count':33,'text':'x'}",
                "{'id':'a','index':0,'count':2000000000,'text':'x'}",
                "{'id':'','index':0,'count':2,'text':'x'}",
                "{'id':'a','index':0,'count':2}",
                "{'id':'a','index':0,'count':2,'text':7}",
                "{'id':'a','index':'first','count':2,'text':'x'}"
            })
    void whatIsNoPartIsMalformedAndNothingOfItIsKept(String data) throws WireException {
        PartsJoiner joiner = new PartsJoiner();
        ObjectNode part =
                Json.object("{'type':'part','data':%s}".formatted(data).replace('\'', '"'));

        assertEquals(
                ErrorCode.MALFORMED,
                assertThrows(WireException.class, () -> joiner.take(part)).code());
        assertEquals(0, joiner.open());
    }

    @Test
    void partThatCountsOtherwiseThanTheOneBeforeGivesTheMessageUp() throws WireException {
        PartsJoiner joiner = new PartsJoiner();
        joiner.take(part("a", 0, 3, "x"));

        assertThrows(WireException.class, () -> joiner.take(part("a", 1, 2, "x")));
        assertEquals(0, joiner.open());
    }

    @Test
    void whatIsKeptIsBoundedInMessagesAndInCharacters() throws WireException {
        PartsJoiner joiner = new PartsJoiner();
        for (int i = 0; i < 100; i++) {
            joiner.take(part("m" + i, 0, 2, "x"));
        }
        assertEquals(PartsJoiner.OPEN_MAX, joiner.open());
        assertEquals(Optional.of("xy"), joiner.take(part("m99", 1, 2, "y")));
        String half = "x".repeat(MessageParts.WHOLE_BYTES_MAX / 2);
        joiner.take(part("big", 0, 3, half));
        joiner.take(part("big", 1, 3, half));

        WireException refusal =
                assertThrows(WireException.class, () -> joiner.take(part("big", 2, 3, "x")));
        assertEquals(ErrorCode.TOO_LARGE, refusal.code());
    }

    private static ObjectNode part(String id, int index, int count, String text) {
        ObjectNode part = Json.mapper().createObjectNode().put("type", "part");
        part.putObject("data")
                .put("id", id)
                .put("index", index)
                .put("count", count)
                .put("text", text);
        return part;
    }
}
