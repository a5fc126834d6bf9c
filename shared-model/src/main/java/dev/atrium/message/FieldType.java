package dev.atrium.message;

import java.util.List;

/** What a component of a message may be. */
public sealed interface FieldType {

    /** The plain ones. */
    enum Scalar implements FieldType {
        /** 32 bits, signed. */
        INT,
        /** 64 bits, signed. */
        LONG,
        /** True or false. */
        BOOLEAN,
        /** Unicode text. */
        TEXT,
        /** A {@link Deadline}. */
        DEADLINE
    }

    /**
     * One of a few names.
     *
     * @param type the enum
     * @param constants its constants in order
     * @param names their names on the wire, in the same order
     */
    record Choice(Class<?> type, List<Enum<?>> constants, List<String> names)
            implements FieldType {}

    /** A record within the record. */
    record Nested(MessageShape shape) implements FieldType {}

    /** Any number of elements, in order. */
    record ListOf(FieldType element) implements FieldType {}

    /** Any number of elements, each under a name of its own, by rising name. */
    record SortedMapOf(FieldType element) implements FieldType {}

    /** One or none. */
    record OptionalOf(FieldType element) implements FieldType {}
}
