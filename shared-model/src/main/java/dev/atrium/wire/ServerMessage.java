package dev.atrium.wire;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Encodes messages of the server into the bytes of a text frame. Stateless. */
public final class ServerMessage {
    private ServerMessage() {}

    /**
     * Where in a room's stream a message stands.
     *
     * @param room the room's id
     * @param epoch under which its owner runs it
     * @param sequence rises by one with every message of this session's stream
     * @param tick the room's tick
     */
    public record Position(String room, long epoch, long sequence, long tick) {}

    /** Writes more fields of the envelope, before {@code data}. */
    @FunctionalInterface
    public interface Fields {
        /** None. */
        Fields NONE = out -> {};

        /** Writes whole fields. */
        void write(JsonGenerator out) throws IOException;
    }

    /** An answer outside any room's stream. */
    public static byte[] answer(Optional<String> id, Message message) {
        return encode(
                MessageShape.of(message.getClass()).name(),
                out -> {
                    if (id.isPresent()) {
                        out.writeStringField("id", id.get());
                    }
                },
                out -> MessageJson.write(out, message, MessageJson.NO_CLOCK));
    }

    /** A message of a room's stream. */
    public static byte[] inStream(
            Position position, Fields more, Message message, LongUnaryOperator clock) {
        return encode(
                MessageShape.of(message.getClass()).name(),
                out -> {
                    out.writeStringField("room", position.room());
                    out.writeNumberField("epoch", position.epoch());
                    out.writeNumberField("seq", position.sequence());
                    out.writeNumberField("tick", position.tick());
                    more.write(out);
                },
                out -> MessageJson.write(out, message, clock));
    }

    /** A message with its type and nothing else, as it travels inside another. */
    public static String bare(Message message, LongUnaryOperator clock) {
        String type = MessageShape.of(message.getClass()).name();
        byte[] utf8 = encode(type, Fields.NONE, out -> MessageJson.write(out, message, clock));
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /**
     * Any message.
     *
     * @param envelope writes fields beside {@code type}
     * @param data writes one value
     */
    public static byte[] encode(String type, Fields envelope, Fields data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            envelope.write(out);
            out.writeFieldName("data");
            data.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
