package dev.atrium.localstack.gateway.api;

import java.util.List;

/**
 * Cross-origin rules of an HTTP API. Where there are some, the gateway answers preflights itself
 * and drops what integrations say about it.
 *
 * @param allowOrigins {@code https://example.com} or {@code *}
 * @param allowMethods of the preflight's answer, {@code *} for all
 * @param allowHeaders of the preflight's answer, {@code *} for all
 * @param exposeHeaders what scripts may read of an answer
 * @param maxAgeSeconds how long a browser may remember a preflight, 0-86,400
 */
public record CorsConfiguration(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        int maxAgeSeconds) {

    /** Copies the lists and checks the range. */
    public CorsConfiguration {
        allowOrigins = List.copyOf(allowOrigins);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
        if (maxAgeSeconds < 0 || maxAgeSeconds > 86_400) {
            throw new IllegalArgumentException("maxAgeSeconds=" + maxAgeSeconds + ": 0 to 86400");
        }
    }
}
