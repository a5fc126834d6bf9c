package dev.atrium.localstack.gateway.api;

import java.util.List;
import java.util.Set;

/**
 * A route of an HTTP API: {@code GET /players/{id}}, {@code ANY /files/{proxy+}} or {@code
 * $default}.
 *
 * @param method one of AWS's methods, or {@code ANY}
 * @param segments the path between its slashes; of {@code $default} none
 * @param isDefault whether it takes what no other route does
 */
public record RouteKey(String method, List<String> segments, boolean isDefault) {

    private static final Set<String> METHODS =
            Set.of("ANY", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** Copies the list. */
    public RouteKey {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a route key as AWS writes it.
     *
     * @throws IllegalArgumentException if it is not one, or if a greedy variable is not the last
     */
    public static RouteKey parse(String key) {
        if (key.equals("$default")) {
            return new RouteKey("ANY", List.of(), true);
        }
        int space = key.indexOf(' ');
        String method = space < 0 ? "" : key.substring(0, space);
        String path = key.substring(space + 1);
        if (!METHODS.contains(method) || !path.startsWith("/")) {
            throw new IllegalArgumentException("no route key: " + key);
        }
        List<String> segments =
                path.equals("/") ? List.of() : List.of(path.substring(1).split("/"));
        for (int i = 0; i < segments.size() - 1; i++) {
            if (isGreedy(segments.get(i))) {
                throw new IllegalArgumentException("a greedy variable must be last: " + key);
            }
        }
        return new RouteKey(method, segments, false);
    }

    /** Whether a segment is {@code {name}}. */
    public static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    /** Whether a segment is {@code {name+}}: one or more segments of a path. */
    public static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }

    /** The key as AWS writes it. */
    public String text() {
        return isDefault ? "$default" : method + " /" + String.join("/", segments);
    }
}
