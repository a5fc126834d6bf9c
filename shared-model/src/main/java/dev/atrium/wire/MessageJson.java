package dev.atrium.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.message.Deadline;
import dev.atrium.message.FieldType;
import dev.atrium.message.FieldType.Choice;
import dev.atrium.message.FieldType.ListOf;
import dev.atrium.message.FieldType.Nested;
import dev.atrium.message.FieldType.OptionalOf;
import dev.atrium.message.FieldType.Scalar;
import dev.atrium.message.FieldType.SortedMapOf;
import dev.atrium.message.MessageShape;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Message records as JSON, by their shape. Writing: an empty {@code Optional} is null, a {@code
 * Deadline} is server milliseconds. Reading: unknown fields are ignored, everything else is checked
 * and named.
 */
public final class MessageJson {
    /** For messages without deadlines; their ticks are written as they are. */
    public static final LongUnaryOperator NO_CLOCK = tick -> tick;

    private MessageJson() {}

    /** The record as a JSON object in text, without deadlines. */
    public static String text(Object message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.generator(text)) {
            write(out, message, NO_CLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes the record as a JSON object.
     *
     * @param clock from a tick to server milliseconds
     */
    public static void write(JsonGenerator out, Object message, LongUnaryOperator clock)
            throws IOException {
        write(out, message, MessageShape.of(message.getClass()), clock);
    }

    /**
     * Reads a record of that class.
     *
     * @throws WireException {@code missing-field}, {@code invalid-field} or {@code out-of-range}
     */
    public static <T> T read(JsonNode object, Class<T> type) throws WireException {
        return type.cast(read(object, MessageShape.of(type), ""));
    }

    /** Reads a record of that shape; errors as {@link #read(JsonNode, Class)}. */
    public static Object read(JsonNode object, MessageShape shape) throws WireException {
        return read(object, shape, "");
    }

    private static void write(
            JsonGenerator out, Object message, MessageShape shape, LongUnaryOperator clock)
            throws IOException {
        out.writeStartObject();
        for (MessageShape.Field field : shape.fields()) {
            out.writeFieldName(field.name());
            writeField(out, field.of(message), field.type(), clock);
        }
        out.writeEndObject();
    }

    private static void writeField(
            JsonGenerator out, Object value, FieldType type, LongUnaryOperator clock)
            throws IOException {
        switch (type) {
            case Scalar scalar -> writeScalar(out, value, scalar, clock);
            case Choice choice ->
                    out.writeString(choice.names().get(choice.constants().indexOf(value)));
            case Nested nested -> write(out, value, nested.shape(), clock);
            case ListOf list -> {
                out.writeStartArray();
                for (Object element : (List<?>) value) {
                    writeField(out, element, list.element(), clock);
                }
                out.writeEndArray();
            }
            case SortedMapOf map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.writeFieldName((String) entry.getKey());
                    writeField(out, entry.getValue(), map.element(), clock);
                }
                out.writeEndObject();
            }
            case OptionalOf optional -> {
                Optional<?> held = (Optional<?>) value;
                if (held.isPresent()) {
                    writeField(out, held.get(), optional.element(), clock);
                } else {
                    out.writeNull();
                }
            }
        }
    }

    private static void writeScalar(
            JsonGenerator out, Object value, Scalar type, LongUnaryOperator clock)
            throws IOException {
        switch (type) {
            case INT -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case TEXT -> out.writeString((String) value);
            case DEADLINE -> out.writeNumber(clock.applyAsLong(((Deadline) value).tick()));
        }
    }

    private static Object read(JsonNode object, MessageShape shape, String path)
            throws WireException {
        if (!object.isObject()) {
            throw invalid(path.isEmpty() ? shape.name() : path, "an object");
        }
        Object[] values = new Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            MessageShape.Field field = shape.fields().get(i);
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            values[i] = readField(object.get(field.name()), field.type(), name);
        }
        try {
            return shape.create(values);
        } catch (IllegalArgumentException e) {
            throw new WireException(ErrorCode.OUT_OF_RANGE, String.valueOf(e.getMessage()));
        }
    }

    private static Object readField(@Nullable JsonNode node, FieldType type, String name)
            throws WireException {
        if (type instanceof OptionalOf optional) {
            return node == null || node.isNull()
                    ? Optional.empty()
                    : Optional.of(readField(node, optional.element(), name));
        }
        if (node == null || node.isNull()) {
            throw new WireException(ErrorCode.MISSING_FIELD, "The field " + name + " is missing.");
        }
        return switch (type) {
            case Scalar scalar -> readScalar(node, scalar, name);
            case Choice choice -> readChoice(node, choice, name);
            case Nested nested -> read(node, nested.shape(), name);
            case ListOf list -> {
                if (!node.isArray()) {
                    throw invalid(name, "a list");
                }
                List<Object> elements = new ArrayList<>(node.size());
                for (JsonNode element : node) {
                    elements.add(readField(element, list.element(), name + "[]"));
                }
                yield List.copyOf(elements);
            }
            case SortedMapOf map -> {
                if (!node.isObject()) {
                    throw invalid(name, "an object");
                }
                TreeMap<String, Object> entries = new TreeMap<>();
                for (Map.Entry<String, JsonNode> entry : node.properties()) {
                    String path = name + "." + entry.getKey();
                    entries.put(entry.getKey(), readField(entry.getValue(), map.element(), path));
                }
                yield Collections.unmodifiableSortedMap(entries);
            }
            case OptionalOf optional -> throw new IllegalStateException("handled above");
        };
    }

    private static Object readScalar(JsonNode node, Scalar type, String name) throws WireException {
        return switch (type) {
            case INT -> {
                if (!node.isIntegralNumber()) {
                    throw invalid(name, "a whole number");
                }
                if (!node.canConvertToInt()) {
                    throw outOfRange(name);
                }
                yield node.intValue();
            }
            case LONG -> whole(node, name);
            case BOOLEAN -> {
                if (!node.isBoolean()) {
                    throw invalid(name, "true or false");
                }
                yield node.booleanValue();
            }
            case TEXT -> {
                if (!node.isTextual()) {
                    throw invalid(name, "text");
                }
                yield node.textValue();
            }
            case DEADLINE -> throw invalid(name, "absent: times are the server's");
        };
    }

    private static long whole(JsonNode node, String name) throws WireException {
        if (!node.isIntegralNumber()) {
            throw invalid(name, "a whole number");
        }
        if (!node.canConvertToLong()) {
            throw outOfRange(name);
        }
        return node.longValue();
    }

    private static Object readChoice(JsonNode node, Choice choice, String name)
            throws WireException {
        if (!node.isTextual()) {
            throw invalid(name, "text");
        }
        int index = choice.names().indexOf(node.textValue());
        if (index < 0) {
            throw new WireException(
                    ErrorCode.OUT_OF_RANGE,
                    "The field " + name + " is one of " + String.join(", ", choice.names()) + ".");
        }
        return choice.constants().get(index);
    }

    private static WireException invalid(String name, String wanted) {
        return new WireException(
                ErrorCode.INVALID_FIELD, "The field " + name + " must be " + wanted + ".");
    }

    private static WireException outOfRange(String name) {
        return new WireException(ErrorCode.OUT_OF_RANGE, "The field " + name + " is out of range.");
    }
}
