package dev.atrium.message;

import java.util.List;

/** What a component of a message may be. */
public sealed interface FieldType {
    /** The least that its canonical form takes, in bytes; 0 only for a record without fields. */
    int bytesMin();

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
        DEADLINE;

        @Override
        public int bytesMin() {
            return switch (this) {
                case BOOLEAN -> 1;
                case INT, TEXT -> 4;
                case LONG, DEADLINE -> 8;
            };
        }
    }

    /**
     * One of a few names.
     *
     * @param type the enum
     * @param constants its constants in order
     * @param names their names on the wire, in the same order
     */
    record Choice(Class<?> type, List<Enum<?>> constants, List<String> names) implements FieldType {
        @Override
        public int bytesMin() {
            return 4;
        }
    }

    /** A record within the record. */
    record Nested(MessageShape shape) implements FieldType {
        @Override
        public int bytesMin() {
            return shape.fields().stream().mapToInt(field -> field.type().bytesMin()).sum();
        }
    }

    /** Any number of elements, in order. */
    record ListOf(FieldType element) implements FieldType {
        @Override
        public int bytesMin() {
            return 4;
        }
    }

    /** One or none. */
    record OptionalOf(FieldType element) implements FieldType {
        @Override
        public int bytesMin() {
            return 1;
        }
    }
}
