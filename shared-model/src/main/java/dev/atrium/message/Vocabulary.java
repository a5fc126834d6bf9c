package dev.atrium.message;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The messages that a game understands, by wire name. Immutable. */
public final class Vocabulary {
    private final TreeMap<String, MessageShape> shapes = new TreeMap<>();

    private Vocabulary(List<Class<? extends Message>> types) {
        for (Class<? extends Message> type : types) {
            MessageShape shape = MessageShape.of(type);
            if (shapes.put(shape.name(), shape) != null) {
                throw new IllegalArgumentException("two messages are named " + shape.name());
            }
        }
    }

    /**
     * The vocabulary of these record classes.
     *
     * @throws IllegalArgumentException if one is no message or two share a name
     */
    public static Vocabulary of(List<Class<? extends Message>> types) {
        return new Vocabulary(types);
    }

    /** The shape of that name, if it is known. */
    public Optional<MessageShape> shape(String name) {
        return Optional.ofNullable(shapes.get(name));
    }

    /** All shapes, by name. */
    public Collection<MessageShape> shapes() {
        return List.copyOf(shapes.values());
    }

    /** Whether it is one of these records, not merely one of the same name. */
    public boolean knows(Message message) {
        MessageShape shape = MessageShape.of(message.getClass());
        return shapes.get(shape.name()) == shape;
    }

    /**
     * Writes name and fields.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public void write(StateWriter out, Message message) {
        String name = MessageShape.of(message.getClass()).name();
        if (!knows(message)) {
            throw new IllegalArgumentException(name + " is not in the vocabulary");
        }
        out.text(name);
        MessageCodec.write(out, message);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws StateFormatException if the name is unknown or the fields are not its
     */
    public Message read(StateReader in) {
        String name = in.text();
        MessageShape shape = shapes.get(name);
        if (shape == null) {
            throw new StateFormatException("unknown message " + name);
        }
        return (Message) MessageCodec.read(in, shape);
    }
}
