package dev.atrium.functions.event;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON into AWS's classes of events, by their setters: a field is called as its setter is. Fields
 * that have none are passed over. Thread-safe.
 */
final class EventReader {
    private static final String SET = "set";

    private static final Map<Class<?>, Map<String, Method>> SETTERS = new ConcurrentHashMap<>();

    private EventReader() {}

    /**
     * An event.
     *
     * @throws IllegalArgumentException if the class is made of something that this cannot read
     */
    static Object read(JsonNode object, Class<?> type) {
        try {
            Object event = type.getConstructor().newInstance();
            for (Map.Entry<String, Method> setter : setters(type).entrySet()) {
                JsonNode field = object.get(setter.getKey());
                if (field != null && !field.isNull()) {
                    Method set = setter.getValue();
                    set.invoke(event, value(field, set.getGenericParameterTypes()[0]));
                }
            }
            return event;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no event: " + type.getName(), e);
        }
    }

    private static Map<String, Method> setters(Class<?> type) {
        return SETTERS.computeIfAbsent(type, EventReader::found);
    }

    private static Map<String, Method> found(Class<?> type) {
        Map<String, Method> setters = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (name.startsWith(SET) && name.length() > 3 && method.getParameterCount() == 1) {
                setters.put(Character.toLowerCase(name.charAt(3)) + name.substring(4), method);
            }
        }
        return setters;
    }

    private static @Nullable Object value(JsonNode node, Type type) {
        if (node.isNull()) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(node, of[0]) : map(node, of[1]);
        }
        if (type == String.class) {
            return node.asText();
        } else if (type == Object.class) {
            return plain(node);
        } else if (type == boolean.class) {
            return node.asBoolean();
        } else if (type == int.class) {
            return node.asInt();
        } else if (type == long.class) {
            return node.asLong();
        }
        return read(node, (Class<?>) type);
    }

    private static List<@Nullable Object> list(JsonNode array, Type of) {
        List<@Nullable Object> all = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            all.add(value(element, of));
        }
        return all;
    }

    private static Map<String, @Nullable Object> map(JsonNode object, Type of) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            all.put(field.getKey(), value(field.getValue(), of));
        }
        return all;
    }

    /** Whatever it is. */
    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node, Object.class);
            case ARRAY -> list(node, Object.class);
            case BOOLEAN -> node.asBoolean();
            case NUMBER -> node.numberValue();
            case STRING, BINARY, POJO, NULL, MISSING -> node.asText();
        };
    }
}
