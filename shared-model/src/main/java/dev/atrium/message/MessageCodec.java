package dev.atrium.message;

import dev.atrium.message.FieldType.Choice;
import dev.atrium.message.FieldType.ListOf;
import dev.atrium.message.FieldType.Nested;
import dev.atrium.message.FieldType.OptionalOf;
import dev.atrium.message.FieldType.Scalar;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The canonical binary form of messages: fields in declared order, enums by name. Stateless. */
public final class MessageCodec {
    private MessageCodec() {}

    /** Writes the fields of {@code message}, not its name. */
    public static void write(StateWriter out, Object message) {
        write(out, message, MessageShape.of(message.getClass()));
    }

    /**
     * Reads a message of that shape.
     *
     * @throws StateFormatException if the bytes are not such a message
     */
    public static Object read(StateReader in, MessageShape shape) {
        Object[] values = new Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readField(in, shape.fields().get(i).type());
        }
        return StateReader.checked(() -> shape.create(values));
    }

    private static void write(StateWriter out, Object message, MessageShape shape) {
        for (MessageShape.Field field : shape.fields()) {
            writeField(out, field.of(message), field.type());
        }
    }

    private static void writeField(StateWriter out, Object value, FieldType type) {
        switch (type) {
            case Scalar scalar -> writeScalar(out, value, scalar);
            case Choice choice -> out.text(((Enum<?>) value).name());
            case Nested nested -> write(out, value, nested.shape());
            case ListOf list -> {
                List<?> elements = (List<?>) value;
                out.int32(elements.size());
                for (Object element : elements) {
                    writeField(out, element, list.element());
                }
            }
            case OptionalOf optional -> {
                Optional<?> held = (Optional<?>) value;
                out.bool(held.isPresent());
                if (held.isPresent()) {
                    writeField(out, held.get(), optional.element());
                }
            }
        }
    }

    private static void writeScalar(StateWriter out, Object value, Scalar type) {
        switch (type) {
            case INT -> out.int32((Integer) value);
            case LONG -> out.int64((Long) value);
            case BOOLEAN -> out.bool((Boolean) value);
            case TEXT -> out.text((String) value);
            case DEADLINE -> out.int64(((Deadline) value).tick());
        }
    }

    private static Object readField(StateReader in, FieldType type) {
        return switch (type) {
            case Scalar scalar -> readScalar(in, scalar);
            case Choice choice -> readChoice(in, choice);
            case Nested nested -> read(in, nested.shape());
            case ListOf list -> {
                int count = in.count(list.element().bytesMin());
                List<Object> elements = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    elements.add(readField(in, list.element()));
                }
                yield List.copyOf(elements);
            }
            case OptionalOf optional ->
                    in.bool() ? Optional.of(readField(in, optional.element())) : Optional.empty();
        };
    }

    private static Object readScalar(StateReader in, Scalar type) {
        return switch (type) {
            case INT -> in.int32();
            case LONG -> in.int64();
            case BOOLEAN -> in.bool();
            case TEXT -> in.text();
            case DEADLINE -> StateReader.checked(() -> new Deadline(in.int64()));
        };
    }

    private static Object readChoice(StateReader in, Choice choice) {
        String name = in.text();
        for (Enum<?> constant : choice.constants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new StateFormatException("no such " + choice.type().getSimpleName());
    }
}
