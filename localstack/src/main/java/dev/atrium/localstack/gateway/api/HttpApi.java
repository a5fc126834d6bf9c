package dev.atrium.localstack.gateway.api;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An HTTP API on the stage {@code $default}.
 *
 * @param apiId AWS's name for it, part of events and ARNs
 * @param routes no two with the same key
 * @param cors null where browsers of other origins are not served
 */
public record HttpApi(String apiId, List<HttpRoute> routes, @Nullable CorsConfiguration cors) {

    /** Copies the list and refuses two routes of one key, as AWS does. */
    public HttpApi {
        routes = List.copyOf(routes);
        Set<String> keys = new HashSet<>();
        for (HttpRoute route : routes) {
            if (!keys.add(route.key().text())) {
                throw new IllegalArgumentException("two routes with key " + route.key().text());
            }
        }
    }
}
