package dev.atrium.localstack.gateway.server;

import io.netty.handler.codec.http.QueryStringDecoder;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole request, copied off the network's buffers.
 *
 * @param method upper-case, as sent
 * @param target path and query, percent-encoded, as sent
 * @param protocol {@code HTTP/1.1}
 * @param headers in the order sent, names as sent
 * @param body empty where there was none
 * @param sourceIp of the socket, not of what a header claims
 * @param receivedAtMs wall clock, milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying bodies twice buys nothing.
public record GatewayRequest(
        String method,
        String target,
        String protocol,
        List<Header> headers,
        byte[] body,
        String sourceIp,
        long receivedAtMs) {

    /** Parameters beyond these are not looked at; a request of 10 KB has few. */
    private static final int MAXIMUM_PARAMETERS = 1_024;

    /** Copies the list. */
    public GatewayRequest {
        headers = List.copyOf(headers);
    }

    /** The path as sent, percent-encoded. */
    public String encodedPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * The path, percent-decoded once, as AWS routes by it.
     *
     * @return null where the encoding is broken or hides a control character
     */
    public @Nullable String decodedPath() {
        try {
            String path =
                    QueryStringDecoder.decodeComponent(
                            // A plus is a plus in a path; only in a query it means a space.
                            encodedPath().replace("+", "%2B"), StandardCharsets.UTF_8);
            boolean clean = path.chars().noneMatch(c -> c < ' ' || c == 0xFFFD);
            return clean ? path : null;
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    /** The query as sent, without its question mark; empty where there is none. */
    public String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** The query's parameters, decoded, each with all of its values, in the order sent. */
    public Map<String, List<String>> queryParameters() {
        if (rawQuery().isEmpty()) {
            return Map.of();
        }
        try {
            // A semicolon is part of a value here, as it is on AWS.
            return new QueryStringDecoder(
                            rawQuery(), StandardCharsets.UTF_8, false, MAXIMUM_PARAMETERS, true)
                    .parameters();
        } catch (IllegalArgumentException broken) {
            return Map.of();
        }
    }

    /** The first header of a name, whatever its case; null where there is none. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** All values of each header, names lower-cased, in the order sent. */
    public Map<String, List<String>> headerValues() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Header header : headers) {
            values.computeIfAbsent(
                            header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.value());
        }
        return values;
    }

    /** The name by which the client called, with its port; what AWS calls the domain name. */
    public String domainName() {
        String host = header("host");
        return host == null ? "localhost" : host;
    }
}
