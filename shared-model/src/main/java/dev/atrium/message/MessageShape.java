package dev.atrium.message;

import dev.atrium.state.StateWriter;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The shape of one message record: its wire name and its fields in declared order. Immutable. */
public final class MessageShape {
    private static final int NESTING_MAX = 8;

    /** Shapes are pure functions of their class; computed once for each. */
    private static final ClassValue<MessageShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected MessageShape computeValue(Class<?> type) {
                    return read(type, 0);
                }
            };

    private final Class<?> type;
    private final String name;
    private final List<Field> fields;
    private final MethodHandle constructor;
    private final Allowance allowance;

    private MessageShape(Class<?> type, List<Field> fields, MethodHandle constructor) {
        this.type = type;
        this.name = nameOf(type);
        this.fields = fields;
        this.constructor = constructor;
        this.allowance = Allowance.of(type, name);
    }

    /**
     * One component.
     *
     * @param name its name in the record and on the wire
     * @param type what it may be
     * @param accessor takes the record as {@code Object} and gives the component as {@code Object}
     */
    public record Field(String name, FieldType type, MethodHandle accessor) {
        /** This component of {@code record}. */
        public Object of(Object record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The shape of a record class.
     *
     * @throws IllegalArgumentException if it is no record, a component is of a type that {@link
     *     Message} does not allow, or its {@link InputLimit} makes no sense; the message names it
     */
    public static MessageShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** The record class. */
    public Class<?> type() {
        return type;
    }

    /** The name on the wire. */
    public String name() {
        return name;
    }

    /** How much of it one client may send, if clients may send it at all. */
    public Allowance allowance() {
        return allowance;
    }

    /** The components in declared order. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Makes a record.
     *
     * @param values one for each field, in order, each of the field's type
     * @throws IllegalArgumentException as the record's own checks say, or if a text is not {@link
     *     StateWriter#isUnicode Unicode}: whatever enters a room can be written down
     */
    public Object create(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            checkTexts(fields.get(i), fields.get(i).type(), values[i]);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code MoveWarrior} and {@code MOVE_WARRIOR} both become {@code move-warrior}. */
    public static String kebabCase(String javaName) {
        boolean constant = javaName.equals(javaName.toUpperCase(Locale.ROOT));
        if (constant) {
            return javaName.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c));
        }
        return kebab.toString();
    }

    private static void checkTexts(Field field, FieldType type, Object value) {
        switch (type) {
            case FieldType.Scalar scalar -> {
                if (scalar == FieldType.Scalar.TEXT && !StateWriter.isUnicode((String) value)) {
                    throw new IllegalArgumentException(field.name() + " is not Unicode");
                }
            }
            case FieldType.ListOf list ->
                    ((List<?>) value).forEach(e -> checkTexts(field, list.element(), e));
            case FieldType.OptionalOf optional ->
                    ((Optional<?>) value)
                            .ifPresent(held -> checkTexts(field, optional.element(), held));
            case FieldType.SortedMapOf map ->
                    ((Map<?, ?>) value)
                            .forEach(
                                    (name, held) -> {
                                        checkTexts(field, FieldType.Scalar.TEXT, name);
                                        checkTexts(field, map.element(), held);
                                    });
            case FieldType.Choice choice -> {}
            case FieldType.Nested nested -> {}
        }
    }

    private static MessageShape read(Class<?> type, int depth) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        if (depth > NESTING_MAX) {
            throw new IllegalArgumentException(type.getName() + " is nested too deep");
        }
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Field> fields = new ArrayList<>();
            RecordComponent[] components = type.getRecordComponents();
            for (RecordComponent component : components) {
                MethodHandle accessor =
                        lookup.unreflect(component.getAccessor())
                                .asType(MethodType.methodType(Object.class, Object.class));
                FieldType fieldType = typeOf(component.getGenericType(), component, depth);
                fields.add(new Field(component.getName(), fieldType, accessor));
            }
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            MethodHandle constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
                            .asSpreader(Object[].class, parameters.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
            return new MessageShape(type, List.copyOf(fields), constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be read", e);
        }
    }

    private static String nameOf(Class<?> type) {
        WireName given = type.getAnnotation(WireName.class);
        return given == null ? kebabCase(type.getSimpleName()) : given.value();
    }

    private static FieldType typeOf(Type type, RecordComponent component, int depth) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            FieldType element = typeOf(arguments[arguments.length - 1], component, depth);
            if (generic.getRawType() == List.class && element.bytesMin() > 0) {
                return new FieldType.ListOf(element);
            }
            if (generic.getRawType() == Optional.class) {
                return new FieldType.OptionalOf(element);
            }
            if (generic.getRawType() == SortedMap.class && arguments[0] == String.class) {
                return new FieldType.SortedMapOf(element);
            }
        } else if (type == int.class || type == Integer.class) {
            return FieldType.Scalar.INT;
        } else if (type == long.class || type == Long.class) {
            return FieldType.Scalar.LONG;
        } else if (type == boolean.class || type == Boolean.class) {
            return FieldType.Scalar.BOOLEAN;
        } else if (type == String.class) {
            return FieldType.Scalar.TEXT;
        } else if (type == Deadline.class) {
            return FieldType.Scalar.DEADLINE;
        } else if (type instanceof Class<?> raw && raw.isEnum()) {
            return choiceOf(raw);
        } else if (type instanceof Class<?> raw && raw.isRecord()) {
            return new FieldType.Nested(read(raw, depth + 1));
        }
        throw new IllegalArgumentException(
                component.getDeclaringRecord().getName()
                        + "."
                        + component.getName()
                        + ": a message cannot hold "
                        + type.getTypeName());
    }

    private static FieldType.Choice choiceOf(Class<?> type) {
        List<Enum<?>> constants = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            constants.add((Enum<?>) constant);
            names.add(kebabCase(((Enum<?>) constant).name()));
        }
        return new FieldType.Choice(type, List.copyOf(constants), List.copyOf(names));
    }
}
