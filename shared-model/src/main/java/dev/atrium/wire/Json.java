package dev.atrium.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;

/** Jackson, set up once: bounded, strict about duplicates and about what follows the value. */
public final class Json {
    private static final int NESTING_MAX = 32;
    private static final int TEXT_CHARACTERS_MAX = 1_000_000;
    private static final int NUMBER_CHARACTERS_MAX = 40;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(NESTING_MAX)
                                                    .maxStringLength(TEXT_CHARACTERS_MAX)
                                                    .maxNumberLength(NUMBER_CHARACTERS_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    // Bytes are UTF-8; what looks like UTF-16 is malformed.
                                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Json() {}

    /** The mapper, for rows and events of our own and of AWS. Never reconfigured. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * A JSON object.
     *
     * @throws WireException {@code malformed} if the text is anything else
     */
    public static ObjectNode object(String text) throws WireException {
        try {
            return asObject(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new WireException(ErrorCode.MALFORMED);
        }
    }

    /**
     * A JSON object in UTF-8.
     *
     * @throws WireException {@code malformed} if the bytes are anything else
     */
    public static ObjectNode object(byte[] utf8) throws WireException {
        try {
            return asObject(MAPPER.readTree(utf8));
        } catch (IOException e) {
            throw new WireException(ErrorCode.MALFORMED);
        }
    }

    private static ObjectNode asObject(JsonNode node) throws WireException {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new WireException(ErrorCode.MALFORMED);
    }
}
