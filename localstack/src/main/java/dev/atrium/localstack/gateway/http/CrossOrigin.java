package dev.atrium.localstack.gateway.http;

import dev.atrium.localstack.gateway.api.CorsConfiguration;
import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cross-origin rules as HTTP APIs apply them: the gateway's word, never the integration's. */
final class CrossOrigin {

    private final @Nullable CorsConfiguration rules;

    CrossOrigin(@Nullable CorsConfiguration rules) {
        this.rules = rules;
    }

    /** The answer to a preflight, given without any route or authorizer; nothing for the rest. */
    Optional<GatewayAnswer> preflight(GatewayRequest request) {
        if (rules == null
                || !request.method().equals("OPTIONS")
                || request.header("origin") == null
                || request.header("access-control-request-method") == null) {
            return Optional.empty();
        }
        GatewayAnswer answer = GatewayAnswer.empty(204);
        String origin = allowed(rules, request);
        if (origin != null) {
            answer =
                    answer.with("access-control-allow-origin", origin)
                            .with(
                                    "access-control-allow-methods",
                                    String.join(",", rules.allowMethods()))
                            .with(
                                    "access-control-allow-headers",
                                    String.join(",", rules.allowHeaders()))
                            .with("access-control-max-age", "" + rules.maxAgeSeconds());
        }
        return Optional.of(answer.with("vary", "origin"));
    }

    /** The answer with the gateway's rules in place of what the integration said about them. */
    GatewayAnswer apply(GatewayRequest request, GatewayAnswer answer) {
        if (rules == null) {
            return answer;
        }
        List<Header> headers = new ArrayList<>();
        for (Header header : answer.headers()) {
            if (!header.name().startsWith("access-control-")) {
                headers.add(header);
            }
        }
        String origin = allowed(rules, request);
        if (origin != null) {
            headers.add(new Header("access-control-allow-origin", origin));
            if (!rules.exposeHeaders().isEmpty()) {
                headers.add(
                        new Header(
                                "access-control-expose-headers",
                                String.join(",", rules.exposeHeaders())));
            }
        }
        headers.add(new Header("vary", "origin"));
        return new GatewayAnswer(answer.status(), headers, answer.body());
    }

    private static @Nullable String allowed(CorsConfiguration rules, GatewayRequest request) {
        String origin = request.header("origin");
        if (origin == null) {
            return null;
        }
        if (rules.allowOrigins().contains("*")) {
            return "*";
        }
        return rules.allowOrigins().contains(origin) ? origin : null;
    }
}
