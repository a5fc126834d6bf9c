package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages as JSON: what goes out comes back, and what is wrong is named. */
class MessageJsonTest {
    enum Way {
        NORTH,
        SOUTH_EAST
    }

    record Inner(int x) implements Message {
        Inner {
            if (x > 9) {
                throw new IllegalArgumentException("x=" + x + " (allowed: 0-9)");
            }
        }
    }

    record Everything(
            int small,
            long large,
            boolean yes,
            String text,
            Way way,
            Inner inner,
            List<Inner> list,
            Optional<String> maybe,
            SortedMap<String, Long> map)
            implements Message {}

    record Timed(Deadline endsAt) implements Message {}

    private static final Everything ONE =
            new Everything(
                    -7,
                    1L << 40,
                    true,
                    "<ü>",
                    Way.SOUTH_EAST,
                    new Inner(1),
                    List.of(new Inner(2), new Inner(3)),
                    Optional.empty(),
                    new TreeMap<>(java.util.Map.of("b", 2L, "a", 1L)));

    private static final String JSON =
            "{\"small\":-7,\"large\":1099511627776,\"yes\":true,\"text\":\"<ü>\","
                    + "\"way\":\"south-east\",\"inner\":{\"x\":1},\"list\":[{\"x\":2},{\"x\":3}],"
                    + "\"maybe\":null,\"map\":{\"a\":1,\"b\":2}}";

    private static Everything read(String json) throws WireException {
        return MessageJson.read(Json.object(json), Everything.class);
    }

    private static void refused(ErrorCode code, String named, String find, String replacement) {
        assertTrue(JSON.contains(find));
        WireException e =
                assertThrows(WireException.class, () -> read(JSON.replace(find, replacement)));
        assertEquals(code, e.code());
        assertTrue(e.text().contains(named), e.text());
    }

    @Test
    void everyTypeGoesOutAndComesBack() throws WireException {
        assertEquals(JSON, MessageJson.text(ONE));
        assertEquals(ONE, read(JSON));
        assertEquals(
                Optional.of("x"), read(JSON.replace("\"maybe\":null", "\"maybe\":\"x\"")).maybe());
        assertEquals(ONE, read(JSON.replace("\"maybe\":null,", "\"unknown\":[1],")));
    }

    @Test
    void aMissingFieldIsNamedWithItsPath() {
        refused(ErrorCode.MISSING_FIELD, "small", "\"small\":-7,", "");
        refused(ErrorCode.MISSING_FIELD, "text", "\"<ü>\"", "null");
        refused(ErrorCode.MISSING_FIELD, "inner.x", "{\"x\":1}", "{}");
        refused(ErrorCode.MISSING_FIELD, "list[].x", "{\"x\":3}", "{\"y\":3}");
    }

    @Test
    void aFieldOfAnotherTypeIsNamed() {
        refused(ErrorCode.INVALID_FIELD, "small", "-7", "\"-7\"");
        refused(ErrorCode.INVALID_FIELD, "small", "-7", "-7.5");
        refused(ErrorCode.INVALID_FIELD, "large", "1099511627776", "true");
        refused(ErrorCode.INVALID_FIELD, "yes", "true", "1");
        refused(ErrorCode.INVALID_FIELD, "text", "\"<ü>\"", "5");
        refused(ErrorCode.INVALID_FIELD, "way", "\"south-east\"", "3");
        refused(ErrorCode.INVALID_FIELD, "inner", "{\"x\":1}", "[1]");
        refused(ErrorCode.INVALID_FIELD, "list", "[{\"x\":2},{\"x\":3}]", "{}");
        refused(ErrorCode.INVALID_FIELD, "map", "{\"a\":1,\"b\":2}", "[]");
        refused(ErrorCode.INVALID_FIELD, "map.a", "\"a\":1", "\"a\":\"1\"");
    }

    @Test
    void aFieldOutOfItsRangeIsNamed() {
        refused(ErrorCode.OUT_OF_RANGE, "small", "-7", "99999999999");
        refused(ErrorCode.OUT_OF_RANGE, "large", "1099511627776", "99999999999999999999");
        refused(ErrorCode.OUT_OF_RANGE, "north, south-east", "\"south-east\"", "\"up\"");
        refused(ErrorCode.OUT_OF_RANGE, "x=10 (allowed: 0-9)", "{\"x\":1}", "{\"x\":10}");
    }

    @Test
    void deadlinesAreServerMillisecondsAndNobodyElseMaySetThem() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.mapper().createGenerator(text)) {
            MessageJson.write(out, new Timed(new Deadline(60)), tick -> 1_000 + tick);
        }
        assertEquals("{\"endsAt\":1060}", text.toString());
        WireException e =
                assertThrows(
                        WireException.class,
                        () -> MessageJson.read(Json.object(text.toString()), Timed.class));
        assertEquals(ErrorCode.INVALID_FIELD, e.code());
    }

    @Test
    void whatIsNoObjectIsMalformed() {
        for (String text :
                List.of("", "{", "[]", "null", "7", "{}{}", "{\"a\":1,\"a\":2}", "{a:1}")) {
            WireException e = assertThrows(WireException.class, () -> Json.object(text), text);
            assertEquals(ErrorCode.MALFORMED, e.code());
        }
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        assertThrows(WireException.class, () -> Json.object(deep));
    }
}
