package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.Integration;
import dev.atrium.localstack.gateway.api.WebSocketApi;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Brings a message to its route, and tells the client where that failed. */
final class MessageRouter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocketApi api;
    private final SocketEvents events;
    private final IntegrationCaller integrations;

    MessageRouter(WebSocketApi api, SocketEvents events, IntegrationCaller integrations) {
        this.api = api;
        this.events = events;
        this.integrations = integrations;
    }

    /** Handles one message, on a virtual thread; returns when its integration is done. */
    void route(SocketConnection connection, String body) {
        String requestId = UUID.randomUUID().toString();
        String routeKey = select(body);
        Integration integration = routeKey == null ? null : api.routes().get(routeKey);
        if (routeKey == null || integration == null) {
            tell(connection, "Forbidden", requestId);
            return;
        }
        ObjectNode event = events.messageEvent(connection, routeKey, requestId, body);
        var call = new IntegrationCaller.Call(connection, event, body);
        switch (integrations.call(integration, call)) {
            // What it answered is not for the client: there are no route responses.
            case IntegrationCaller.Outcome.Answered _ -> {}
            case IntegrationCaller.Outcome.Failed _ ->
                    tell(connection, "Internal server error", requestId);
        }
    }

    /** {@code $request.body.action}; null where not even {@code $default} takes the message. */
    private @Nullable String select(String body) {
        JsonNode action = null;
        try {
            JsonNode message = JSON.readTree(body);
            action = message.isObject() ? message.get("action") : null;
        } catch (JsonProcessingException notJson) {
            // $default is for these.
        }
        if (action != null && action.isValueNode()) {
            String key = action.asText();
            // The gateway's own routes cannot be named by a client.
            if (!key.startsWith("$") && api.routes().containsKey(key)) {
                return key;
            }
        }
        return api.routes().containsKey(WebSocketApi.DEFAULT) ? WebSocketApi.DEFAULT : null;
    }

    private static void tell(SocketConnection connection, String message, String requestId) {
        // A client that is gone meanwhile, or reads nothing, is told nothing.
        var _ =
                connection.post(
                        gatewayMessage(message, connection.id(), requestId)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** What the gateway itself says to a client. */
    static ObjectNode gatewayMessage(String message, String connectionId, String requestId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .put("connectionId", connectionId)
                .put("requestId", requestId);
    }
}
