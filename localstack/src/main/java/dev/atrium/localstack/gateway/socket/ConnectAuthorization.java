package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.ConnectAuthorizer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.lambda.LambdaFunctionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks the authorizer of a WebSocket API about a connection to be. */
final class ConnectAuthorization {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectAuthorization.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SocketEvents events;
    private final Duration timeout;

    ConnectAuthorization(SocketEvents events, Duration timeout) {
        this.events = events;
        this.timeout = timeout;
    }

    /** What came of it. */
    sealed interface Verdict {
        /** Go on; {@code principalId} and the context's values, all of them strings. */
        record Allowed(ObjectNode context) implements Verdict {}

        /** Refuse the upgrade. */
        record Refused(int status, String message) implements Verdict {}
    }

    Verdict ask(
            ConnectAuthorizer authorizer,
            SocketConnection connection,
            GatewayRequest request,
            String requestId) {
        List<String> identity = request.queryParameters().get(authorizer.queryParameter());
        if (identity == null || identity.getLast().isEmpty()) {
            return new Verdict.Refused(401, "Unauthorized");
        }
        byte[] event =
                events.authorizerEvent(connection, request, requestId)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        try {
            return read(JSON.readTree(authorizer.function().invoke(event, timeout)));
        } catch (LambdaFunctionException failed) {
            // The one message by which an authorizer refuses without a policy.
            if (failed.errorMessage().equals("Unauthorized")) {
                return new Verdict.Refused(401, "Unauthorized");
            }
            LOG.warn("authorizer {} failed", authorizer.function().name(), failed);
            return new Verdict.Refused(500, "Internal server error");
        } catch (IOException notJson) {
            LOG.warn("authorizer {} gave no JSON", authorizer.function().name());
            return new Verdict.Refused(500, "Internal server error");
        }
    }

    private Verdict read(JsonNode answer) {
        JsonNode principal = answer.path("principalId");
        JsonNode policy = answer.path("policyDocument");
        if (!principal.isTextual() || !policy.isObject()) {
            return new Verdict.Refused(500, "Internal server error");
        }
        if (!PolicyDecision.allows(policy, events.connectArn())) {
            return new Verdict.Refused(403, "Forbidden");
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("principalId", principal.asText());
        for (var field : answer.path("context").properties()) {
            if (field.getValue().isContainerNode()) {
                // AWS takes strings, numbers and booleans, and makes strings of them.
                return new Verdict.Refused(500, "Internal server error");
            }
            if (!field.getValue().isNull()) {
                context.put(field.getKey(), field.getValue().asText());
            }
        }
        return new Verdict.Allowed(context);
    }
}
