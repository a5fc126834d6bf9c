package dev.atrium.localstack.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.atrium.localstack.gateway.api.HttpAuthorizer;
import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the authorizer of a route; nothing is remembered between requests. */
final class HttpAuthorization {

    private static final Logger LOG = LoggerFactory.getLogger(HttpAuthorization.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpEvents events;
    private final Duration timeout;

    HttpAuthorization(HttpEvents events, Duration timeout) {
        this.events = events;
        this.timeout = timeout;
    }

    /** What came of it. */
    sealed interface Decision {
        /** Go on; the context becomes {@code requestContext.authorizer.lambda}. */
        record Allowed(JsonNode context) implements Decision {}

        /** Stop here. */
        record Refused(GatewayAnswer answer) implements Decision {}
    }

    Decision ask(
            HttpAuthorizer authorizer,
            GatewayRequest request,
            RouteTable.Match match,
            String requestId) {
        String identity = request.header("authorization");
        boolean missing = identity == null || identity.isBlank();
        if (missing && authorizer.wantsHeader()) {
            return refused(401, "Unauthorized");
        }
        byte[] event =
                events.authorizerEvent(
                                request,
                                match,
                                requestId,
                                authorizer.wantsHeader() ? identity : null)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        JsonNode verdict;
        try {
            verdict = JSON.readTree(authorizer.function().invoke(event, timeout));
        } catch (LambdaFunctionException failed) {
            LOG.warn("authorizer of {} failed: {}", match.route().key().text(), failed.failure());
            return refused(500, "Internal Server Error");
        } catch (IOException notJson) {
            return refused(500, "Internal Server Error");
        }
        JsonNode isAuthorized = verdict.path("isAuthorized");
        JsonNode context = verdict.path("context");
        boolean contextFits = context.isObject() || context.isNull() || context.isMissingNode();
        if (!isAuthorized.isBoolean() || !contextFits) {
            LOG.warn("authorizer of {} gave no simple response", match.route().key().text());
            return refused(500, "Internal Server Error");
        }
        if (!isAuthorized.booleanValue()) {
            return refused(403, "Forbidden");
        }
        return new Decision.Allowed(
                context.isObject() ? context : JsonNodeFactory.instance.objectNode());
    }

    private static Decision refused(int status, String message) {
        return new Decision.Refused(GatewayAnswer.message(status, message));
    }
}
