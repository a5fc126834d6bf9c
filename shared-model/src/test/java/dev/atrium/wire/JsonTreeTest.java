package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** Held to what Jackson's mapper reads. */
class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "true",
                "-0",
                "7",
                "2147483648",
                "-9223372036854775808",
                "9223372036854775808",
                "1.5",
                "1e3",
                "1e400",
                "0.1000000000000000055511151231257827",
                "\"\\u00e4\\n\"",
                "[]",
                "{}",
                "[1,[2,{\"a\":[]}],null,false]",
                "{\"a\":{\"b\":[{\"c\":\"d\"}],\"e\":-1.5},\"f\":null,\"\":12345678901}"
            })
    void treesAreThoseOfTheMapper(String text) throws IOException {
        JsonNode expected = Json.mapper().readTree(text);

        JsonNode tree = read(text);

        assertEquals(expected, tree);
        assertEquals(expected.getNodeType(), tree.getNodeType());
        assertEquals(expected.numberType(), tree.numberType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "[1",
                "[1,]",
                "]",
                "}",
                "{} {}",
                "1 2",
                "NaN",
                "01",
                "\"a",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "12345678901234567890123456789012345678901"
            })
    void whatTheMapperRefusesIsRefused(String text) {
        assertThrows(IOException.class, () -> Json.mapper().readTree(text));

        assertThrows(IOException.class, () -> read(text));
    }

    private static JsonNode read(String text) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            return JsonTree.read(parser);
        }
    }
}
