package dev.atrium.message;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The messages that a game understands, by wire name. Immutable. */
public final class Vocabulary {
    private final TreeMap<String, Word> words = new TreeMap<>();
    private final List<Word> inOrder = new ArrayList<>();

    /**
     * One message of a vocabulary.
     *
     * @param index from 0 in the order of names; what is kept for each message is kept in arrays
     * @param shape its name, fields and allowance
     */
    public record Word(int index, MessageShape shape) {}

    private Vocabulary(List<Class<? extends Message>> types) {
        TreeMap<String, MessageShape> shapes = new TreeMap<>();
        for (Class<? extends Message> type : types) {
            MessageShape shape = MessageShape.of(type);
            if (shapes.put(shape.name(), shape) != null) {
                throw new IllegalArgumentException("two messages are named " + shape.name());
            }
        }
        for (MessageShape shape : shapes.values()) {
            Word word = new Word(inOrder.size(), shape);
            inOrder.add(word);
            words.put(shape.name(), word);
        }
    }

    /**
     * The vocabulary of these record classes.
     *
     * @throws IllegalArgumentException if one is no message, two share a name or an {@link
     *     InputLimit} makes no sense
     */
    public static Vocabulary of(List<Class<? extends Message>> types) {
        return new Vocabulary(types);
    }

    /** The shape of that name, if it is known. */
    public Optional<MessageShape> shape(String name) {
        return Optional.ofNullable(words.get(name)).map(Word::shape);
    }

    /** The word of that name, null if it is not known: asked for every message that comes. */
    public @Nullable Word word(String name) {
        return words.get(name);
    }

    /**
     * The word of that record class, null if it is none of these. Looks at one after the other:
     * vocabularies are short, and a message that came in bytes has no name yet.
     */
    public @Nullable Word word(Class<?> type) {
        for (int i = 0; i < inOrder.size(); i++) {
            Word word = inOrder.get(i);
            if (word.shape().type() == type) {
                return word;
            }
        }
        return null;
    }

    /** All words, by name, each at its index. */
    public List<Word> words() {
        return List.copyOf(inOrder);
    }

    /** All shapes, by name. */
    public Collection<MessageShape> shapes() {
        return inOrder.stream().map(Word::shape).toList();
    }

    /** Whether it is one of these records, not merely one of the same name. */
    public boolean knows(Message message) {
        MessageShape shape = MessageShape.of(message.getClass());
        Word word = words.get(shape.name());
        return word != null && word.shape() == shape;
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
        Word word = words.get(name);
        if (word == null) {
            throw new StateFormatException("unknown message " + name);
        }
        return (Message) MessageCodec.read(in, word.shape());
    }
}
