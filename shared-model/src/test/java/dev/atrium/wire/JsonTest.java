package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

class JsonTest {
    static List<String> notObjects() {
        return List.of(
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{},",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"a\":2}}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{/* why */}",
                "{\"a\":" + "1".repeat(41) + "}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"a\":".repeat(40) + "1" + "}".repeat(40));
    }

    @ParameterizedTest
    @MethodSource("notObjects")
    void whatIsNoJsonObjectIsMalformed(String text) {
        assertMalformed(text);
    }

    private static void assertMalformed(String text) {
        WireException ofText = assertThrows(WireException.class, () -> Json.object(text));
        assertEquals(ErrorCode.MALFORMED, ofText.code());
        assertMalformed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] bytes) {
        WireException ofBytes = assertThrows(WireException.class, () -> Json.object(bytes));
        assertEquals(ErrorCode.MALFORMED, ofBytes.code());
    }

    @Test
    void objectsWithinTheBoundsAreRead() throws WireException {
        assertEquals(1, Json.object(" {\"a\" : 1 } \n").get("a").intValue());
        assertEquals(0, Json.object("{}").size());
        assertEquals(
                "1".repeat(40), Json.object("{\"a\":" + "1".repeat(40) + "}").get("a").asText());
        assertEquals(
                1, Json.object("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").get("a").size());
        byte[] fox = "{\"a\":\"\ud83e\udd8a\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals("\ud83e\udd8a", Json.object(fox).get("a").textValue());
    }

    @Test
    void bytesAreUtf8AndNothingElse() {
        assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
        assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
        assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        assertMalformed("{\"a\":1}".getBytes(Charset.forName("UTF-32BE")));
        assertMalformed("{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertMalformed(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'});
        assertMalformed(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    }

    @Test
    void anyBytesAreReadOrMalformed() {
        Random random = new Random(4);
        String alphabet = "{}[]\":,0123456789.eE+-truefalsn \\u\n\u00e4";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Json.object(bytes);
            } catch (WireException e) {
                assertEquals(ErrorCode.MALFORMED, e.code());
            }
        }
    }
}
