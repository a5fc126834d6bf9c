package dev.atrium.localstack.gateway.http;

import dev.atrium.localstack.gateway.api.HttpRoute;
import dev.atrium.localstack.gateway.api.RouteKey;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request as AWS does: the most specific path first (a word before a variable
 * before a greedy variable, from the left), then the method before {@code ANY}, then {@code
 * $default}.
 */
final class RouteTable {

    private static final Comparator<HttpRoute> MOST_SPECIFIC_FIRST =
            Comparator.comparing(HttpRoute::key, RouteTable::compareKeys);

    private final List<HttpRoute> routes;

    RouteTable(List<HttpRoute> routes) {
        this.routes = routes.stream().sorted(MOST_SPECIFIC_FIRST).toList();
    }

    /** A route that was found, and what its variables stand for. */
    record Match(HttpRoute route, Map<String, String> pathParameters) {}

    /** The route for a method and a decoded path, {@code $default} aside. */
    Optional<Match> find(String method, String path) {
        List<String> segments = segmentsOf(path);
        for (HttpRoute route : routes) {
            RouteKey key = route.key();
            boolean methodFits = key.method().equals("ANY") || key.method().equals(method);
            if (!key.isDefault() && methodFits) {
                Map<String, String> parameters = new LinkedHashMap<>();
                if (fits(key.segments(), segments, parameters)) {
                    return Optional.of(new Match(route, parameters));
                }
            }
        }
        return Optional.empty();
    }

    /** The route that takes the rest, if there is one. */
    Optional<Match> findDefault() {
        return routes.stream()
                .filter(route -> route.key().isDefault())
                .findFirst()
                .map(route -> new Match(route, Map.of()));
    }

    private static List<String> segmentsOf(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
    }

    private static boolean fits(
            List<String> pattern, List<String> segments, Map<String, String> parameters) {
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (RouteKey.isGreedy(expected)) {
                String rest = String.join("/", segments.subList(i, segments.size()));
                parameters.put(expected.substring(1, expected.length() - 2), rest);
                return i < segments.size() && !rest.isEmpty();
            }
            if (i >= segments.size()) {
                return false;
            }
            String segment = segments.get(i);
            if (RouteKey.isVariable(expected)) {
                if (segment.isEmpty()) {
                    return false;
                }
                parameters.put(expected.substring(1, expected.length() - 1), segment);
            } else if (!expected.equals(segment)) {
                return false;
            }
        }
        return pattern.size() == segments.size();
    }

    private static int compareKeys(RouteKey one, RouteKey other) {
        int common = Math.min(one.segments().size(), other.segments().size());
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(rank(one.segments().get(i)), rank(other.segments().get(i)));
            if (order != 0) {
                return order;
            }
        }
        int longer = Integer.compare(other.segments().size(), one.segments().size());
        return longer != 0
                ? longer
                : Boolean.compare(one.method().equals("ANY"), other.method().equals("ANY"));
    }

    private static int rank(String segment) {
        if (RouteKey.isGreedy(segment)) {
            return 2;
        }
        return RouteKey.isVariable(segment) ? 1 : 0;
    }
}
