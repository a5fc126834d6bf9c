package dev.atrium.localstack.gateway.socket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.gateway.api.WebSocketApi;
import dev.atrium.localstack.gateway.server.GatewayRequest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The JSON that functions of a WebSocket API are invoked with. */
final class SocketEvents {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final String accountId;
    private final String region;
    private final WebSocketApi api;

    SocketEvents(String accountId, String region, WebSocketApi api) {
        this.accountId = accountId;
        this.region = region;
        this.api = api;
    }

    /** What {@code $connect} may be allowed on: the resource of an authorizer's policy. */
    String connectArn() {
        return "arn:aws:execute-api:%s:%s:%s/%s/%s"
                .formatted(region, accountId, api.apiId(), api.stage(), WebSocketApi.CONNECT);
    }

    /** The event of a REQUEST authorizer. */
    ObjectNode authorizerEvent(
            SocketConnection connection, GatewayRequest request, String requestId) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", "REQUEST").put("methodArn", connectArn());
        putHandshake(event, request);
        event.putObject("stageVariables");
        event.set(
                "requestContext", context(connection, "CONNECT", WebSocketApi.CONNECT, requestId));
        return event;
    }

    /** The event of {@code $connect}. */
    ObjectNode connectEvent(SocketConnection connection, GatewayRequest request, String requestId) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        putHandshake(event, request);
        event.set(
                "requestContext", context(connection, "CONNECT", WebSocketApi.CONNECT, requestId));
        return event.put("isBase64Encoded", false);
    }

    /** The event of a message's route. */
    ObjectNode messageEvent(
            SocketConnection connection, String routeKey, String requestId, String body) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode context = context(connection, "MESSAGE", routeKey, requestId);
        context.put("messageId", UUID.randomUUID().toString());
        event.set("requestContext", context);
        return event.put("body", body).put("isBase64Encoded", false);
    }

    /** The event of {@code $disconnect}. */
    ObjectNode disconnectEvent(
            SocketConnection connection, SocketConnection.Ending ending, String requestId) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = event.putObject("headers");
        headers.put("Host", connection.domainName());
        headers.put("x-api-key", "").put("X-Forwarded-For", "").put("x-restapi", "");
        ObjectNode context = context(connection, "DISCONNECT", WebSocketApi.DISCONNECT, requestId);
        context.put("disconnectStatusCode", ending.statusCode());
        context.put("disconnectReason", ending.reason());
        event.set("requestContext", context);
        return event.put("isBase64Encoded", false);
    }

    private ObjectNode context(
            SocketConnection connection, String eventType, String routeKey, String requestId) {
        long now = System.currentTimeMillis();
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("routeKey", routeKey)
                .put("eventType", eventType)
                .put("extendedRequestId", requestId)
                .put("requestTime", TIME.format(Instant.ofEpochMilli(now)))
                .put("messageDirection", "IN")
                .put("stage", api.stage())
                .put("connectedAt", connection.connectedAtMs())
                .put("requestTimeEpoch", now)
                .put("requestId", requestId)
                .put("domainName", connection.domainName())
                .put("connectionId", connection.id())
                .put("apiId", api.apiId());
        context.putObject("identity")
                .put("sourceIp", connection.sourceIp())
                .put("userAgent", connection.userAgent());
        ObjectNode authorizer = connection.authorizer();
        if (authorizer != null) {
            context.set("authorizer", authorizer);
        }
        return context;
    }

    private static void putHandshake(ObjectNode event, GatewayRequest request) {
        putMultiMap(event, "headers", "multiValueHeaders", headersOf(request));
        if (!request.queryParameters().isEmpty()) {
            putMultiMap(
                    event,
                    "queryStringParameters",
                    "multiValueQueryStringParameters",
                    request.queryParameters());
        }
    }

    /** Names as sent, but those of different case as one. */
    private static Map<String, List<String>> headersOf(GatewayRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .forEach(
                        header ->
                                headers.computeIfAbsent(header.name(), name -> new ArrayList<>())
                                        .add(header.value()));
        headers.put("X-Forwarded-For", List.of(request.sourceIp()));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return headers;
    }

    /** AWS gives the last value of each name, and beside it all of them. */
    private static void putMultiMap(
            ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
        ObjectNode last = event.putObject(single);
        ObjectNode all = event.putObject(multiple);
        values.forEach(
                (name, each) -> {
                    last.put(name, each.getLast());
                    each.forEach(all.withArrayProperty(name)::add);
                });
    }
}
