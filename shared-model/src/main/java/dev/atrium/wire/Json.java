package dev.atrium.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/** Jackson, set up once: bounded, strict about duplicates and about what follows the value. */
public final class Json {
    private static final int NESTING_MAX = 32;
    private static final int TEXT_CHARACTERS_MAX = 1_000_000;
    private static final int NUMBER_CHARACTERS_MAX = 40;

    private static final JsonFactory FACTORY = factory();

    private Json() {}

    /** Made when it is first wanted: a function's start would wait for its 300 classes. */
    private static final class Mapper {
        static final JsonMapper STRICT =
                JsonMapper.builder(factory())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();

        private Mapper() {}
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(NESTING_MAX)
                                .maxStringLength(TEXT_CHARACTERS_MAX)
                                .maxNumberLength(NUMBER_CHARACTERS_MAX)
                                .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Bytes are UTF-8; what looks like UTF-16 is malformed.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build();
    }

    /** The mapper, for rows and events of our own and of AWS. Never reconfigured. */
    public static JsonMapper mapper() {
        return Mapper.STRICT;
    }

    /**
     * Writes JSON into that writer, which it closes when it is closed.
     *
     * @throws IOException if the writer fails
     */
    public static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /**
     * Writes JSON in UTF-8 into that stream, which it closes when it is closed.
     *
     * @throws IOException if the stream fails
     */
    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /**
     * A JSON object.
     *
     * @throws WireException {@code malformed} if the text is anything else
     */
    public static ObjectNode object(String text) throws WireException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return asObject(JsonTree.read(parser));
        } catch (IOException e) {
            throw new WireException(ErrorCode.MALFORMED);
        }
    }

    /**
     * A JSON object in UTF-8.
     *
     * @throws WireException {@code malformed} if the bytes are anything else
     */
    public static ObjectNode object(byte[] utf8) throws WireException {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return asObject(JsonTree.read(parser));
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
