package dev.atrium.schema;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Teaches the Enhanced Client records, which it does not know: an attribute for each component. A
 * component may be {@code String}, {@code long}, {@code int}, {@code boolean}, {@code byte[]}, an
 * enum, {@code List<String>}, {@code Map<String, Long>} or {@code Map<String, String>}; an
 * attribute that is not there is null, or 0 or false for a primitive.
 */
final class RecordTableSchema {
    private RecordTableSchema() {}

    /** The values of a record under construction. */
    private static final class Values {
        final @Nullable Object[] values;

        Values(int count) {
            this.values = new @Nullable Object[count];
        }
    }

    static <T> TableSchema<T> of(TableDefinition<T> table) {
        RecordComponent[] components = table.rowType().getRecordComponents();
        StaticImmutableTableSchema.Builder<T, Values> schema =
                StaticImmutableTableSchema.builder(table.rowType(), Values.class)
                        .newItemBuilder(
                                () -> new Values(components.length),
                                values -> create(table.rowType(), components, values));
        for (int i = 0; i < components.length; i++) {
            addAttribute(schema, table, components[i], i);
        }
        return schema.build();
    }

    private static <T> void addAttribute(
            StaticImmutableTableSchema.Builder<T, Values> schema,
            TableDefinition<T> table,
            RecordComponent component,
            int index) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        schema.addAttribute(
                enhancedType(component.getGenericType()),
                attribute ->
                        attribute
                                .name(component.getName())
                                .getter(row -> read(accessor, row))
                                .setter((values, value) -> values.values[index] = value)
                                .tags(tags(table, component.getName())));
    }

    private static StaticAttributeTag[] tags(TableDefinition<?> table, String name) {
        List<StaticAttributeTag> tags = new ArrayList<>();
        if (name.equals(table.partitionKey())) {
            tags.add(StaticAttributeTags.primaryPartitionKey());
        }
        if (table.sortKey().isPresent() && name.equals(table.sortKey().get())) {
            tags.add(StaticAttributeTags.primarySortKey());
        }
        for (TableDefinition.Index index : table.indexes()) {
            if (name.equals(index.partitionKey())) {
                tags.add(StaticAttributeTags.secondaryPartitionKey(index.name()));
            }
            if (index.sortKey().isPresent() && name.equals(index.sortKey().get())) {
                tags.add(StaticAttributeTags.secondarySortKey(index.name()));
            }
        }
        return tags.toArray(StaticAttributeTag[]::new);
    }

    @SuppressWarnings("unchecked")
    private static EnhancedType<Object> enhancedType(Type type) {
        return (EnhancedType<Object>)
                switch (type) {
                    case ParameterizedType generic when generic.getRawType() == List.class ->
                            EnhancedType.listOf(
                                    (Class<Object>) generic.getActualTypeArguments()[0]);
                    case ParameterizedType generic when generic.getRawType() == Map.class ->
                            EnhancedType.mapOf(
                                    String.class,
                                    (Class<Object>) generic.getActualTypeArguments()[1]);
                    case Class<?> raw -> EnhancedType.of(boxed(raw));
                    default ->
                            throw new IllegalArgumentException(
                                    "a row cannot hold " + type.getTypeName());
                };
    }

    private static Class<?> boxed(Class<?> raw) {
        if (raw == long.class) {
            return Long.class;
        }
        if (raw == int.class) {
            return Integer.class;
        }
        return raw == boolean.class ? Boolean.class : raw;
    }

    private static Object read(Method accessor, Object row) {
        try {
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T create(Class<T> type, RecordComponent[] components, Values values) {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        for (int i = 0; i < parameters.length; i++) {
            if (values.values[i] == null) {
                values.values[i] = absent(parameters[i]);
            }
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values.values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getSimpleName() + " cannot be read", e);
        }
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        if (type == int.class) {
            return 0;
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }
}
