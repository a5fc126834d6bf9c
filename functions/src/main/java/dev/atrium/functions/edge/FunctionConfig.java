package dev.atrium.functions.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration of the functions, from environment variables; checked once at start.
 *
 * @param tablePrefix before every table's name, {@code ATRIUM_TABLE_PREFIX}
 * @param redisPrefix before every key, {@code ATRIUM_REDIS_PREFIX}
 * @param redisUri where Redis is, {@code ATRIUM_REDIS_URI}
 * @param gatewayEndpoint the {@code @connections} endpoint, {@code ATRIUM_GATEWAY_ENDPOINT}
 * @param keyFolder where the signing keys are, {@code ATRIUM_KEYS}
 * @param archiveFolder where journals of finished rooms are, {@code ATRIUM_ARCHIVE}
 * @param domain where people sign in, as challenges name it, {@code ATRIUM_DOMAIN}
 */
public record FunctionConfig(
        String tablePrefix,
        String redisPrefix,
        URI redisUri,
        URI gatewayEndpoint,
        Path keyFolder,
        Path archiveFolder,
        String domain) {

    /**
     * Reads environment variables.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static FunctionConfig from(Map<String, String> environment) {
        return new FunctionConfig(
                environment.getOrDefault("ATRIUM_TABLE_PREFIX", "atrium-"),
                environment.getOrDefault("ATRIUM_REDIS_PREFIX", "atrium:"),
                uri(environment, "ATRIUM_REDIS_URI", "redis://127.0.0.1:6379"),
                uri(environment, "ATRIUM_GATEWAY_ENDPOINT", "http://localhost:8080/ws"),
                Path.of(environment.getOrDefault("ATRIUM_KEYS", "keys")),
                Path.of(environment.getOrDefault("ATRIUM_ARCHIVE", "archive")),
                environment.getOrDefault("ATRIUM_DOMAIN", "localhost"));
    }

    private static URI uri(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, otherwise);
        try {
            URI uri = new URI(value);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through: the message is the same.
        }
        throw new IllegalArgumentException(name + "=" + value + " (allowed: an absolute address)");
    }
}
