package dev.atrium.wire;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Cuts a message that is too long for one into numbered parts, each of them a message itself:
 * {@code {"type":"part","data":{"id","index","count","text"}}}. The texts in the order of their
 * numbers are the message. {@link PartsJoiner} is the other end. Stateless.
 */
public final class MessageParts {
    /** A message out is at most this long, in bytes; what is longer leaves in parts. */
    public static final int BYTES_MAX = 16_384;

    /**
     * No message is longer than this, parts together: it is what API Gateway takes as one, and a
     * socket's reader that is not slow takes it without being closed as too slow.
     */
    public static final int WHOLE_BYTES_MAX = 131_072;

    /** More never come: cut where it is, escaping at most doubles a message of JSON. */
    public static final int COUNT_MAX = 32;

    /** The {@code type} of a part. */
    public static final String TYPE = "part";

    /** For all of a part but its text. */
    private static final int ENVELOPE_BYTES = 128;

    private static final int ID_BYTES = 8;

    /** Functions restored from one snapshot must not draw the same. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageParts() {}

    /**
     * The message itself if it is short enough, else its parts in their order. They must leave so,
     * other messages may leave between them.
     *
     * @param utf8 a whole message: JSON, without control characters
     * @throws IllegalArgumentException if it is longer than {@link #WHOLE_BYTES_MAX}: a bug of who
     *     made it
     */
    public static List<byte[]> of(byte[] utf8) {
        if (utf8.length <= BYTES_MAX) {
            return List.of(utf8);
        }
        if (utf8.length > WHOLE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a message of " + utf8.length + " bytes (allowed: " + WHOLE_BYTES_MAX + ")");
        }
        List<String> texts = cut(new String(utf8, StandardCharsets.UTF_8));
        // Drawn, for functions and hosts send to the same gateway socket without asking another.
        byte[] drawn = new byte[ID_BYTES];
        RANDOM.nextBytes(drawn);
        String id = HexFormat.of().formatHex(drawn);
        List<byte[]> parts = new ArrayList<>(texts.size());
        for (int index = 0; index < texts.size(); index++) {
            parts.add(encode(id, index, texts.size(), texts.get(index)));
        }
        return parts;
    }

    /** Between characters, so that each text is whole by itself. */
    private static List<String> cut(String message) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        int bytes = 0;
        int next;
        for (int at = 0; at < message.length(); at = next) {
            int character = message.codePointAt(at);
            next = at + Character.charCount(character);
            int more = encodedBytes(character);
            if (bytes + more > BYTES_MAX - ENVELOPE_BYTES) {
                texts.add(message.substring(start, at));
                start = at;
                bytes = 0;
            }
            bytes += more;
        }
        texts.add(message.substring(start));
        return texts;
    }

    /** How long a character is inside a JSON text. */
    private static int encodedBytes(int character) {
        if (character < 0x20) {
            return 6;
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    private static byte[] encode(String id, int index, int count, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_MAX);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", TYPE);
            out.writeObjectFieldStart("data");
            out.writeStringField("id", id);
            out.writeNumberField("index", index);
            out.writeNumberField("count", count);
            out.writeStringField("text", text);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
